/** Light or dark: the system's choice until somebody chooses otherwise. */
import { writable } from 'svelte/store'

export type Theme = 'system' | 'light' | 'dark'
const KEY = 'dateline.theme'
const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' }

export const theme = writable<Theme>(remembered())

function remembered(): Theme {
  try {
    const held = localStorage.getItem(KEY)
    return held === 'light' || held === 'dark' ? held : 'system'
  } catch {
    return 'system'
  }
}

/** Keep the document in the theme; returns what ends it. */
export function applyTheme(): () => void {
  return theme.subscribe((held) => {
    if (held === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = held
    try {
      localStorage.setItem(KEY, held)
    } catch {
      // A browser that keeps nothing still shows the theme.
    }
  })
}

export function nextTheme(): void {
  theme.update((held) => NEXT[held])
}
