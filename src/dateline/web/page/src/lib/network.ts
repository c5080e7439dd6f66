/** The drawing of who acted on whom. Every actor has the same size; shape says the role, line and colour the act. */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force'
import type { Edge, Node } from './chart'

/** Classes of acts: how they are called, and the line that tells them apart without colour. */
export const ACTS: Record<string, { words: string; dash: string; width: number }> = {
  verbal_cooperation: { words: 'words of cooperation', dash: '1.5 4', width: 2 },
  material_cooperation: { words: 'acts of cooperation', dash: '', width: 1.5 },
  verbal_conflict: { words: 'words of conflict', dash: '7 4', width: 2 },
  material_conflict: { words: 'acts of conflict', dash: '', width: 3 },
  relation: { words: 'relation', dash: '9 3 1.5 3', width: 1.5 },
  other: { words: 'acts of a taught type', dash: '2 2', width: 1.5 },
}

/** Classes of roles: how they are called, their codes (codebook section 3), and the outline, about 18 units wide. */
export const ROLES: Record<string, { words: string; codes: string[]; d: string }> = {
  government: { words: 'government', codes: ['GOV', 'LEG', 'JUD', 'ELI'], d: 'M-8-8H8V8H-8Z' },
  forces: { words: 'army, police, services', codes: ['MIL', 'COP', 'SPY'], d: 'M0-10L10 8H-10Z' },
  armed: { words: 'armed groups', codes: ['REB', 'UAF', 'CRM'], d: 'M0-11L11 0L0 11L-11 0Z' },
  international: { words: 'international bodies', codes: ['IGO'], d: 'M-10 0L-5-9H5L10 0L5 9H-5Z' },
  civil: {
    words: 'parties and civil life',
    codes: ['PTY', 'OPP', 'CVL', 'REF', 'JRN', 'NGO', 'BUS', 'LAB', 'EDU', 'REL', 'MED'],
    d: 'M-9 0A9 9 0 1 0 9 0A9 9 0 1 0-9 0Z',
  },
  country: { words: 'country or place', codes: [], d: 'M-6-9H6L9-6V6L6 9H-6L-9 6V-6Z' },
  other: { words: 'role not stated', codes: [], d: 'M-3-9H3V-3H9V3H3V9H-3V3H-9V-3H-3Z' },
}

/** The class of an actor: that of its first role that has one, else what kind of thing it is. */
export function roleOf(node: Pick<Node, 'roles' | 'kind'>): string {
  for (const code of node.roles) {
    const found = Object.entries(ROLES).find(([, role]) => role.codes.includes(code))
    if (found) return found[0]
  }
  return node.kind === 'country' || node.kind === 'place' ? 'country' : 'other'
}

/** Edges of one pair, one direction and one class of acts: what is drawn as one line. */
export interface Line {
  id: string
  from: string
  to: string
  class: string
  edges: Edge[]
}

/** Lines in the order of their actors and classes. What an actor did to itself is no line: `own` counts it. */
export function linesOf(edges: readonly Edge[]): { lines: Line[]; own: Edge[] } {
  const found = new Map<string, Line>()
  const own: Edge[] = []
  for (const edge of edges) {
    if (edge.from === edge.to) {
      own.push(edge)
      continue
    }
    const id = JSON.stringify([edge.from, edge.to, edge.class])
    const line = found.get(id) ?? { id, from: edge.from, to: edge.to, class: edge.class, edges: [] }
    line.edges.push(edge)
    found.set(id, line)
  }
  return { lines: [...found.values()], own }
}

export interface Spot {
  x: number
  y: number
}

const TICKS = 260
const SLICE = 12

/**
 * Where the actors stand. The same nodes and edges give the same drawing: nothing in it is random, and all that draws
 * two actors together is that they are linked, not how often. Works in slices, so that the page stays quick to answer.
 */
export async function layOut(nodes: readonly Node[], lines: readonly Line[], signal: AbortSignal): Promise<Map<string, Spot>> {
  const placed = nodes.map(({ id }) => ({ id, x: 0, y: 0 }))
  placed.forEach((node, k) => {
    const [radius, angle] = [14 * Math.sqrt(k + 0.5), k * Math.PI * (3 - Math.sqrt(5))]
    node.x = radius * Math.cos(angle)
    node.y = radius * Math.sin(angle)
  })
  const pairs = new Map(lines.map(({ from, to }) => [[from, to].sort().join('\0'), { source: from, target: to }]))
  const moving = forceSimulation(placed)
    .force('link', forceLink<(typeof placed)[number], { source: string; target: string }>([...pairs.values()]).id((node) => node.id).distance(80))
    .force('apart', forceManyBody().strength(-180).distanceMax(450))
    .force('room', forceCollide(22))
    .force('x', forceX(0).strength(0.035))
    .force('y', forceY(0).strength(0.1))
    .alphaDecay(1 - 0.001 ** (1 / TICKS))
    .stop()
  for (let tick = 0; tick < TICKS; ) {
    const until = performance.now() + SLICE
    while (tick < TICKS && performance.now() < until) {
      moving.tick()
      tick++
    }
    await new Promise((resume) => setTimeout(resume))
    if (signal.aborted) throw new DOMException('Another drawing was asked for.', 'AbortError')
  }
  return new Map(placed.map(({ id, x, y }) => [id, { x, y }]))
}

/** How far each of several lines between one pair bows to its side, in pixels; by line id. */
export function bows(lines: readonly Line[]): Map<string, number> {
  const pairs = new Map<string, Line[]>()
  for (const line of lines) {
    const key = [line.from, line.to].sort().join('\0')
    pairs.set(key, [...(pairs.get(key) ?? []), line])
  }
  const found = new Map<string, number>()
  for (const held of pairs.values()) {
    held.forEach((line, k) => {
      const side = line.from < line.to ? 1 : -1
      found.set(line.id, side * (k - (held.length - 1) / 2) * 26)
    })
  }
  return found
}

/** A line from one actor to another, cut short of both by `short` pixels, bowed to its left by `bow`. */
export function curve(from: Spot, to: Spot, bow: number, short: number): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = Math.hypot(dx, dy) || 1
  const [mx, my] = [(from.x + to.x) / 2 - (dy / length) * bow, (from.y + to.y) / 2 + (dx / length) * bow]
  const start = towards(from, { x: mx, y: my }, short)
  const end = towards(to, { x: mx, y: my }, short + 3)
  const n = (value: number) => value.toFixed(1)
  return `M${n(start.x)} ${n(start.y)}Q${n(mx)} ${n(my)} ${n(end.x)} ${n(end.y)}`
}

function towards(from: Spot, to: Spot, by: number): Spot {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  const part = Math.min(by, length / 2.2) / length
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
}
