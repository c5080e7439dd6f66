import { describe, expect, it } from 'vitest'
import { sentence } from '../src/lib/api'
import { changesOf, draftOf, missing, withSpan } from '../src/lib/edit'
import { withNumbers } from '../src/lib/figure'
import { dayWords, figureWords, timeWords } from '../src/lib/say'
import { valueWords, wishOf } from '../src/lib/agreement'
import type { Statement } from '../src/lib/types'

const bare = { role: 'killed', unit: 'person', trend: null }
const span = (start: number, end: number, text: string) => ({ start, end, text })

describe('figures', () => {
  it('keep hedge and bounds', () => {
    expect(figureWords({ ...bare, low: 41, high: null, hedge: 'at least' })).toBe('at least 41')
    expect(figureWords({ ...bare, low: 24, high: 99, hedge: null })).toBe('24 to 99')
    expect(figureWords({ ...bare, low: 1200, high: 1200, hedge: 'about', unit: 'EUR' })).toBe('about 1,200 EUR')
    expect(figureWords({ ...bare, low: null, high: null, hedge: null, span: span(0, 7, 'several') })).toBe('several')
  })

  it('of an episode are found by the words of its sides', () => {
    const statements = [
      { id: 's1', figures: [{ ...bare, low: 41, high: 41, hedge: null, span: span(0, 2, '41') }] },
      { id: 's2', figures: [{ ...bare, low: 35, high: null, hedge: 'at least', span: span(0, 11, 'at least 35') }] },
    ] as unknown as Statement[]
    const said = (id: string) => [{ who: 'Renn', day: null, statements: [id], reports: [] }]
    const side = { side: 'killed', differ: true, values: [{ words: 'killed 41', said: said('s1') }, { words: 'killed at least 35', said: said('s2') }] }
    expect(withNumbers(side, { statements }).values.map((value) => [value.low, value.high, value.hedge])).toEqual([
      [41, 41, null], [35, null, 'at least'],
    ])
  })
})

describe('times', () => {
  it('are told in their grain', () => {
    expect(timeWords({ start: '2024-03-14', end: '2024-03-14', grain: 'day' })).toBe('14 March 2024')
    expect(timeWords({ start: '2024-03-01', end: '2024-03-31', grain: 'month' })).toBe('March 2024')
    expect(timeWords({ start: '2024-01-01', end: '2024-12-31', grain: 'year' })).toBe('2024')
    expect(timeWords({ start: '2024-03-14', end: null, grain: null })).toBe('since 14 March 2024')
    expect(timeWords(null)).toBe('time not stated')
    expect(dayWords('2024-05-16T10:00:00Z')).toBe('16 May 2024')
  })
})

describe('an edit', () => {
  const statement = {
    type: 'ASSAULT', modes: [], status: 'actual', aspect: 'once', background: false, place: null, time: null, figures: [],
    actors: [{ ...span(0, 8, 'The army'), entity: null, antecedent: null }], recipients: [],
  } as unknown as Statement

  it('sends only what changed', () => {
    const draft = draftOf(statement)
    expect(changesOf(statement, draft)).toEqual({})
    const moved = withSpan(draft, { field: 'actors', at: 0 }, span(4, 8, 'army'))
    expect(changesOf(statement, { ...moved, status: 'denied' })).toEqual({ status: 'denied', actors: moved.actors })
    expect(draft.actors[0]?.text).toBe('The army')
  })

  it('is not finished while words are lacking', () => {
    const draft = draftOf(statement)
    draft.actors.push({ ...span(0, 0, ''), entity: null, antecedent: null })
    expect(missing(draft)).toEqual(['an actor has no words'])
  })
})

describe('agreement', () => {
  const statement = { sentence: span(10, 30, '😀 The army shelled.') } as unknown as Statement
  it('shows spans by their words', () => {
    expect(valueWords([[12, 20]], statement)).toBe('“The army”')
    expect(valueWords([[40, 44]], statement)).toBe('code points 40 to 44')
    expect(valueWords([])).toBe('none')
  })

  it('decides again what a reader decided', () => {
    const item = (field: string) => ({ statement: 's', field, a: null, b: null })
    const edits = [{ id: 'j', kind: 'edit', subject: 'statement', targets: ['s'], by: 'ann', at: '', why: null, changes: [{ field: 'actors', value: [1] }] }]
    expect(wishOf(item('verdict'), 'ann', 'rejected', [])).toEqual({ action: 'reject' })
    expect(wishOf(item('status'), 'ann', 'denied', [])).toEqual({ action: 'edit', values: { status: 'denied' } })
    expect(wishOf(item('actors'), 'ann', [], edits)).toEqual({ action: 'edit', values: { actors: [1] } })
    expect(wishOf(item('actors'), 'ben', [], edits)).toBeNull()
  })
})

describe('messages', () => {
  it('become sentences', () => {
    expect(sentence('there is no such record')).toBe('There is no such record.')
    expect(sentence('Done.')).toBe('Done.')
  })
})
