/** Points that would lie on one another at this zoom, as one mark. */

export interface Placed<T> {
  /** On the screen, in pixels. */
  x: number
  y: number
  item: T
}

export interface Cluster<T> {
  x: number
  y: number
  items: T[]
}

/**
 * Groups of points nearer than `gap` pixels, in the order of the points: each joins the first group whose first point
 * is near enough. A group stands in the middle of its points. The same points give the same groups.
 */
export function cluster<T>(points: readonly Placed<T>[], gap: number): Cluster<T>[] {
  const groups: (Cluster<T> & { at: Placed<T> })[] = []
  const grid = new Map<string, number[]>()
  for (const point of points) {
    const [column, row] = [Math.floor(point.x / gap), Math.floor(point.y / gap)]
    const found = near(grid, column, row).find((k) => {
      const at = groups[k]?.at
      return at !== undefined && Math.hypot(at.x - point.x, at.y - point.y) < gap
    })
    const group = found === undefined ? undefined : groups[found]
    if (group) {
      group.items.push(point.item)
      group.x += (point.x - group.x) / group.items.length
      group.y += (point.y - group.y) / group.items.length
      continue
    }
    const key = `${column},${row}`
    grid.set(key, [...(grid.get(key) ?? []), groups.length])
    groups.push({ x: point.x, y: point.y, items: [point.item], at: point })
  }
  return groups.map(({ x, y, items }) => ({ x, y, items }))
}

/** Groups that begin in the cell or one beside it, the oldest first. */
function near(grid: Map<string, number[]>, column: number, row: number): number[] {
  const found: number[] = []
  for (let dx = -1; dx <= 1; dx++) for (let dy = -1; dy <= 1; dy++) found.push(...(grid.get(`${column + dx},${row + dy}`) ?? []))
  return found.sort((a, b) => a - b)
}
