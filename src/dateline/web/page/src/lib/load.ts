/** What a view has asked for: loading, there, or refused. The newest question wins; what is seen stays until then. */
import { writable, type Readable } from 'svelte/store'
import { wasStopped, wordsOf } from './api'

export interface Loaded<T> {
  data: T | null
  loading: boolean
  error: { error: string; cure: string } | null
}

/** `ask` starts a question and drops the one before it; the store holds the answer. */
export function loader<T>(): Readable<Loaded<T>> & { ask: (question: (signal: AbortSignal) => Promise<T>) => Promise<void> } {
  const held = writable<Loaded<T>>({ data: null, loading: true, error: null })
  let last: AbortController | null = null
  return {
    subscribe: held.subscribe,
    async ask(question) {
      last?.abort()
      const mine = (last = new AbortController())
      held.update((old) => ({ ...old, loading: true }))
      try {
        const data = await question(mine.signal)
        if (mine === last) held.set({ data, loading: false, error: null })
      } catch (error) {
        if (mine === last && !wasStopped(error)) held.update((old) => ({ ...old, loading: false, error: wordsOf(error) }))
      }
    },
  }
}
