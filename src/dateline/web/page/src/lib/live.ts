/** What others do, as it happens: the record's change counter, told by server-sent events. */
import { writable } from 'svelte/store'
import { trouble } from './api'
import type { Judgement } from './types'

/** Rises whenever the record changed; views that show the record ask again. */
export const changed = writable(0)
/** Judgements told of since the page was opened, the newest last. */
export const heard = writable<Pick<Judgement, 'id' | 'kind' | 'targets' | 'by'>[]>([])

interface Notice {
  changed: number
  judgements?: Pick<Judgement, 'id' | 'kind' | 'targets' | 'by'>[]
}

/** Listen until the returned function is called. `onback` runs whenever the line is there again. */
export function listen(onback: () => void): () => void {
  const line = new EventSource('/api/events')
  line.addEventListener('open', () => {
    trouble.update((held) => (held?.kind === 'line' ? null : held))
    onback()
  })
  line.addEventListener('change', (event) => {
    const notice = noticeOf((event as MessageEvent<string>).data)
    if (!notice) return
    if (notice.judgements?.length) heard.update((held) => [...held, ...(notice.judgements ?? [])].slice(-200))
    changed.set(notice.changed)
  })
  return () => line.close()
}

function noticeOf(data: string): Notice | null {
  try {
    const read = JSON.parse(data) as Notice
    return typeof read.changed === 'number' ? read : null
  } catch {
    return null
  }
}
