import { describe, expect, it } from 'vitest'
import { link, onlyFilters, params, parsePath, parseQuery, writeQuery } from '../src/lib/filter'

describe('the address', () => {
  it('gives back the filter it was written from', () => {
    const held = { type: ['ASSAULT', 'PROTEST'], text: ['convoy & "bridge" + 50 %'], actor: ['الجيش'], sort: ['-published'] }
    expect(parseQuery(writeQuery(held))).toEqual(held)
  })

  it('is the same for the same filter in another order', () => {
    expect(writeQuery({ sort: ['a'], type: ['X'], country: ['MLI'] })).toBe(writeQuery({ country: ['MLI'], type: ['X'], sort: ['a'] }))
  })

  it('drops what is empty or repeated', () => {
    expect(parseQuery('?type=A&type=A&type=&text=')).toEqual({ type: ['A'] })
  })

  it('names view and id', () => {
    expect(parsePath('/')).toEqual({ view: 'statements', id: null })
    expect(parsePath(link('episodes', 'a/b 😀').split('?')[0] ?? '')).toEqual({ view: 'episodes', id: 'a/b 😀' })
    expect(parsePath('/reports/%E0%A4%A')).toEqual({ view: 'reports', id: '%E0%A4%A' })
  })

  it('sends filters to the server and leaves settings to the view', () => {
    expect(onlyFilters({ type: ['A'], grain: ['day'] })).toEqual({ type: ['A'] })
    expect(params({ type: ['A', 'B'] }, { limit: 20, after: null }).toString()).toBe('type=A&type=B&limit=20')
  })
})
