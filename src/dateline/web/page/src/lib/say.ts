/** The record's values in plain words. */
import type { Figure, Mention, Named, Time, Voice } from './types'

/** Status in words; the sign stands beside it, so that it is never told by colour alone. */
export const STATUS: Record<string, { sign: string; words: string }> = {
  actual: { sign: '●', words: 'happened' },
  future: { sign: '▷', words: 'expected' },
  requested: { sign: '◇', words: 'called for' },
  possible: { sign: '◐', words: 'possible' },
  hypothetical: { sign: '○', words: 'if …' },
  denied: { sign: '✕', words: 'denied' },
}

export const REVIEW: Record<string, { sign: string; words: string }> = {
  accepted: { sign: '✓', words: 'accepted' },
  edited: { sign: '✎', words: 'edited' },
  rejected: { sign: '✗', words: 'rejected' },
}

const HEDGE: Record<string, string> = {
  about: 'about', 'at least': 'at least', 'at most': 'at most', 'up to': 'up to', 'more than': 'more than',
}
const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 })

/** "at least 41", "35 to 41", "growing"; the words of the report where there is no number. */
export function figureWords(figure: Omit<Figure, 'span'> & { span?: Figure['span'] }): string {
  const { low, high, hedge, unit, trend } = figure
  const value =
    low === null && high === null
      ? (trend ?? figure.span?.text ?? 'no number')
      : low === null || high === null
        ? number.format((low ?? high) as number)
        : low === high
          ? number.format(low)
          : `${number.format(low)} to ${number.format(high)}`
  const first = hedge ? (HEDGE[hedge] ?? hedge.replace(/_/g, ' ')) : ''
  return [first, value, unit && /^[A-Z]{3}$/.test(unit) ? unit : ''].filter(Boolean).join(' ')
}

/** The words, and the entity where it says more: "the group" is "the group (Northern Front)". */
export function nameOf(mention: Mention): { words: string; more: string } {
  const words = mention.text
  const name = mention.entity?.name ?? ''
  const same = name.toLocaleLowerCase().replace(/^the /, '') === words.toLocaleLowerCase().replace(/^the /, '')
  return { words, more: name && !same ? name : '' }
}

export function rolesOf(named: Named | NonNullable<Mention['entity']>): string {
  return [named.country, ...(named.roles ?? [])].filter(Boolean).join(' ')
}

/** "14 March 2024", "March 2024", "2024", "14 to 16 March 2024"; "time not stated" for none. */
export function timeWords(time: Pick<Time, 'start' | 'end' | 'grain'> | null): string {
  if (!time || (!time.start && !time.end)) return 'time not stated'
  const { start, end, grain } = time
  if (start && end && start !== end) {
    if (grain === 'year' && start.slice(0, 4) === end.slice(0, 4)) return year(start)
    if (grain === 'month' && start.slice(0, 7) === end.slice(0, 7)) return dayWords(start.slice(0, 7))
    return `${dayWords(start)} to ${dayWords(end)}`
  }
  if (!start) return `until ${dayWords(end as string)}`
  return end ? dayWords(start) : `since ${dayWords(start)}`
}

function year(day: string): string {
  return day.replace(/^(-?\d+)-.*$/, '$1')
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** An ISO day, month or year in words; what is none stands as it is. */
export function dayWords(iso: string): string {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso)
  if (!found) return iso
  const [, y, m, d] = found
  return [d ? String(Number(d)) : '', m ? (MONTHS[Number(m) - 1] ?? m) : '', y].filter(Boolean).join(' ')
}

/** How a voice stands to what it says. */
export const STANCE: Record<string, string> = {
  asserts: 'says', denies: 'denies', believes: 'believes', alleges: 'alleges',
  'claims-responsibility': 'claims responsibility', warns: 'warns', predicts: 'predicts', asks: 'asks', promises: 'promises',
}

export function voiceName(voice: Voice): string {
  return voice.source?.entity?.name ?? voice.source?.text ?? 'somebody not named'
}

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** A type as one reads it: PLOVER types stay capitals, relations lose their underscores. */
export function typeWords(type: string): string {
  return type.replace(/_/g, ' ')
}
