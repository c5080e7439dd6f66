/** Code points (the server's offsets) and UTF-16 units (the browser's), and what a text may safely show. */

/** A text that answers where its nth code point begins. Cheap for texts without surrogate pairs. */
export class Text {
  readonly units: string
  /** Code-point positions of the characters that take two units, ascending. */
  private readonly wide: number[]

  constructor(units: string) {
    this.units = units
    this.wide = widePositions(units)
  }

  /** Code points in the text. */
  get length(): number {
    return this.units.length - this.wide.length
  }

  /** The UTF-16 unit at which code point `point` begins. */
  unit(point: number): number {
    return point + countBelow(this.wide, point)
  }

  /** The code point that UTF-16 unit `unit` belongs to. */
  point(unit: number): number {
    let low = 0
    let high = this.wide.length
    while (low < high) {
      const middle = (low + high) >> 1
      // The wide character number `middle` begins at this unit; it is passed when the unit lies behind it.
      if ((this.wide[middle] ?? 0) + middle < unit) low = middle + 1
      else high = middle
    }
    return unit - low
  }

  /** The words of a half-open range of code points. */
  slice(start: number, end: number): string {
    return this.units.slice(this.unit(start), this.unit(end))
  }
}

function widePositions(units: string): number[] {
  const found: number[] = []
  for (let at = 0; at < units.length; at++) {
    const code = units.charCodeAt(at)
    const next = units.charCodeAt(at + 1)
    if (code >= 0xd800 && code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) {
      found.push(at - found.length)
      at++
    }
  }
  return found
}

function countBelow(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The text as it may stand on the page, unit for unit: control characters as their pictures, and the controls that
 * could show words in another order as U+FFFD. Marks and isolates of right-to-left writing stay.
 */
export function shown(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e]/g, picture)
}

function picture(control: string): string {
  const code = control.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  return code === 0x7f ? '\u2421' : '\ufffd'
}

/** A word of a text with its place, in code points. */
export interface Word {
  start: number
  end: number
  text: string
  /** False for spaces and punctuation. */
  word: boolean
}

/** The pieces of `text` from `start` to `end`, cut where a reader would; together they are the whole range. */
export function words(text: Text, start: number, end: number, language?: string | null): Word[] {
  const pieces = segmenter(language).segment(text.slice(start, end))
  let at = start
  return Array.from(pieces, (piece) => {
    const from = at
    at += [...piece.segment].length
    return { start: from, end: at, text: piece.segment, word: piece.isWordLike ?? false }
  })
}

function segmenter(language?: string | null): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language ?? 'en', { granularity: 'word' })
  } catch {
    return new Intl.Segmenter('en', { granularity: 'word' })
  }
}

/** The range widened to whole words, without spaces at its ends; null where it holds no word. */
export function snap(text: Text, start: number, end: number, language?: string | null): [number, number] | null {
  const room = 80
  const around = words(text, Math.max(0, start - room), Math.min(text.length, end + room), language)
  const held = around.filter((piece) => piece.word && piece.start < Math.max(end, start + 1) && piece.end > start)
  const [first, last] = [held[0], held[held.length - 1]]
  return first && last ? [first.start, last.end] : null
}
