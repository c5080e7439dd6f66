/** What the server sends, as `/api/openapi.json` describes it. Offsets are code points of the report's text. */

export interface Span {
  start: number
  end: number
  text: string
}

export interface Entity {
  id: string
  name: string
  kind: string
  country: string | null
  roles: string[]
}

export interface Mention extends Span {
  entity: Entity | null
  antecedent: Span | null
}

export interface Place extends Mention {
  gazetteer_id: number | string | null
  name: string | null
  country: string | null
  latitude: number | null
  longitude: number | null
  precision: string | null
}

export interface Time {
  start: string | null
  end: string | null
  grain: string | null
  span: Span
}

export interface Figure {
  role: string
  low: number | null
  high: number | null
  hedge: string | null
  unit: string | null
  trend: string | null
  span: Span
}

export interface Voice {
  source: Mention | null
  cue: Span
  content: Span[]
  stance: string
  named: boolean
  said_time: Time | null
  said_place: Place | null
}

export interface ReportHead {
  id: string
  title: string | null
  source: string | null
  published: string | null
  language: string | null
  url: string | null
  sha256?: string
}

/** Where a statement belongs in the record, and what people made of it. */
export interface Belonging {
  episode: string | null
  family: string | null
  agency?: string | null
  review: string | null
  version?: number
}

/** One statement as the codebook's section 8 has it. */
export interface Statement {
  id: string
  schema: string
  report: ReportHead
  kind: 'event' | 'relation' | 'figure'
  type: string
  modes: string[]
  contexts: string[]
  trigger: Span
  sentence: Span
  actors: Mention[]
  recipients: Mention[]
  place: Place | null
  time: Time | null
  figures: Figure[]
  attribution: Voice[]
  status: string
  aspect: string
  background: boolean
  about: string | null
  confidence: number
  by: string
  record?: Belonging
}

/** A row of the statements table: one statement, flat. */
export interface Row {
  id: string
  report: string
  kind: string
  type: string
  mode: string[]
  status: string
  aspect: string
  background: boolean
  confidence: number
  sentence: { text: string; start: number }
  trigger?: Span
  actors: Named[]
  recipients: Named[]
  place: { id?: string | null; name: string | null; country: string | null; precision: string | null } | null
  time: { start: string | null; end: string | null; grain: string | null } | null
  figures: Omit<Figure, 'span'>[]
  chain: string[]
  source: string | null
  published: string | null
  title?: string | null
  episode: string | null
  family: string | null
  review: string | null
  version?: number
}

export interface Named {
  name: string
  id?: string | null
  text?: string
  country?: string | null
  roles?: string[]
}

/** `after` is the cursor of the next page, null on the last. */
export interface Page<T> {
  total: number
  rows: T[]
  after: string | number | null
}

export interface Session {
  role: 'read' | 'review' | 'admin'
  name: string
  csrf: string
  /** Whether what others decided is hidden from this reader. */
  blind?: boolean
  record: {
    name: string
    reports: number
    statements: number
    episodes: number
    version: string
    changed: number
    /** Reports that could not be read. */
    failed?: number
    /** Whether episodes are being made anew. */
    linking?: boolean
  }
}

/** `value` null: those that have none; `name` is what a code stands for. */
export interface Count {
  value: string | null
  count: number
  name?: string | null
}

/** Counts of each facet, each counted with the other filters on. */
export type Facets = Record<string, Count[]>

export interface Loss {
  stage: string
  reason: string
  span: Span | null
}

export interface Report extends ReportHead {
  text: string
  sentences: { start: number; end: number }[]
  statements: Statement[]
  losses: Loss[]
  blocks?: { start: number; end: number; kind: string }[]
}

/** A row of the episodes table. */
export interface EpisodeRow {
  id: string
  type: string
  title?: string | null
  start: string | null
  end: string | null
  place: string | null
  country?: string | null
  actors: string[]
  recipients?: string[]
  statements: number
  reports: number
  voices: number
  contradictions: string[]
}

export interface Saying {
  who: string
  day: string | null
  statements: string[]
  reports: string[]
}

export interface SideValue {
  words: string
  low?: number | null
  high?: number | null
  hedge?: string | null
  unit?: string | null
  said: Saying[]
}

export interface Side {
  side: string
  differ: boolean
  values: SideValue[]
}

export interface Link {
  left: string
  right: string
  confidence: number
  reason: string
  by: string
}

export interface Episode {
  id: string
  type: string
  voices: { agency: string | null; families: string[]; reports: string[] }[]
  sides: Side[]
  statements: Statement[]
  links: Link[]
}

export interface Judgement {
  id: string
  kind: string
  subject: string
  targets: string[]
  by: string
  at: string
  why: string | null
  changes: { field: string; value: unknown }[]
  undone?: boolean
}

export interface Why {
  statement: Statement
  sentence: Span
  stages: { stage: string; version?: string }[]
  recipe?: string
  links: Link[]
  judgements: Judgement[]
  traced?: { sentence: number[] | null; trigger: number[] | null; missing: string | null } | null
  reports?: Record<string, ReportHead>
}

export interface Wish {
  action: 'accept' | 'reject' | 'edit' | 'merge' | 'split' | 'comment'
  targets: string[]
  values?: Record<string, unknown>
  why?: string
  /** By target, the last judgement on it that was seen; the server refuses to overwrite a newer one. */
  base?: Record<string, number>
}
