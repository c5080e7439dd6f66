/** Which words belong to which part of which statement, and the text cut at all their borders. */
import type { Mention, Span, Statement } from './types'

/** Parts of a statement that have words, the most telling first. */
export const PARTS = ['trigger', 'actor', 'recipient', 'place', 'time', 'figure', 'source', 'cue', 'content'] as const
export type Part = (typeof PARTS)[number]

/** Code points [start, end) are the `part` of `statement`. */
export interface Mark {
  start: number
  end: number
  statement: string
  part: Part
}

/** A piece of text inside which no mark begins or ends; `marks` are all that cover it, best part first. */
export interface Segment {
  start: number
  end: number
  marks: Mark[]
}

type Words = { start: number; end: number }

function withAntecedent(mentions: (Mention | null)[]): Words[] {
  return mentions.flatMap((mention) => (mention ? [mention, ...(mention.antecedent ? [mention.antecedent] : [])] : []))
}

/** All words of one statement with their parts; antecedents are marked beside what refers to them. */
export function marksOf(statement: Statement): Mark[] {
  const spans: [Part, Words[]][] = [
    ['trigger', [statement.trigger]],
    ['actor', withAntecedent(statement.actors)],
    ['recipient', withAntecedent(statement.recipients)],
    ['place', statement.place ? [statement.place] : []],
    ['time', statement.time ? [statement.time.span] : []],
    ['figure', statement.figures.map((figure) => figure.span)],
    ['source', withAntecedent(statement.attribution.map((voice) => voice.source))],
    ['cue', statement.attribution.map((voice): Span => voice.cue)],
    ['content', statement.attribution.flatMap((voice) => voice.content)],
  ]
  return spans
    .flatMap(([part, found]) => found.map(({ start, end }) => ({ start, end, statement: statement.id, part })))
    .filter((mark) => mark.end > mark.start)
}

export function compareMarks(a: Mark, b: Mark): number {
  return PARTS.indexOf(a.part) - PARTS.indexOf(b.part) || a.start - b.start || b.end - a.end
}

/** The text from start to end in pieces; marks may nest, overlap and reach beyond either side. */
export function segments(marks: readonly Mark[], start: number, end: number): Segment[] {
  const inside = marks.filter((mark) => mark.start < end && mark.end > start).sort((a, b) => a.start - b.start)
  const edges = new Set([start, end])
  for (const mark of inside) {
    edges.add(Math.max(mark.start, start))
    edges.add(Math.min(mark.end, end))
  }
  const cuts = [...edges].sort((a, b) => a - b)
  const found: Segment[] = []
  let active: Mark[] = []
  let next = 0
  for (let k = 0; k + 1 < cuts.length; k++) {
    const [left, right] = [cuts[k] as number, cuts[k + 1] as number]
    for (let mark = inside[next]; mark && mark.start <= left; mark = inside[++next]) active.push(mark)
    active = active.filter((mark) => mark.end > left)
    found.push({ start: left, end: right, marks: [...active].sort(compareMarks) })
  }
  return found
}

/** Paragraphs of a text, by its line breaks, as ranges of code points without the breaks. */
export function paragraphs(text: string): Words[] {
  const found: Words[] = []
  let at = 0
  for (const line of text.split('\n')) {
    const length = [...line].length
    if (line.trim()) found.push({ start: at, end: at + length })
    at += length + 1
  }
  return found
}

export interface Block extends Words {
  kind: string
}

/** The paragraphs, cut where a block begins or ends within one: a link in front of a sentence is not part of it. */
export function pieces(text: string, blocks: Block[]): Block[] {
  const points = [...text]
  const borders = blocks.flatMap((block) => [block.start, block.end])
  return paragraphs(text).flatMap((range) => {
    const inside = borders.filter((at) => at > range.start && at < range.end)
    const cuts = [...new Set([range.start, ...inside, range.end])].sort((a, b) => a - b)
    return cuts.slice(1).flatMap((end, k) => {
      const start = cuts[k] ?? range.start
      const kind = blocks.find((block) => block.start < end && block.end > start)?.kind ?? 'paragraph'
      return points.slice(start, end).join('').trim() ? [{ start, end, kind }] : []
    })
  })
}
