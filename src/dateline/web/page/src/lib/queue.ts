/** Decisions on their way to the record: kept in this browser until the server has acknowledged them. */
import { derived, get, writable } from 'svelte/store'
import { ApiError, read, send, session } from './api'
import type { Judgement, Statement, Wish } from './types'

/** A decision that is not acknowledged yet. */
export interface Kept {
  key: string
  wish: Wish
  /** What was decided upon, in words, for the list of what waits. */
  about: string
  refused?: { error: string; cure: string }
  /** Somebody judged the same meanwhile: their judgement, and the statement as it now stands. */
  newer?: Judgement
  now?: Statement
}

interface Done {
  id: string
  /** What was decided and of what, in words. */
  what: string
}

interface Answer {
  judgement: Judgement
  /** The last judgement on each target, as a number of the record's journal. */
  versions?: Record<string, number>
}

/**
 * Versions that our own judgements made: the server took them, so nothing stood between them and what we had seen. Who
 * decides twice before looking again does not argue with himself.
 */
const own = new Map<string, number>()

function baseOf(wish: Wish): Record<string, number> {
  const known = Object.entries(wish.base ?? {})
  return Object.fromEntries(known.map(([target, version]) => [target, Math.max(version, own.get(target) ?? 0)]))
}

function learn(versions: Answer['versions']): void {
  for (const [target, version] of Object.entries(versions ?? {})) own.set(target, version)
}

const KEYS = { kept: 'dateline.kept', done: 'dateline.done' }

export const kept = writable<Kept[]>([])
/** Judgements made here, the newest last: what `u` takes back. */
export const done = writable<Done[]>([])
export const conflicts = derived(kept, (held) => held.filter((item) => item.newer))
export const refused = derived(kept, (held) => held.filter((item) => item.refused))
export const waiting = derived(kept, (held) => held.filter((item) => !item.newer && !item.refused))

let sending: Promise<void> | null = null
let pause = 0
let retry: ReturnType<typeof setTimeout> | undefined
let store = ''

/** Take up what was left when the page was last closed. Records of different names keep apart. */
export function restore(record: string): void {
  store = record
  kept.set(stored<Kept[]>(KEYS.kept, []))
  done.set(stored<Done[]>(KEYS.done, []))
}

function stored<T>(key: string, otherwise: T): T {
  try {
    return (JSON.parse(localStorage.getItem(`${key}.${store}`) ?? 'null') as T | null) ?? otherwise
  } catch {
    return otherwise
  }
}

function keep(): void {
  try {
    localStorage.setItem(`${KEYS.kept}.${store}`, JSON.stringify(get(kept)))
    localStorage.setItem(`${KEYS.done}.${store}`, JSON.stringify(get(done).slice(-5000)))
  } catch {
    // Storage is full or closed: decisions still wait in memory while the page is open.
  }
}

/** A word that nobody else has; made so that it works without TLS too. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-')
}

/** Decide. Kept first, then sent; the promise tells once it is acknowledged, in conflict, refused or left waiting. */
export async function decide(wish: Wish, about: string): Promise<void> {
  kept.update((held) => [...held, { key: newKey(), wish, about }])
  keep()
  await flush()
}

/** Send what waits, in its order, until all is sent or the line is lost. */
export function flush(): Promise<void> {
  if (!sending && get(waiting).length) sending = sendAll()
  return sending ?? Promise.resolve()
}

async function sendAll(): Promise<void> {
  clearTimeout(retry)
  try {
    for (let next = get(waiting)[0]; next; next = get(waiting)[0]) {
      if (!(await carry(next))) return later()
    }
    pause = 0
  } finally {
    sending = null
  }
}

function later(): void {
  pause = Math.min(30_000, pause ? pause * 2 : 1_000)
  retry = setTimeout(() => void flush(), pause)
}

/** Send one; false when the line is down and it has to wait. */
async function carry(item: Kept): Promise<boolean> {
  try {
    const answer = await send<Answer>('/judgements', { ...item.wish, base: baseOf(item.wish), key: item.key })
    learn(answer.versions)
    acknowledged(item, answer.judgement)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 0 || error.status === 401 || error.status === 429 || error.status >= 500) return false
    if (error.status === 409) disputed(item, error)
    else amend(item.key, { refused: { error: error.message, cure: error.cure } })
  }
  return true
}

function acknowledged(item: Kept, judgement: Judgement): void {
  forget(item.key)
  done.update((held) => [...held, { id: judgement.id, what: `${item.wish.action}: ${item.about}` }])
  keep()
}

function disputed(item: Kept, error: ApiError): void {
  const newer = error.body.newer as Judgement | undefined
  if (newer && isOurs(item.wish, newer)) return acknowledged(item, newer)
  const now = error.body.statement as Statement | undefined
  if (newer) amend(item.key, { newer, ...(now ? { now } : {}) })
  else amend(item.key, { refused: { error: error.message, cure: error.cure } })
}

/** Whether the newer judgement is this very wish, sent before, whose answer was lost on the way. */
function isOurs(wish: Wish, newer: Judgement): boolean {
  if (newer.by !== get(session)?.name || newer.kind !== wish.action) return false
  const fields = Object.keys(wish.values ?? {}).sort().join()
  return (
    newer.targets[0] === wish.targets[0] &&
    (newer.why ?? '') === (wish.why ?? '') &&
    newer.changes.map((change) => change.field).sort().join() === fields
  )
}

function amend(key: string, more: Partial<Kept>): void {
  kept.update((held) => held.map((item) => (item.key === key ? { ...item, ...more } : item)))
  keep()
}

/** Let go of a decision that was refused or is in conflict. */
export function forget(key: string): void {
  kept.update((held) => held.filter((item) => item.key !== key))
  keep()
}

/** Decide again, knowing the newer judgement: the wish goes on top of it. */
export async function insist(item: Kept): Promise<void> {
  const version = item.now?.record?.version
  forget(item.key)
  const base = version === undefined ? {} : { ...item.wish.base, [item.now?.id ?? '']: version }
  await decide({ ...item.wish, base }, item.about)
}

/** Take back the last decision: one that still waits is dropped, else its judgement is undone. Null: nothing is left. */
export async function undo(): Promise<string | null> {
  // What is on its way arrives first: it is the last decision.
  await sending
  const last = get(waiting).at(-1)
  if (last) {
    forget(last.key)
    return `${last.wish.action}: ${last.about}`
  }
  const made = get(done).at(-1)
  if (!made) return null
  await takeBack(made.id)
  return made.what
}

/** Undo one judgement, whoever made it and when. */
export async function takeBack(id: string): Promise<void> {
  learn((await send<Answer>(`/judgements/${encodeURIComponent(id)}/undo`, {})).versions)
  done.update((held) => held.filter((item) => item.id !== id))
  keep()
}

/** The judgements of a statement, the newest last. */
export function judgementsOf(id: string, signal?: AbortSignal): Promise<{ rows: Judgement[] }> {
  return read(`/judgements`, new URLSearchParams({ target: id }), signal)
}
