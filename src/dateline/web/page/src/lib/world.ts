/** The world map that comes with the page: outlines of countries, Equal Earth, so that shaded areas compare. */
import { geoEqualEarth, geoGraticule10, geoPath, type GeoPermissibleObjects, type GeoStream } from 'd3-geo'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { Box } from './camera'
import address from 'world-atlas/countries-50m.json?url'

/** Width of the world in its own units; all drawing before pan and zoom is in these. */
export const WIDTH = 1000

const SPHERE: GeoPermissibleObjects = { type: 'Sphere' }
const projection = geoEqualEarth().fitWidth(WIDTH, SPHERE)
const path = geoPath(projection).digits(2)
export const HEIGHT = Math.ceil(path.bounds(SPHERE)[1][1])
export const OUTLINE = path(SPHERE) ?? ''
export const GRATICULE = path(geoGraticule10()) ?? ''
/** Points nearer than this to the one before are left out of the rough outlines: at most a pixel and a half where they are used. */
const ROUGH = 0.8
/** Kosovo has no number in ISO 3166-1; the map file knows it by name only. */
const BY_NAME: Record<string, string> = { XKX: 'Kosovo' }

export interface Land {
  /** Number of ISO 3166-1, null for territories that have none. */
  number: number | null
  name: string
  d: string
  /** The outline with fewer points, for the whole world at once. */
  rough: string
  box: Box
}

export function project(lon: number, lat: number): [number, number] {
  return projection([lon, lat]) ?? [0, 0]
}

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>
let loading: Promise<Land[]> | null = null

/** The outlines, fetched once from this very server. */
export function lands(): Promise<Land[]> {
  loading ??= fetch(address)
    .then((answer) => (answer.ok ? (answer.json() as Promise<World>) : Promise.reject(new Error('The world map could not be loaded.'))))
    .then(outlines)
    .catch((error: unknown) => {
      loading = null
      throw error
    })
  return loading
}

export function outlines(world: World): Land[] {
  const rough = geoPath({ stream: (to) => projection.stream(thinned(to)) }).digits(1)
  return feature(world, world.objects.countries).features.map((country) => {
    const [[x0, y0], [x1, y1]] = path.bounds(country)
    return {
      number: country.id === undefined ? null : Number(country.id),
      name: country.properties.name,
      d: path(country) ?? '',
      rough: rough(country) ?? '',
      box: { x0, y0, x1, y1 },
    }
  })
}

/** Passes on what is drawn, without points that stand on the last one. An island smaller than that stays a dot. */
function thinned(to: GeoStream): GeoStream {
  let [x, y] = [Infinity, Infinity]
  return {
    ...to,
    point(px, py) {
      if (Math.hypot(px - x, py - y) < ROUGH) return
      ;[x, y] = [px, py]
      to.point(px, py)
    },
    lineStart() {
      ;[x, y] = [Infinity, Infinity]
      to.lineStart()
    },
    lineEnd: () => to.lineEnd(),
    polygonStart: () => to.polygonStart(),
    polygonEnd: () => to.polygonEnd(),
  }
}

/** The outline of a country by its ISO number, or its name where it has none. */
export function outlineOf(held: readonly Land[], iso3: string, number: number | null): Land | undefined {
  const name = BY_NAME[iso3]
  return held.find((land) => (name ? land.name === name : number !== null && land.number === number))
}
