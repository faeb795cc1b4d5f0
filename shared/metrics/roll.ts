import type { Row } from '../kinds/kind.ts'
import { compareText } from '../model/text-order.ts'
import type { Value } from '../model/value.ts'
import { firstSorted, insertSorted, noChunks, removeSorted, type SortedChunks } from './sorted-chunks.ts'

export interface Entry {
  readonly id: string
  readonly order: readonly Value[]
  readonly columns: readonly Value[]
}

export type SortBy = readonly (readonly [field: string, dir: 'asc' | 'desc'])[]

/** Rows in a documented order, of which a list cell shows the first few. Entries leave by id alone. */
export interface Roll {
  readonly sorted: SortedChunks<Entry>
  readonly byId: Map<string, Entry>
}

export const emptyRoll = (): Roll => ({ sorted: noChunks(), byId: new Map() })

export const entryOf = (id: string, row: Row, sort: SortBy, columns: readonly string[]): Entry => ({
  id,
  order: sort.map(([field]) => row[field] ?? null),
  columns: columns.map(column => row[column] ?? null),
})

/** Unknown comes last in either direction; equal places are told apart by id. No locale. */
export function compareEntries(sort: SortBy): (a: Entry, b: Entry) => number {
  const descending = sort.map(([, dir]) => dir === 'desc')
  return (a, b) => {
    for (let i = 0; i < descending.length; i++) {
      const step = compareValues(a.order[i] ?? null, b.order[i] ?? null, descending[i] === true)
      if (step !== 0) return step
    }
    return compareText(a.id, b.id)
  }
}

function compareValues(a: Value, b: Value, descending: boolean): number {
  if (a === b) return 0
  if (typeof a === 'number' && typeof b === 'number') return a < b === descending ? 1 : -1
  if (a === null) return 1
  if (b === null) return -1
  const less = typeof a === typeof b ? isLess(a, b) : typeof a < typeof b
  return less === descending ? 1 : -1
}

const isLess = (a: Value, b: Value): boolean =>
  typeof a === 'string' ? compareText(a, b as string) < 0 : (a as number) < (b as number)

type Compare = (a: Entry, b: Entry) => number

/** An entry of the same id must have been taken out before. */
export function insert(roll: Roll, entry: Entry, compare: Compare): void {
  insertSorted(roll.sorted, entry, compare)
  roll.byId.set(entry.id, entry)
}

export function remove(roll: Roll, id: string, compare: Compare): void {
  const entry = roll.byId.get(id)
  if (entry === undefined) return
  removeSorted(roll.sorted, entry, compare)
  roll.byId.delete(id)
}

export const firstOf = (roll: Roll, count: number): Entry[] => firstSorted(roll.sorted, count)
