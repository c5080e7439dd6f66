import { describe, expect, it } from 'vitest'
import type { Edge, Node } from '../src/lib/chart'
import { labels, wrap } from '../src/lib/label'
import { ACTS, bows, curve, layOut, linesOf, ROLES, roleOf } from '../src/lib/network'

const node = (id: string): Node => ({ id, name: id, kind: 'group', iso3: null, country: null, roles: [] })
const edge = (from: string, to: string, type: string, cls = 'material_conflict'): Edge => ({
  from, to, type, class: cls, count: 1, episodes: 1, reports: 1, status: ['actual'], latest: null, statements: [],
})
const signal = new AbortController().signal

describe('network', () => {
  it('draws one line for a pair, a direction and a class; nobody is linked to itself', () => {
    const { lines, own } = linesOf([edge('a', 'b', 'ASSAULT'), edge('a', 'b', 'COERCE'), edge('b', 'a', 'ASSAULT'), edge('a', 'a', 'PROTEST')])
    expect(lines.map((line) => [line.from, line.to, line.edges.length])).toEqual([['a', 'b', 2], ['b', 'a', 1]])
    expect(own).toHaveLength(1)
  })
  it('tells shapes and lines apart without colour', () => {
    expect(new Set(Object.values(ROLES).map((role) => role.d)).size).toBe(Object.keys(ROLES).length)
    expect(new Set(Object.values(ACTS).map((act) => `${act.dash}/${act.width}`)).size).toBe(Object.keys(ACTS).length)
  })
  it('takes the shape from the first role that has one', () => {
    expect(roleOf({ roles: ['REB', 'GOV'], kind: 'group' })).toBe('armed')
    expect(roleOf({ roles: ['???', 'IGO'], kind: 'organisation' })).toBe('international')
    expect(roleOf({ roles: [], kind: 'country' })).toBe('country')
    expect(roleOf({ roles: [], kind: 'person' })).toBe('other')
  })
  it('draws the same twice, however often two are linked', async () => {
    const nodes = ['a', 'b', 'c', 'd'].map(node)
    const once = await layOut(nodes, linesOf([edge('a', 'b', 'ASSAULT')]).lines, signal)
    const often = await layOut(nodes, linesOf([edge('a', 'b', 'ASSAULT'), edge('a', 'b', 'AID', 'material_cooperation')]).lines, signal)
    expect([...often]).toEqual([...once])
    const places = [...once.values()]
    for (const [k, one] of places.entries()) for (const other of places.slice(k + 1)) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(30)
  })
  it('stops when another drawing is asked for', async () => {
    const stopped = new AbortController()
    stopped.abort()
    await expect(layOut([node('a')], [], stopped.signal)).rejects.toThrow()
  })
  it('bows lines of one pair to different sides', () => {
    const { lines } = linesOf([edge('a', 'b', 'ASSAULT'), edge('b', 'a', 'ASSAULT')])
    const paths = lines.map((line) => curve({ x: line.from === 'a' ? 0 : 100, y: 0 }, { x: line.from === 'a' ? 100 : 0, y: 0 }, bows(lines).get(line.id) ?? 0, 10))
    const heights = paths.map((path) => Number(/Q[-\d.]+ ([-\d.]+)/.exec(path)?.[1]))
    expect((heights[0] as number) * (heights[1] as number)).toBeLessThan(0)
  })
  it('lets labels stand that touch no other, nor what is taken', () => {
    const box = (x: number, y: number) => ({ x, y, width: 50, height: 14 })
    expect([...labels([box(0, 0), box(10, 2), box(10, 40)])]).toEqual([0, 2])
    expect([...labels([box(0, 0), box(10, 40)], [box(5, 5)])]).toEqual([1])
  })
  it('breaks long names between words, and cuts only what nobody could read', () => {
    expect(wrap('Joint Chiefs of Staff', 22)).toEqual(['Joint Chiefs of Staff'])
    expect(wrap('Syrian Observatory for Human Rights', 22)).toEqual(['Syrian Observatory for', 'Human Rights'])
    expect(wrap('x'.repeat(400), 22)[0]?.length).toBe(44)
    expect(wrap('word '.repeat(100), 22)).toHaveLength(3)
    expect(wrap(' ', 22)).toEqual([])
  })
})
