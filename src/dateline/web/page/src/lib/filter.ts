/** The one filter that all views share. It lives in the query string, so that an address says what is seen. */
import { derived, get, writable } from 'svelte/store'

/** Filters of several values: either of them may hold. The names are those of the API. */
export const LISTS = [
  'kind', 'type', 'mode', 'actor', 'country', 'place', 'status', 'source', 'report', 'episode', 'review',
] as const
/** Filters of one value. */
export const SINGLES = ['since', 'until', 'text', 'background', 'confidence'] as const
export const NAMES: readonly string[] = [...LISTS, ...SINGLES]

export type ListName = (typeof LISTS)[number]
export type SingleName = (typeof SINGLES)[number]
export type FilterName = ListName | SingleName

/** Every filter that is on, by name, with its values; a filter that is off has no key. */
export type Filter = Readonly<Record<string, readonly string[]>>

/** The view that an address names, with the id behind it, if any. */
export interface Place {
  view: string
  id: string | null
}

export function parsePath(path: string): Place {
  const [view = '', id = ''] = path.replace(/^\/+/, '').split('/')
  return { view: view || 'statements', id: id ? decode(id) : null }
}

function decode(words: string): string {
  try {
    return decodeURIComponent(words)
  } catch {
    return words
  }
}

/** Query string to values by name; empty values are left out, repeated ones kept once, in order. */
export function parseQuery(query: string): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const [name, value] of new URLSearchParams(query)) {
    const held = (found[name] ??= [])
    if (value !== '' && !held.includes(value)) held.push(value)
  }
  return Object.fromEntries(Object.entries(found).filter(([, values]) => values.length))
}

/** Values by name to a query string: filters first, in the order of NAMES, so that equal filters give equal links. */
export function writeQuery(values: Readonly<Record<string, readonly string[]>>): string {
  const rank = (name: string) => (NAMES.includes(name) ? NAMES.indexOf(name) : NAMES.length)
  const names = Object.keys(values).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  const written = new URLSearchParams()
  for (const name of names) for (const value of values[name] ?? []) written.append(name, value)
  const query = written.toString()
  return query ? `?${query}` : ''
}

export function onlyFilters(values: Readonly<Record<string, readonly string[]>>): Filter {
  return Object.fromEntries(Object.entries(values).filter(([name]) => NAMES.includes(name)))
}

interface Address extends Place {
  /** The filter and the settings of the view, by name. */
  values: Record<string, string[]>
}

function readAddress(): Address {
  const at = typeof location === 'undefined' ? { pathname: '/', search: '' } : location
  return { ...parsePath(at.pathname), values: parseQuery(at.search) }
}

const address = writable<Address>(readAddress())

/** The view shown, and the id in its address. */
export const place = derived(address, ({ view, id }): Place => ({ view, id }))
/** The shared filter. Views read it and change it with `toggle`, `set` and `clear`. */
export const filter = derived(address, ({ values }) => onlyFilters(values))
/** Settings of the view shown: sort, order, grain... Never a filter. */
export const options = derived(address, ({ values }) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !NAMES.includes(name)).map(([n, v]) => [n, v[0] ?? ''])),
)

/** The filter as parameters of an API call; `extra` values that are null or empty are left out. */
export function params(held: Filter, extra: Record<string, string | number | null | undefined> = {}): URLSearchParams {
  const query = new URLSearchParams(writeQuery(held))
  for (const [name, value] of Object.entries(extra)) {
    if (value !== null && value !== undefined && value !== '') query.append(name, String(value))
  }
  return query
}

function write(next: Address, replace: boolean): void {
  const url = pathOf(next.view, next.id) + writeQuery(next.values)
  history[replace ? 'replaceState' : 'pushState'](null, '', url)
  address.set(next)
}

export function pathOf(view: string, id: string | null = null): string {
  return id ? `/${view}/${encodeURIComponent(id)}` : `/${view}`
}

function change(names: Record<string, readonly string[]>, replace: boolean): void {
  const held = get(address)
  const values = { ...held.values }
  for (const [name, wanted] of Object.entries(names)) {
    if (wanted.length) values[name] = [...wanted]
    else delete values[name]
  }
  // A page of results belongs to the filter it was made with.
  delete values.after
  write({ ...held, values }, replace)
}

/** Give filters other values; an empty list takes a filter off. */
export function set(names: Record<string, readonly string[]>): void {
  change(names, false)
}

/** Put one value of a filter on, or off. */
export function toggle(name: ListName, value: string): void {
  const held = get(filter)[name] ?? []
  change({ [name]: held.includes(value) ? held.filter((item) => item !== value) : [...held, value] }, false)
}

/** Take the whole filter off; settings of the view stay. */
export function clear(): void {
  change(Object.fromEntries(Object.keys(get(filter)).map((name) => [name, []])), false)
}

/** Give a setting of the view another value; null takes it off. Leaves no step to go back to. */
export function setOption(name: string, value: string | null): void {
  const held = get(address)
  const values = { ...held.values }
  if (value === null || value === '') delete values[name]
  else values[name] = [value]
  write({ ...held, values }, true)
}

/** The address of a view under a filter; for `href`. */
export function link(view: string, id: string | null = null, held: Filter = {}, extra: Record<string, string> = {}): string {
  const settings = Object.fromEntries(Object.entries(extra).map(([name, value]) => [name, [value]]))
  return pathOf(view, id) + writeQuery({ ...held, ...settings })
}

/** Go to an address of this page, as `link` makes it. */
export function go(url: string): void {
  const at = new URL(url, location.origin)
  write({ ...parsePath(at.pathname), values: parseQuery(at.search) }, false)
}

/** Follow links of this page without loading it anew, and the browser's back and forward. Returns what ends it. */
export function followLinks(): () => void {
  const onpop = () => address.set(readAddress())
  const onclick = (event: MouseEvent) => {
    const anchor = (event.target as Element | null)?.closest?.('a[href]')
    if (!(anchor instanceof HTMLAnchorElement) || !isInner(event, anchor)) return
    event.preventDefault()
    go(anchor.href)
  }
  addEventListener('popstate', onpop)
  document.addEventListener('click', onclick)
  return () => {
    removeEventListener('popstate', onpop)
    document.removeEventListener('click', onclick)
  }
}

function isInner(event: MouseEvent, anchor: HTMLAnchorElement): boolean {
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
  const inner = anchor.origin === location.origin && !anchor.pathname.startsWith('/api/')
  return plain && inner && !anchor.target && !anchor.hasAttribute('download') && !anchor.hash && !event.defaultPrevented
}
