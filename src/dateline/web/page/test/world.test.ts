import { describe, expect, it } from 'vitest'
import raw from 'world-atlas/countries-50m.json?raw'
import { HEIGHT, outlineOf, outlines, project, WIDTH } from '../src/lib/world'

const world = JSON.parse(raw) as Parameters<typeof outlines>[0]

describe('world', () => {
  const lands = outlines(world)
  it('knows countries by their ISO number, small ones and Kosovo too', () => {
    for (const [iso3, number] of [['SYR', 760], ['PSE', 275], ['BHR', 48], ['MLT', 470], ['SGP', 702], ['XKX', null]] as const) {
      expect(outlineOf(lands, iso3, number)?.d, iso3).toMatch(/^M/)
    }
    expect(outlineOf(lands, 'VLS', null)).toBeUndefined()
  })
  it('has rough outlines that are much shorter and lose no country', () => {
    const length = (of: 'd' | 'rough') => lands.reduce((sum, land) => sum + land[of].length, 0)
    expect(length('rough')).toBeLessThan(length('d') / 3)
    expect(lands.filter((land) => land.d && !land.rough)).toEqual([])
  })
  it('puts places onto the drawing, north up and east right', () => {
    const [x, y] = project(37.16, 36.2)
    expect(x).toBeGreaterThan(project(2.35, 48.85)[0])
    expect(y).toBeGreaterThan(project(2.35, 48.85)[1])
    for (const [lon, lat] of [[-180, 90], [180, -90], [0, 0]] as const) {
      const [px, py] = project(lon, lat)
      expect(px >= -1 && px <= WIDTH + 1 && py >= -1 && py <= HEIGHT + 1).toBe(true)
    }
  })
})
