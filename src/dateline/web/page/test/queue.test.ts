import { get } from 'svelte/store'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '../src/lib/api'
import { conflicts, decide, flush, forget, insist, kept, refused, restore, undo, waiting } from '../src/lib/queue'
import type { Session } from '../src/lib/types'

/** A server that keeps versions as the record does; `down` and `deaf` break the line before and after it has decided. */
class Server {
  made: { id: string; kind: string; targets: string[]; by: string; why: string | null; changes: { field: string; value: unknown }[]; at: string; subject: string }[] = []
  versions: Record<string, number> = {}
  keys = new Map<string, number>()
  down = false
  deaf = false

  judge(action: string, targets: string[], by = 'ann', values: Record<string, unknown> = {}, why: string | null = null) {
    const changes = Object.entries(values).map(([field, value]) => ({ field, value }))
    this.made.push({ id: `j${this.made.length}`, kind: action, targets, by, why, changes, at: '2026-01-01T00:00:00Z', subject: 'statement' })
    for (const target of targets) this.versions[target] = this.made.length
  }

  fetch = async (url: string, request: RequestInit): Promise<Response> => {
    if (this.down) throw new TypeError('no line')
    const [status, body] = this.answer(url, JSON.parse(String(request.body)))
    if (this.deaf) throw new TypeError('the answer was lost')
    return new Response(JSON.stringify(body), { status })
  }

  answer(url: string, wish: { action: string; targets: string[]; base: Record<string, number>; key: string; values?: Record<string, unknown> }): [number, unknown] {
    const undone = /judgements\/(j\d+)\/undo/.exec(url)?.[1]
    if (undone) {
      this.judge('undo', [undone])
      return [200, { judgement: this.made.at(-1), versions: {} }]
    }
    if (wish.action === 'merge') return [400, { error: 'merge needs two ids', cure: 'give two' }]
    const late = wish.targets.find((target) => (this.versions[target] ?? 0) > (wish.base[target] ?? 0))
    if (late) {
      const newer = this.made.findLast((judgement) => judgement.targets.includes(late))
      return [409, { error: 'judged meanwhile', cure: 'look', newer, statement: { id: late, record: { version: this.versions[late] } } }]
    }
    this.judge(wish.action, wish.targets, 'ann', wish.values)
    return [200, { judgement: this.made.at(-1), versions: Object.fromEntries(wish.targets.map((target) => [target, this.versions[target]])) }]
  }
}

let server: Server
let turn = 0

beforeEach(() => {
  server = new Server()
  const storage = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
  })
  vi.stubGlobal('fetch', server.fetch)
  session.set({ name: 'ann', role: 'review', csrf: 'x' } as Session)
  restore('test.dateline')
})

/** A statement of its own for each test: what was learnt of versions outlives a test as it outlives a view. */
const fresh = () => `s${++turn}`
const kinds = () => server.made.map((judgement) => judgement.kind)

describe('decisions', () => {
  it('wait while the line is down, outlive the page, and are sent in their order', async () => {
    const id = fresh()
    await flush()
    server.down = true
    await decide({ action: 'accept', targets: [id], base: { [id]: 0 } }, 'one')
    await decide({ action: 'edit', targets: [id], values: { status: 'denied' }, base: { [id]: 0 } }, 'two')
    kept.set([])
    restore('test.dateline')
    expect(get(waiting).map((item) => item.wish.action)).toEqual(['accept', 'edit'])
    server.down = false
    await flush()
    expect(kinds()).toEqual(['accept', 'edit'])
    expect(get(kept)).toEqual([])
  })

  it('are not carried out twice when only the answer was lost', async () => {
    const id = fresh()
    server.deaf = true
    await decide({ action: 'accept', targets: [id], base: { [id]: 0 } }, 'one')
    expect(get(waiting)).toHaveLength(1)
    server.deaf = false
    await flush()
    expect(kinds()).toEqual(['accept'])
    expect(get(kept)).toEqual([])
  })

  it('are kept beside what somebody else decided meanwhile', async () => {
    const id = fresh()
    server.judge('accept', [id], 'ben')
    await decide({ action: 'reject', targets: [id], base: { [id]: 0 } }, 'one')
    const [item] = get(conflicts)
    expect(item?.newer?.by).toBe('ben')
    expect(kinds()).toEqual(['accept'])
    if (item) await insist(item)
    expect(kinds()).toEqual(['accept', 'reject'])
    expect(get(kept)).toEqual([])
  })

  it('that are refused are told and do not hold up the others', async () => {
    const id = fresh()
    await decide({ action: 'merge', targets: [id], base: {} }, 'one')
    await decide({ action: 'accept', targets: [id], base: { [id]: 0 } }, 'two')
    expect(get(refused).map((item) => item.refused?.error)).toEqual(['Merge needs two ids.'])
    expect(kinds()).toEqual(['accept'])
    forget(get(refused)[0]?.key ?? '')
    expect(get(kept)).toEqual([])
  })

  it('are taken back even while they are on their way', async () => {
    const id = fresh()
    const going = decide({ action: 'reject', targets: [id], base: { [id]: 0 } }, 'one')
    expect(await undo()).toBe('reject: one')
    await going
    expect(kinds()).toEqual(['reject', 'undo'])
  })

  it('are taken back one after the other', async () => {
    const [one, two] = [fresh(), fresh()]
    await decide({ action: 'accept', targets: [one], base: { [one]: 0 } }, 'one')
    await decide({ action: 'reject', targets: [two], base: { [two]: 0 } }, 'two')
    expect([await undo(), await undo(), await undo()]).toEqual(['reject: two', 'accept: one', null])
    expect(server.made.slice(2).map((judgement) => judgement.targets[0])).toEqual(['j1', 'j0'])
  })
})
