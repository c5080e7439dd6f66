import { describe, expect, it } from 'vitest'
import { shown, snap, Text, words } from '../src/lib/offset'

/** Offsets are computed from brackets in the text, never typed: "ab[cd]" marks "cd". */
function bracketed(marked: string): { text: string; start: number; end: number } {
  const points = [...marked]
  const [start, end] = [points.indexOf('['), points.indexOf(']') - 1]
  return { text: marked.replace(/[[\]]/g, ''), start, end }
}

const CASES: Record<string, [string, string]> = {
  plain: ['The army [shelled] the town.', 'shelled'],
  'emoji before': ['😀 The army 🪖 [shelled] the town.', 'shelled'],
  'emoji inside': ['He posted [👩‍👩‍👧 and 🇲🇱] today.', '👩‍👩‍👧 and 🇲🇱'],
  'combining marks': ['Cafe\u0301 in [Que\u0301bec] burnt.', 'Que\u0301bec'],
  'right to left': ['قال [الجيش] إن عشرة قتلوا.', 'الجيش'],
  mixed: ['The word 𐤀𐤁 means [ארמי] here 😀.', 'ארמי'],
  'at the end': ['It ended 😀 [now]', 'now'],
}

describe('code points and units', () => {
  for (const [name, [marked, wanted]] of Object.entries(CASES)) {
    it(`finds the words: ${name}`, () => {
      const { text, start, end } = bracketed(marked)
      expect(new Text(text).slice(start, end)).toBe(wanted)
    })
  }

  it('goes to units and back for every code point', () => {
    for (const sample of ['plain', '😀a😀😀b', 'a😀', '\ud800lone', '𐤀'.repeat(40)]) {
      const text = new Text(sample)
      const points = [...sample]
      expect(text.length).toBe(points.length)
      let unit = 0
      points.forEach((point, k) => {
        expect(text.unit(k)).toBe(unit)
        expect(text.point(unit)).toBe(k)
        unit += point.length
      })
      expect(text.unit(points.length)).toBe(sample.length)
      expect(text.point(sample.length)).toBe(points.length)
    }
  })
})

describe('what is shown', () => {
  it('keeps every place while it defuses controls', () => {
    const given = 'a\u202eb\u0007c\u007fd\u0085e\u2066f\u2069\n'
    expect(shown(given)).toBe('a\ufffdb\u2407c\u2421d\ufffde\u2066f\u2069\n')
    expect(shown(given)).toHaveLength(given.length)
  })
})

describe('words', () => {
  it('cover the range without gaps', () => {
    const text = new Text('😀 Some 300 fighters, crossed.')
    const pieces = words(text, 2, text.length)
    expect(pieces.map((piece) => piece.text).join('')).toBe('Some 300 fighters, crossed.')
    expect(pieces.filter((piece) => piece.word).map((piece) => text.slice(piece.start, piece.end))).toEqual([
      'Some', '300', 'fighters', 'crossed',
    ])
  })

  it('are what a loose selection snaps to', () => {
    const { text, start, end } = bracketed('The 😀 north[ern reb]els crossed.')
    const held = snap(new Text(text), start, end)
    expect(held && new Text(text).slice(...held)).toBe('northern rebels')
    expect(snap(new Text('... !'), 0, 3)).toBeNull()
  })
})
