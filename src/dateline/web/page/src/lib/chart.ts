/** What /api/map, /api/timeline, /api/network and /api/coverage answer. */

export interface Part {
  name: string
  /** What the filter `place` finds these statements by. */
  place: string
  precision: string | null
  statements: number
  episodes: number
}

export interface Point extends Part {
  lat: number
  lon: number
  iso3: string | null
  country: string | null
}

/** A country in which no point is known; `number` is that of ISO 3166-1, by which the map file knows it. */
export interface Area {
  iso3: string
  number: number | null
  name: string
  statements: number
  episodes: number
  parts: Part[]
}

export interface Reason {
  reason: string
  count: number
}

export interface MapData {
  total: number
  points: Point[]
  areas: Area[]
  regions: Part[]
  unmapped: { count: number; reasons: Reason[] }
}

export type Grain = 'day' | 'month' | 'year'

/** Ends are ISO dates as long as the grain; null is an open end. */
export interface Stretch {
  start: string | null
  end: string | null
  count: number
}

export interface TimelineData {
  by: 'event' | 'publication'
  of: 'statements' | 'episodes' | 'reports'
  grain: Grain
  total: number
  focus: { start: string; end: string } | null
  bars: { start: string; end: string; count: number }[]
  ranges: Stretch[]
  ranges_left_out: number
  undated: { count: number; reason: string }
}

export interface Node {
  id: string
  name: string
  kind: string
  iso3: string | null
  country: string | null
  roles: string[]
}

export interface Edge {
  from: string
  to: string
  type: string
  class: string
  count: number
  episodes: number
  reports: number
  status: string[]
  latest: string | null
  statements: string[]
}

export interface NetworkData {
  total: number
  nodes_total: number
  edges_total: number
  nodes: Node[]
  edges: Edge[]
  left_out: Reason[]
}

export interface Tally {
  read: number
  failed: number
  silent: number
  statements: number
}

interface Missing {
  id: string
  where: string
  source: string | null
  day: string | null
}

export interface CoverageData extends Tally {
  sources: (Tally & { source: string | null })[]
  days: (Tally & { day: string | null })[]
  days_left_out: number
  failures: (Missing & { reason: string })[]
  failures_left_out: number
  silences: (Missing & { reasons: string[] })[]
  silences_left_out: number
  losses: { stage: string; reason: string; count: number; reports: number }[]
}
