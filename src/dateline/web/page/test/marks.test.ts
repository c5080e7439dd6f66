import { describe, expect, it } from 'vitest'
import { type Mark, paragraphs, pieces, segments } from '../src/lib/marks'

function mark(start: number, end: number, part: Mark['part'], statement = 's'): Mark {
  return { start, end, statement, part }
}

describe('segments', () => {
  const overlapping = [mark(2, 8, 'content'), mark(4, 6, 'actor'), mark(5, 10, 'figure', 't'), mark(-3, 3, 'cue')]

  it('tile the range and hold exactly the marks that cover them', () => {
    const found = segments(overlapping, 0, 12)
    expect(found[0]?.start).toBe(0)
    expect(found.at(-1)?.end).toBe(12)
    found.forEach((segment, k) => {
      if (k) expect(segment.start).toBe(found[k - 1]?.end)
      for (let at = segment.start; at < segment.end; at++) {
        const covering = overlapping.filter((item) => item.start <= at && at < item.end)
        expect(new Set(segment.marks)).toEqual(new Set(covering))
      }
    })
  })

  it('put the most telling part first', () => {
    const at5 = segments(overlapping, 0, 12).find((segment) => segment.start === 5)
    expect(at5?.marks.map((item) => item.part)).toEqual(['actor', 'figure', 'content'])
  })

  it('leave a text without marks whole', () => {
    expect(segments([], 3, 9)).toEqual([{ start: 3, end: 9, marks: [] }])
  })
})

describe('paragraphs', () => {
  it('are counted in code points', () => {
    expect(paragraphs('a😀b\n\n 𐤀')).toEqual([{ start: 0, end: 3 }, { start: 5, end: 7 }])
  })
})

describe('pieces', () => {
  const text = '😀More news hereRebels fled.\nOn Monday.'

  it('cut a paragraph where furniture ends within it, and keep every word', () => {
    const found = pieces(text, [{ start: 0, end: 15, kind: 'furniture' }, { start: 15, end: 27, kind: 'paragraph' }])
    expect(found).toEqual([
      { start: 0, end: 15, kind: 'furniture' }, { start: 15, end: 27, kind: 'paragraph' }, { start: 28, end: 38, kind: 'paragraph' },
    ])
    expect(found.map((piece) => [...text].slice(piece.start, piece.end).join(''))).toContain('Rebels fled.')
  })

  it('are the paragraphs where no block is known', () => {
    expect(pieces('a\nb', [])).toEqual([{ start: 0, end: 1, kind: 'paragraph' }, { start: 2, end: 3, kind: 'paragraph' }])
  })
})
