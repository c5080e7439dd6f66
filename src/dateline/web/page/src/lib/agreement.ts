/** Two readers who judged the same statements without seeing each other, as the server compares them. */
import { Text } from './offset'
import type { Judgement, Statement, Wish } from './types'

export interface Agreement {
  readers: string[]
  everybody?: string[]
  items: number
  fields: { field: string; compared: number; agreed: number; raw: number | null; kappa: number | null }[]
  disagreements: Disagreement[]
  /** Disagreements that are not listed. */
  left_out?: number
}

export interface Disagreement {
  statement: string
  field: string
  a: unknown
  b: unknown
  /** The judgement of somebody else that stands on it. */
  settled?: string | null
}

/** Fields whose compared value is the value itself; of the others it stands for more than it shows. */
const PLAIN = new Set(['type', 'modes', 'status', 'aspect', 'background'])

/** A compared value in words: spans by the words of the sentence they lie in. */
export function valueWords(value: unknown, statement?: Statement): string {
  if (Array.isArray(value)) {
    if (value.length === 2 && value.every((item) => typeof item === 'number')) return spanWords(value as [number, number], statement)
    return value.map((item) => valueWords(item, statement)).join(', ') || 'none'
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return value === null || value === undefined || value === '' || value === 'None' ? 'none' : String(value)
}

function spanWords([start, end]: [number, number], statement?: Statement): string {
  const from = statement?.sentence.start ?? 0
  const text = new Text(statement?.sentence.text ?? '')
  const inside = statement && start >= from && end <= statement.sentence.end
  return inside ? `“${text.slice(start - from, end - from)}”` : `code points ${start} to ${end}`
}

/**
 * The judgement that makes one reader's value the record's: what they decided, decided again. Null where it has to be
 * edited by hand, because the reader left a value as it was read that has been changed since.
 */
export function wishOf(item: Disagreement, reader: string, value: unknown, judgements: readonly Judgement[]): Pick<Wish, 'action' | 'values'> | null {
  if (item.field === 'verdict') return { action: value === 'rejected' ? 'reject' : 'accept' }
  if (PLAIN.has(item.field)) return { action: 'edit', values: { [item.field]: value } }
  const edits = judgements.filter((judgement) => judgement.by === reader && judgement.kind === 'edit' && !judgement.undone)
  const change = edits.flatMap((judgement) => judgement.changes).findLast((held) => held.field === item.field)
  return change ? { action: 'edit', values: { [item.field]: change.value } } : null
}
