/** Chunks are cut in half beyond this: an insertion moves at most so many places, however many items there are. */
const MOST_IN_CHUNK = 512

/** Items kept in order, in chunks: insertion and removal cost the logarithm of their number and not the number. */
export interface SortedChunks<T> {
  readonly chunks: T[][]
  size: number
}

type Compare<T> = (a: T, b: T) => number

export const noChunks = <T>(): SortedChunks<T> => ({ chunks: [], size: 0 })

/** The first index in an ordered list whose item is not before the sought one. */
function lowerBound(length: number, isBefore: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** The chunk whose last item is not before `item`; the last chunk when all are. */
function chunkFor<T>({ chunks }: SortedChunks<T>, item: T, compare: Compare<T>): number {
  const place = lowerBound(chunks.length, i => {
    const chunk = chunks[i] as T[]
    return compare(chunk[chunk.length - 1] as T, item) < 0
  })
  return Math.min(place, chunks.length - 1)
}

const placeIn = <T>(chunk: readonly T[], item: T, compare: Compare<T>) =>
  lowerBound(chunk.length, i => compare(chunk[i] as T, item) < 0)

export function insertSorted<T>(sorted: SortedChunks<T>, item: T, compare: Compare<T>): void {
  sorted.size++
  if (sorted.chunks.length === 0) return void sorted.chunks.push([item])
  const at = chunkFor(sorted, item, compare)
  const chunk = sorted.chunks[at] as T[]
  chunk.splice(placeIn(chunk, item, compare), 0, item)
  if (chunk.length > MOST_IN_CHUNK) sorted.chunks.splice(at + 1, 0, chunk.splice(chunk.length >> 1))
}

/** Takes out the item that compares equal; false when there is none. */
export function removeSorted<T>(sorted: SortedChunks<T>, item: T, compare: Compare<T>): boolean {
  if (sorted.chunks.length === 0) return false
  const at = chunkFor(sorted, item, compare)
  const chunk = sorted.chunks[at] as T[]
  const place = placeIn(chunk, item, compare)
  if (place === chunk.length || compare(chunk[place] as T, item) !== 0) return false
  chunk.splice(place, 1)
  sorted.size--
  if (chunk.length === 0) sorted.chunks.splice(at, 1)
  return true
}

export function firstSorted<T>({ chunks }: SortedChunks<T>, count: number): T[] {
  const first: T[] = []
  for (const chunk of chunks) {
    if (first.length >= count) break
    first.push(...chunk.slice(0, count - first.length))
  }
  return first
}
