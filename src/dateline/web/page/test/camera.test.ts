import { describe, expect, it } from 'vitest'
import { boxOf, fit, hold, nearest, toScreen, toWorld, zoom } from '../src/lib/camera'

describe('camera', () => {
  it('keeps the point under the pointer where it is', () => {
    const before = { x: 13, y: -40, k: 2 }
    const after = zoom(before, 1.7, 300, 120, 0.1, 100)
    const [wx, wy] = toWorld(before, 300, 120)
    const [x, y] = toScreen(after, wx, wy)
    expect(x).toBeCloseTo(300)
    expect(y).toBeCloseTo(120)
  })
  it('never zooms beyond its limits', () => {
    expect(zoom({ x: 0, y: 0, k: 1 }, 1e6, 0, 0, 1, 8).k).toBe(8)
    expect(zoom({ x: 0, y: 0, k: 1 }, 1e-6, 0, 0, 1, 8).k).toBe(1)
  })
  it('fits a box whole into the screen', () => {
    const camera = fit({ x0: 10, y0: 20, x1: 30, y1: 25 }, { width: 400, height: 300 }, 20, 100)
    expect(toScreen(camera, 10, 20)[0]).toBeCloseTo(20)
    expect(toScreen(camera, 30, 25)[0]).toBeCloseTo(380)
    expect(toScreen(camera, 20, 22.5)[1]).toBeCloseTo(150)
  })
  it('lets nobody leave the world', () => {
    const camera = hold({ x: 99_999, y: 0, k: 1 }, { x0: 0, y0: 0, x1: 100, y1: 50 }, { width: 200, height: 100 })
    expect(toWorld(camera, 100, 50)[0]).toBe(0)
  })
  it('finds the neighbour in the direction of the key', () => {
    const items = [{ x: 0, y: 0 }, { x: 10, y: 1 }, { x: 30, y: 0 }, { x: 0, y: -9 }]
    expect(nearest(items, 0, 'ArrowRight')).toBe(1)
    expect(nearest(items, 1, 'ArrowRight')).toBe(2)
    expect(nearest(items, 0, 'ArrowUp')).toBe(3)
    expect(nearest(items, 0, 'ArrowDown')).toBe(-1)
    expect(nearest([], 0, 'ArrowUp')).toBe(-1)
  })
  it('has no box of nothing', () => {
    expect(boxOf([])).toBeNull()
    expect(boxOf([{ x: 3, y: 4 }, { x: -1, y: 9 }])).toEqual({ x0: -1, y0: 4, x1: 3, y1: 9 })
  })
})
