/** What a label may not stand on: a box around (x, y), in pixels. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Indices of the labels that can stand without touching another or what is `taken`; the first are asked first. */
export function labels(wanted: readonly Box[], taken: readonly Box[] = []): Set<number> {
  const boxes = [...taken]
  const kept = new Set<number>()
  wanted.forEach((box, k) => {
    if (boxes.some((other) => touch(box, other))) return
    boxes.push(box)
    kept.add(k)
  })
  return kept
}

function touch(one: Box, other: Box): boolean {
  return (
    Math.abs(one.x - other.x) * 2 < one.width + other.width && Math.abs(one.y - other.y) * 2 < one.height + other.height
  )
}

/** Words in lines of about `most` characters, at most three; what is longer still ends in an ellipsis. */
export function wrap(words: string, most: number): string[] {
  const lines: string[] = []
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  const kept = lines.slice(0, 3).map((line) => (line.length > most * 2 ? `${line.slice(0, most * 2 - 1)}…` : line))
  return lines.length > 3 ? [...kept.slice(0, 2), `${kept[2] ?? ''}…`] : kept
}
