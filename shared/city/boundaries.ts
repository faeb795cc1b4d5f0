/** When which thing must be looked at again: a binary heap by (at, id). Superseded entries are skipped on the way out. */
export interface Boundaries {
  readonly heap: Boundary[]
}

export interface Boundary {
  readonly at: number
  readonly id: string
}

export const noBoundaries = (): Boundaries => ({ heap: [] })

const before = (a: Boundary, b: Boundary) => (a.at !== b.at ? a.at < b.at : a.id < b.id)

export function setBoundary({ heap }: Boundaries, at: number, id: string): void {
  const entry = { at, id }
  let place = heap.length
  heap.push(entry)
  while (place > 0) {
    const parent = (place - 1) >> 1
    const above = heap[parent] as Boundary
    if (!before(entry, above)) break
    heap[place] = above
    place = parent
  }
  heap[place] = entry
}

/** Takes out the earliest boundary that lies at or before `now`; null when there is none. */
export function takeBoundary({ heap }: Boundaries, now: number): Boundary | null {
  const first = heap[0]
  if (first === undefined || first.at > now) return null
  const last = heap.pop() as Boundary
  if (heap.length > 0) sink(heap, last)
  return first
}

function sink(heap: Boundary[], entry: Boundary): void {
  let place = 0
  for (;;) {
    let child = 2 * place + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && before(heap[child + 1] as Boundary, heap[child] as Boundary)) child++
    if (!before(heap[child] as Boundary, entry)) break
    heap[place] = heap[child] as Boundary
    place = child
  }
  heap[place] = entry
}
