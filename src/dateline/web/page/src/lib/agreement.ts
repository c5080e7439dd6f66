/** Two readers who judged the same statements without seeing each other, as the server compares them. */
export interface Agreement {
  readers: string[]
  items: number
  fields: { field: string; compared: number; agreed: number; raw: number | null; kappa: number | null }[]
  disagreements: Disagreement[]
}

export interface Disagreement {
  statement: string
  report?: string
  sentence?: string
  field: string
  a: unknown
  b: unknown
}

/** A value of any field in words. */
export function valueWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueWords).join(', ') || 'none'
  if (value && typeof value === 'object') {
    const held = value as { text?: unknown; name?: unknown; start?: unknown; end?: unknown; role?: unknown; low?: unknown }
    if (typeof held.role === 'string') return `${held.role} ${String(held.low ?? '')}`.trim()
    if (typeof held.text === 'string') return held.text
    if (typeof held.start === 'string' || typeof held.end === 'string') return `${String(held.start ?? '…')} to ${String(held.end ?? '…')}`
    return typeof held.name === 'string' ? held.name : JSON.stringify(value)
  }
  return value === null || value === undefined || value === '' ? 'none' : String(value)
}
