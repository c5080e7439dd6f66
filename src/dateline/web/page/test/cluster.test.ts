import { describe, expect, it } from 'vitest'
import { cluster } from '../src/lib/cluster'

const at = (x: number, y: number, item: string) => ({ x, y, item })

describe('cluster', () => {
  it('joins what lies nearer than the gap and loses nothing', () => {
    const groups = cluster([at(0, 0, 'a'), at(8, 0, 'b'), at(100, 0, 'c'), at(104, 3, 'd')], 20)
    expect(groups.map((group) => group.items)).toEqual([['a', 'b'], ['c', 'd']])
    expect(groups[0]?.x).toBe(4)
  })
  it('sees neighbours across the cells of its grid', () => {
    expect(cluster([at(19, 19, 'a'), at(21, 21, 'b')], 20)).toHaveLength(1)
    expect(cluster([at(-1, 0, 'a'), at(1, 0, 'b')], 20)).toHaveLength(1)
  })
  it('keeps apart what is apart, whatever the order', () => {
    const points = Array.from({ length: 500 }, (_, k) => at((k % 25) * 30, Math.floor(k / 25) * 30, String(k)))
    expect(cluster(points, 29)).toHaveLength(500)
    expect(cluster([...points].reverse(), 29)).toHaveLength(500)
  })
})
