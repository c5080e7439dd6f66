/** Days as numbers, and the days, months and years that a timeline is cut into. */
import type { Grain } from './chart'

const DAY = 86_400_000
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** Days since 1970-01-01 of an ISO date, month or year (then its first day); null where it is none. */
export function dayOf(iso: string): number | null {
  const found = /^(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso)
  return found ? dayAt(Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1)) : null
}

function dayAt(year: number, month: number, day: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return Math.round(date.getTime() / DAY)
}

function parts(day: number): [number, number, number] {
  const date = new Date(day * DAY)
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
}

export function isoOf(day: number): string {
  const [year, month, date] = parts(day)
  const sign = year < 0 ? '-' : ''
  return `${sign}${pad(Math.abs(year), 4)}-${pad(month, 2)}-${pad(date, 2)}`
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0')
}

/** First day of the day, month or year that holds `day`. */
export function startOf(day: number, grain: Grain): number {
  const [year, month] = parts(day)
  return grain === 'day' ? Math.floor(day) : dayAt(year, grain === 'month' ? month : 1, 1)
}

/** First day after the day, month or year that holds `day`. */
export function endOf(day: number, grain: Grain): number {
  const [year, month] = parts(day)
  return grain === 'day' ? Math.floor(day) + 1 : grain === 'month' ? dayAt(year, month + 1, 1) : dayAt(year + 1, 1, 1)
}

/** The half-open range of days that a bar's ISO beginning and end name. */
export function spanOf(start: string | null, end: string | null, grain: Grain): [number, number] {
  const first = start === null ? null : dayOf(start)
  const last = end === null ? null : dayOf(end)
  return [first ?? -Infinity, last === null ? Infinity : endOf(last, grain)]
}

/** The grain's name of a day: "14 May 2024", "May 2024", "2024". */
export function words(day: number, grain: Grain): string {
  const [year, month, date] = parts(day)
  return grain === 'year' ? String(year) : `${grain === 'day' ? `${date} ` : ''}${MONTHS[month - 1]} ${year}`
}

export interface Tick {
  day: number
  label: string
}

const STEPS: [Grain, number, number][] = [
  ['day', 1, 1], ['day', 2, 2], ['day', 7, 7], ['day', 14, 14], ['month', 1, 30.4], ['month', 3, 91], ['month', 6, 183],
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((n): [Grain, number, number] => ['year', n, n * 365.25]),
]

/** Marks on an axis from `first` to `last`, at most one in `apart` pixels of `width`. */
export function ticks(first: number, last: number, width: number, apart: number): Tick[] {
  const each = (last - first) / Math.max(1, width / apart)
  const [grain, step] = STEPS.find(([, , days]) => days >= each) ?? ['year', 1000, 0]
  const found: Tick[] = []
  for (let day = startAt(first, grain, step); day <= last && found.length < 200; day = after(day, grain, step)) {
    if (day >= first) found.push({ day, label: words(day, grain) })
  }
  return found
}

function startAt(day: number, grain: Grain, step: number): number {
  const [year, month] = parts(day)
  if (grain === 'day') return Math.floor(day / step) * step
  return grain === 'month' ? dayAt(year, month - ((month - 1) % step), 1) : dayAt(Math.floor(year / step) * step, 1, 1)
}

function after(day: number, grain: Grain, step: number): number {
  const [year, month] = parts(day)
  if (grain === 'day') return day + step
  return grain === 'month' ? dayAt(year, month + step, 1) : dayAt(year + step, 1, 1)
}

/** Round numbers from 0 to at least `most`, about `count` of them. */
export function levels(most: number, count: number): number[] {
  const raw = Math.max(1, most / count)
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = Math.max(1, (([1, 2, 5, 10].find((n) => n * power >= raw) ?? 10) * power))
  const found = [0]
  while ((found.at(-1) ?? 0) < most) found.push((found.at(-1) ?? 0) + step)
  return found
}

/** The lane of each stretch, in their order: the first lane in which it touches no other. */
export function lanes(stretches: readonly (readonly [number, number])[], gap: number): number[] {
  const ends: number[] = []
  return stretches.map(([start, end]) => {
    const free = ends.findIndex((last) => last + gap <= start)
    const lane = free < 0 ? ends.length : free
    ends[lane] = end
    return lane
  })
}
