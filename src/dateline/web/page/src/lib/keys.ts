/** Keys: a view lays its own over those below; where a key is bound twice, the uppermost layer has it. */

/** What a key does, and how help words it. */
export interface Binding {
  does: string
  run: (event: KeyboardEvent) => void
}

/** By `KeyboardEvent.key`. */
export type Layer = Record<string, Binding>

const layers: Layer[] = []

/** Lay bindings on top; returns what takes them away. */
export function bind(layer: Layer): () => void {
  layers.push(layer)
  return () => {
    const at = layers.indexOf(layer)
    if (at >= 0) layers.splice(at, 1)
  }
}

/** What can be pressed now, uppermost first, each key once. */
export function bound(): [string, string][] {
  const found = new Map<string, string>()
  for (const layer of [...layers].reverse()) {
    for (const [key, binding] of Object.entries(layer)) if (!found.has(key)) found.set(key, binding.does)
  }
  return [...found]
}

export function handle(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return
  if (event.key !== 'Escape' && isWriting(event.target)) return
  // A dialog closes itself; what lies under it must not be judged by accident.
  if (document.querySelector('dialog[open]')) return
  for (let at = layers.length - 1; at >= 0; at--) {
    const binding = layers[at]?.[event.key]
    if (!binding) continue
    event.preventDefault()
    binding.run(event)
    return
  }
}

/** Whether keys are words here. */
function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)
}
