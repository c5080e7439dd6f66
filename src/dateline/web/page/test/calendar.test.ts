import { describe, expect, it } from 'vitest'
import { dayOf, endOf, isoOf, lanes, levels, spanOf, startOf, ticks, words } from '../src/lib/calendar'

describe('calendar', () => {
  it('goes from dates to days and back, before 1970 and before year 1 too', () => {
    for (const iso of ['1970-01-01', '2024-02-29', '1899-12-31', '0044-03-15', '-0044-03-15']) expect(isoOf(dayOf(iso) as number)).toBe(iso)
    expect(dayOf('2024-05')).toBe(dayOf('2024-05-01'))
    expect(dayOf('soon')).toBeNull()
  })
  it('cuts into months and years of their true length', () => {
    const day = dayOf('2024-02-14') as number
    expect([isoOf(startOf(day, 'month')), isoOf(endOf(day, 'month'))]).toEqual(['2024-02-01', '2024-03-01'])
    expect(endOf(day, 'year') - startOf(day, 'year')).toBe(366)
    expect(endOf(dayOf('2023-12-31') as number, 'month')).toBe(dayOf('2024-01-01'))
  })
  it('leaves open ends open', () => {
    expect(spanOf('2011', null, 'year')).toEqual([dayOf('2011-01-01'), Infinity])
    expect(spanOf(null, '2011', 'year')[0]).toBe(-Infinity)
    expect(spanOf('2024-05', '2024-05', 'month')).toEqual([dayOf('2024-05-01'), dayOf('2024-06-01')])
  })
  it('says what a mark stands for', () => {
    const day = dayOf('2024-05-14') as number
    expect([words(day, 'day'), words(day, 'month'), words(day, 'year')]).toEqual(['14 May 2024', 'May 2024', '2024'])
  })
  it('puts no more marks on an axis than fit, all within it', () => {
    for (const [from, to] of [['2024-05-01', '2024-05-09'], ['2011-01-01', '2018-03-01'], ['1066-10-14', '2024-01-01']] as const) {
      const [first, last] = [dayOf(from) as number, dayOf(to) as number]
      const found = ticks(first, last, 700, 70)
      expect(found.length).toBeGreaterThan(1)
      expect(found.length).toBeLessThanOrEqual(11)
      expect(found.every((tick) => tick.day >= first && tick.day <= last)).toBe(true)
    }
  })
  it('counts in round numbers up to the highest bar', () => {
    expect(levels(37, 4)).toEqual([0, 10, 20, 30, 40])
    expect(levels(1, 4)).toEqual([0, 1])
    expect(levels(0, 4)).toEqual([0])
  })
  it('lays ranges that touch into different lanes', () => {
    expect(lanes([[0, 10], [5, 20], [11, 12], [30, 40]], 0)).toEqual([0, 1, 0, 0])
    expect(lanes([[-Infinity, 5], [6, Infinity], [7, 8]], 0)).toEqual([0, 0, 1])
  })
})
