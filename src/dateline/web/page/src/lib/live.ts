/** What others do, as it happens: the record's change counter, told by server-sent events. */
import { writable } from 'svelte/store'
import { LINE, sentence, trouble } from './api'
import type { Judgement } from './types'

/** Rises whenever the record changed; views that show the record ask again. */
export const changed = writable(0)
/** Judgements told of since the page was opened, the newest last. */
export const heard = writable<Pick<Judgement, 'id' | 'kind' | 'targets' | 'by'>[]>([])

/** Whether episodes and actors are being made anew after a merge, a split or new reports. */
export const linking = writable(false)

interface Notice {
  changed: number
  linking?: boolean
  judgements?: Pick<Judgement, 'id' | 'kind' | 'targets' | 'by'>[]
}

/** Listen until the returned function is called. `onback` runs whenever the line is there again. */
export function listen(onback: () => void): () => void {
  let line = open(onback)
  // A line that the server refused is closed for good by the browser; one that broke is opened again by itself.
  const again = setInterval(() => {
    if (line.readyState === EventSource.CLOSED) line = open(onback)
  }, 5000)
  return () => {
    clearInterval(again)
    line.close()
  }
}

function open(onback: () => void): EventSource {
  const line = new EventSource('/api/events')
  line.addEventListener('open', () => {
    trouble.update((held) => (held?.kind === 'line' ? null : held))
    onback()
  })
  line.addEventListener('error', () => trouble.update((held) => held ?? LINE))
  line.addEventListener('trouble', (event) => {
    const said = parse<{ error: string; cure: string }>((event as MessageEvent<string>).data)
    if (said) trouble.set({ kind: 'record', error: sentence(said.error), cure: sentence(said.cure) })
  })
  line.addEventListener('change', (event) => {
    const notice = parse<Notice>((event as MessageEvent<string>).data)
    if (typeof notice?.changed !== 'number') return
    trouble.update((held) => (held?.kind === 'session' ? held : null))
    if (notice.judgements?.length) heard.update((held) => [...held, ...(notice.judgements ?? [])].slice(-200))
    linking.set(notice.linking ?? false)
    changed.set(notice.changed)
  })
  return line
}

function parse<T>(data: string): T | null {
  try {
    return JSON.parse(data) as T
  } catch {
    return null
  }
}
