/** Pan and zoom of a drawing: screen = world × k + (x, y). */

export interface Camera {
  x: number
  y: number
  k: number
}

export interface Box {
  x0: number
  y0: number
  x1: number
  y1: number
}

export interface Size {
  width: number
  height: number
}

export const WHOLE: Camera = { x: 0, y: 0, k: 1 }

export function toScreen(camera: Camera, x: number, y: number): [number, number] {
  return [x * camera.k + camera.x, y * camera.k + camera.y]
}

export function toWorld(camera: Camera, x: number, y: number): [number, number] {
  return [(x - camera.x) / camera.k, (y - camera.y) / camera.k]
}

/** Zoom by a factor, the screen point (x, y) staying where it is; k is held between `least` and `most`. */
export function zoom(camera: Camera, factor: number, x: number, y: number, least: number, most: number): Camera {
  const k = Math.min(most, Math.max(least, camera.k * factor))
  const [wx, wy] = toWorld(camera, x, y)
  return { x: x - wx * k, y: y - wy * k, k }
}

export function pan(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x + dx, y: camera.y + dy }
}

/** Keep the middle of the screen over the world, so that nobody is lost in the void. */
export function hold(camera: Camera, world: Box, screen: Size): Camera {
  const within = (at: number, low: number, high: number) => Math.min(high, Math.max(low, at))
  const [cx, cy] = toWorld(camera, screen.width / 2, screen.height / 2)
  const x = within(cx, world.x0, world.x1)
  const y = within(cy, world.y0, world.y1)
  return { x: screen.width / 2 - x * camera.k, y: screen.height / 2 - y * camera.k, k: camera.k }
}

/** The camera that shows the box whole, with a margin in pixels; k is at most `most`. */
export function fit(box: Box, screen: Size, margin: number, most: number): Camera {
  const width = Math.max(1e-9, box.x1 - box.x0)
  const height = Math.max(1e-9, box.y1 - box.y0)
  const k = Math.min(most, (screen.width - 2 * margin) / width, (screen.height - 2 * margin) / height)
  return {
    x: screen.width / 2 - ((box.x0 + box.x1) / 2) * k,
    y: screen.height / 2 - ((box.y0 + box.y1) / 2) * k,
    k,
  }
}

export function boxOf(points: readonly { x: number; y: number }[]): Box | null {
  if (!points.length) return null
  const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity }
  for (const { x, y } of points) {
    box.x0 = Math.min(box.x0, x)
    box.y0 = Math.min(box.y0, y)
    box.x1 = Math.max(box.x1, x)
    box.y1 = Math.max(box.y1, y)
  }
  return box
}

type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'
const STEP: Record<Direction, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

export function isDirection(key: string): key is Direction {
  return key in STEP
}

/** Index of the nearest item that lies in the direction of the key from item `from`; -1 where there is none. */
export function nearest(items: readonly { x: number; y: number }[], from: number, key: Direction): number {
  const here = items[from]
  if (!here) return items.length ? 0 : -1
  const [ux, uy] = STEP[key]
  let best = -1
  let least = Infinity
  items.forEach((item, k) => {
    const along = (item.x - here.x) * ux + (item.y - here.y) * uy
    const aside = Math.abs((item.x - here.x) * uy) + Math.abs((item.y - here.y) * ux)
    // What lies more aside than ahead is in another direction.
    const cost = along + 2 * aside
    if (k !== from && along > 0 && aside <= 2 * along && cost < least) [best, least] = [k, cost]
  })
  return best
}
