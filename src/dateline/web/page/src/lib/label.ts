/** What a label may not stand on: a box around (x, y), in pixels. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Indices of the labels that can stand without touching another or what is `taken`; the first are asked first. */
export function labels(wanted: readonly Box[], taken: readonly Box[] = []): Set<number> {
  const boxes = [...taken]
  const kept = new Set<number>()
  wanted.forEach((box, k) => {
    if (boxes.some((other) => touch(box, other))) return
    boxes.push(box)
    kept.add(k)
  })
  return kept
}

function touch(one: Box, other: Box): boolean {
  return (
    Math.abs(one.x - other.x) * 2 < one.width + other.width && Math.abs(one.y - other.y) * 2 < one.height + other.height
  )
}
