/** The words that the codebook knows, as the server tells them; asked for once. */
import { read } from './api'

export interface Vocabulary {
  types: Record<string, { definition?: string; modes: string[] }>
  relations: string[]
  figures: string[]
  statuses: string[]
  aspects: string[]
}

let asked: Promise<Vocabulary> | null = null

export function vocabulary(): Promise<Vocabulary> {
  asked ??= read<Vocabulary>('/vocabulary').catch((error: unknown) => {
    asked = null
    throw error
  })
  return asked
}
