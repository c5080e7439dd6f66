/** The views, one line each: name in the address, words in the menu, and what is loaded when it is opened. */
import type { Component } from 'svelte'
import type { Place } from './lib/filter'

export interface View {
  name: string
  label: string
  inMenu: boolean
  load: () => Promise<{ default: Component }>
}

const STATEMENTS: View = { name: 'statements', label: 'Statements', inMenu: true, load: () => import('./views/Statements.svelte') }

export const VIEWS: readonly View[] = [
  STATEMENTS,
  { name: 'episodes', label: 'Episodes', inMenu: true, load: () => import('./views/Episodes.svelte') },
  { name: 'map', label: 'Map', inMenu: true, load: () => import('./views/Map.svelte') },
  { name: 'timeline', label: 'Timeline', inMenu: true, load: () => import('./views/Timeline.svelte') },
  { name: 'network', label: 'Network', inMenu: true, load: () => import('./views/Network.svelte') },
  { name: 'coverage', label: 'Coverage', inMenu: true, load: () => import('./views/Coverage.svelte') },
  { name: 'review', label: 'Review', inMenu: true, load: () => import('./views/Review.svelte') },
  { name: 'agreement', label: 'Agreement', inMenu: false, load: () => import('./views/Agreement.svelte') },
  { name: 'reports', label: 'Report', inMenu: false, load: () => import('./views/Report.svelte') },
]

/** Views that show what the filter holds for, with the facets beside them. */
export const EXPLORING: ReadonlySet<string> = new Set(['statements', 'episodes', 'map', 'timeline', 'network', 'coverage'])

const EPISODE: View = { name: 'episodes', label: 'Episode', inMenu: false, load: () => import('./views/Episode.svelte') }

/** Views whose code is fetched while the first view is looked at. */
export const EARLY: readonly View[] = [EPISODE, ...VIEWS.filter((view) => ['reports', 'review', 'episodes'].includes(view.name))]

export function viewOf(place: Place): View {
  if (place.view === 'episodes' && place.id) return EPISODE
  if (place.view === 'reports' && !place.id) return STATEMENTS
  return VIEWS.find((view) => view.name === place.view) ?? STATEMENTS
}
