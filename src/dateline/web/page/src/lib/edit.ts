/** A statement being edited: a draft of the fields that may change, kept in this browser until it is sent. */
import type { Figure, Mention, Place, Statement, Time } from './types'

/** Fields that a reviewer may change; words and their places in the text stay the report's. */
export interface Draft {
  type: string
  modes: string[]
  status: string
  aspect: string
  background: boolean
  actors: Mention[]
  recipients: Mention[]
  place: Place | null
  time: Time | null
  figures: Figure[]
}

/** A span of a draft that words are chosen for. */
export type Slot = { field: 'actors' | 'recipients' | 'figures'; at: number } | { field: 'place' | 'time'; at: 0 }

export const FIELDS = ['type', 'modes', 'status', 'aspect', 'background', 'actors', 'recipients', 'place', 'time', 'figures'] as const

export function draftOf(statement: Statement): Draft {
  const { type, modes, status, aspect, background, actors, recipients, place, time, figures } = statement
  return structuredClone({ type, modes, status, aspect, background, actors, recipients, place, time, figures })
}

/** The fields whose values differ from the statement's, with their new values. */
export function changesOf(statement: Statement, draft: Draft): Record<string, unknown> {
  const old = draftOf(statement)
  return Object.fromEntries(
    FIELDS.filter((field) => JSON.stringify(old[field]) !== JSON.stringify(draft[field])).map((field) => [field, draft[field]]),
  )
}

/** The words of a slot, or null where none are chosen yet. */
export function spanOf(draft: Draft, slot: Slot): { start: number; end: number; text: string } | null {
  const item = slot.field === 'place' ? draft.place : slot.field === 'time' ? draft.time : draft[slot.field][slot.at]
  if (!item) return null
  const span = 'span' in item ? item.span : item
  return span.end > span.start ? span : null
}

/** The draft with other words in a slot; what was resolved from the old words goes with them. */
export function withSpan(draft: Draft, slot: Slot, span: { start: number; end: number; text: string }): Draft {
  const next = structuredClone(draft)
  const { start, end, text } = span
  if (slot.field === 'actors' || slot.field === 'recipients') {
    const old = next[slot.field][slot.at]
    next[slot.field][slot.at] = { start, end, text, entity: old?.entity ?? null, antecedent: old?.antecedent ?? null }
  } else if (slot.field === 'figures') {
    const old = next.figures[slot.at]
    if (old) old.span = { start, end, text }
  } else if (slot.field === 'place') {
    next.place = { ...(next.place ?? NOWHERE), start, end, text }
  } else {
    next.time = { ...(next.time ?? { start: null, end: null, grain: 'day' }), span: { start, end, text } }
  }
  return next
}

/** A place whose words are marked and that nobody has resolved. */
const NOWHERE: Place = {
  start: 0, end: 0, text: '', entity: null, antecedent: null, gazetteer_id: null, name: null, country: null,
  latitude: null, longitude: null, precision: null,
}

export function emptyMention(): Mention {
  return { start: 0, end: 0, text: '', entity: null, antecedent: null }
}

export function emptyFigure(): Figure {
  return { role: 'killed', low: null, high: null, hedge: null, unit: null, trend: null, span: { start: 0, end: 0, text: '' } }
}

/** What still lacks words, for the one who would save; empty when all is there. */
export function missing(draft: Draft): string[] {
  const lacks = (items: { start: number; end: number }[]) => items.some((item) => item.end <= item.start)
  return [
    lacks(draft.actors) ? 'an actor has no words' : '',
    lacks(draft.recipients) ? 'a recipient has no words' : '',
    lacks(draft.figures.map((figure) => figure.span)) ? 'a figure has no words' : '',
    draft.place && draft.place.end <= draft.place.start ? 'the place has no words' : '',
    draft.time && draft.time.span.end <= draft.time.span.start ? 'the time has no words' : '',
  ].filter(Boolean)
}

const KEY = 'dateline.draft.'

/** Keep a draft while it is made; null lets go of it. */
export function keepDraft(statement: string, draft: Draft | null): void {
  try {
    if (draft) localStorage.setItem(KEY + statement, JSON.stringify(draft))
    else localStorage.removeItem(KEY + statement)
  } catch {
    // A browser that keeps nothing: the draft lives as long as the page.
  }
}

export function keptDraft(statement: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(KEY + statement) ?? 'null') as Draft | null
  } catch {
    return null
  }
}
