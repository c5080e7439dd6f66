/** The one door to the server: the documented API, nothing else. */
import { get, writable } from 'svelte/store'
import type { Session } from './types'

/** What the server refused, in its own words. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    cure: string,
    readonly body: Record<string, unknown> = {},
  ) {
    super(sentence(message))
    this.cure = sentence(cure)
  }

  readonly cure: string
}

/** Words as a sentence: the server's stand without capital and full stop, as on a command line. */
export function sentence(words: string): string {
  const trimmed = words.trim()
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1) + (/[.!?…]$/.test(trimmed) || !trimmed ? '' : '.')
}

/** Why nothing can be read just now; `kind` says whether the line, the record or the session is at fault. */
export interface Trouble {
  kind: 'line' | 'record' | 'session'
  error: string
  cure: string
}

export const session = writable<Session | null>(null)
export const trouble = writable<Trouble | null>(null)

/** Answers that mean that the record cannot be read now, whatever is asked. */
const RECORD = new Set([410, 503])
export const LINE: Trouble = {
  kind: 'line',
  error: 'The connection to dateline is lost.',
  cure: 'See that `dateline serve` still runs. What you decide is kept here and sent when it answers again.',
}

/** GET as JSON. Throws ApiError for a refusal, and for a lost connection one with status 0. */
export function read<T>(path: string, query?: URLSearchParams, signal?: AbortSignal): Promise<T> {
  const wanted = query?.toString()
  return ask<T>(wanted ? `${path}?${wanted}` : path, { signal: signal ?? null })
}

/** POST JSON with the session's token. */
export function send<T>(path: string, body: unknown): Promise<T> {
  const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': get(session)?.csrf ?? '' }
  return ask<T>(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

async function ask<T>(path: string, request: RequestInit): Promise<T> {
  const answer = await reach(path, request)
  const body = await bodyOf(answer)
  if (answer.ok) {
    trouble.set(null)
    return body as T
  }
  const error = refusal(answer.status, body)
  if (RECORD.has(error.status)) trouble.set({ kind: 'record', error: error.message, cure: error.cure })
  else if (error.status === 401) trouble.set({ kind: 'session', error: error.message, cure: error.cure })
  else trouble.set(null)
  throw error
}

async function reach(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(`/api${path}`, { credentials: 'same-origin', ...request })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    trouble.set(LINE)
    throw new ApiError(0, LINE.error, LINE.cure)
  }
}

async function bodyOf(answer: Response): Promise<unknown> {
  try {
    return await answer.json()
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    return answer.ok ? null : {}
  }
}

function refusal(status: number, body: unknown): ApiError {
  const said = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const error = typeof said.error === 'string' ? said.error : `The server answered ${status}.`
  return new ApiError(status, error, typeof said.cure === 'string' ? said.cure : 'Try again.', said)
}

/** The words for an error of any kind. */
export function wordsOf(error: unknown): { error: string; cure: string } {
  if (error instanceof ApiError) return { error: error.message, cure: error.cure }
  return { error: error instanceof Error ? error.message : String(error), cure: 'Load the page again.' }
}

export function wasStopped(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}

/** Hide what others decided from everything that is asked from now on, or show it again. */
export async function readBlind(blind: boolean): Promise<void> {
  session.set(await send<Session>('/session', { blind }))
}

/** Who is asking, and of which record. */
export async function openSession(): Promise<Session> {
  const opened = await read<Session>('/session')
  session.set(opened)
  return opened
}
