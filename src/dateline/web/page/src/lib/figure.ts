/** Numbers behind the sides of an episode: what each value of a figure's side means, taken from its statements. */
import type { Episode, Side, SideValue } from './types'

/** A side with low, high and hedge beside the words of each value, where one of its statements has such a figure. */
export function withNumbers(side: Side, episode: Pick<Episode, 'statements'>): Side {
  return { ...side, values: side.values.map((value) => withNumber(side.side, value, episode)) }
}

function withNumber(role: string, value: SideValue, episode: Pick<Episode, 'statements'>): SideValue {
  if (value.low != null || value.high != null) return value
  const said = new Set(value.said.flatMap((saying) => saying.statements))
  const figures = episode.statements.filter((item) => said.has(item.id)).flatMap((item) => item.figures)
  const own = figures.filter((figure) => figure.role === role)
  const fitting = own.filter((figure) => hasWords(value.words, figure.low) && hasWords(value.words, figure.high))
  const figure = fitting[0] ?? (own.length === 1 ? own[0] : undefined)
  return figure ? { ...value, low: figure.low, high: figure.high, hedge: figure.hedge, unit: figure.unit } : value
}

function hasWords(words: string, count: number | null): boolean {
  return count === null || words.replace(/[\s,.\u202f]/g, '').includes(String(count).replace('.', ''))
}

/** Whether any value of the side is a number. */
export function isNumeric(side: Side): boolean {
  return side.values.some((value) => value.low != null || value.high != null)
}
