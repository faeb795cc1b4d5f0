import type { Areas } from '../../shared/areas/areas.ts'
import type { Expected } from '../../shared/attendance/attendance.ts'
import { apply, type FoldFault } from '../../shared/city/apply.ts'
import { restore, type Saved } from '../../shared/city/checkpoint.ts'
import { createCity, type City, type Published } from '../../shared/city/city.ts'
import { nothingSwept } from '../../shared/city/recounting.ts'
import { settle } from '../../shared/city/settle.ts'
import type { CalendarOf, Kind } from '../../shared/kinds/kind.ts'
import type { Batch } from '../../shared/model/batch.ts'
import { canonical, digest } from '../../shared/model/digest.ts'
import type { MetricDocument } from '../../shared/model/documents.ts'
import type { ReadBlock } from '../../shared/rollups/held-blocks.ts'
import type { Journal } from '../journal/journal.ts'
import { COUNTING_ANEW, type Standing, type Store } from '../store/store.ts'
import { recallRollups } from './recall-rollups.ts'

/** What is put in force in the running city: by notices of holidays, and by the console. */
export interface InForce {
  readonly calendarOf: CalendarOf
  /** Of areas and calendars, by content. */
  readonly digest: string
  readonly metrics: readonly MetricDocument[]
  /** Of scenes, by content: what screens draw. */
  readonly drawn?: string
  /** Of feeds. No number is made with it, so it is no part of the shape; left out: nothing. */
  readonly expected?: Expected
}

/** What the numbers are made with. A change of any of it is another shape: the numbers are counted anew. */
export interface CityDocuments extends InForce {
  readonly areas: Areas
  readonly kinds: readonly Kind[]
  /** With the documents that the journal has; left out: there are none that change anything. */
  readonly inForce?: (known: ReadonlyMap<string, Published>) => InForce
}

/** Raised whenever the fold itself counts differently than before. */
const FOLD_VERSION = 2

const ENTRIES_AT_ONCE = 500

const shapes = new WeakMap<CityDocuments, string>()

/** Documents that are loaded do not change, and half a megabyte of metrics is looked through for each. */
export function shapeOf(documents: CityDocuments): string {
  let shape = shapes.get(documents)
  if (shape === undefined) shapes.set(documents, (shape = madeOf(documents)))
  return shape
}

const madeOf = (documents: CityDocuments): string =>
  digest(
    canonical([
      FOLD_VERSION,
      documents.digest,
      documents.kinds.map(kind => [kind.id, kind.version]),
      documents.metrics.map(metric => JSON.stringify(metric)).sort(),
    ]),
  )

/** To which cursors belong. */
export const viewOf = (documents: CityDocuments): string =>
  documents.drawn === undefined ? shapeOf(documents) : digest(shapeOf(documents) + documents.drawn)

export interface Recalled {
  readonly city: City
  readonly shape: string
  /** The numbers were made under another shape, and are to be counted anew. */
  readonly isStale: boolean
}

/**
 * The city as of the journal's last entry: the checkpoint, then the entries after it. Under another shape feeds and documents
 * stand and no number does: they are counted anew from things and rollups.
 *
 * Cells are settled before the first entry and after every one. A number that went and came back since the checkpoint would otherwise keep its old
 * seq, and a screen that saw it gone would never hear that it is back [SYNC1].
 */
export function recallCity(
  documents: CityDocuments,
  journal: Journal,
  store: Store,
  now: number,
  onFaults: (faults: readonly FoldFault[], batch: Batch) => void,
): Recalled {
  const shape = shapeOf(documents)
  const standing = store.standing()
  const isStale = standing !== null && standing.shape !== shape
  const readBlock: ReadBlock = address => store.rollups.read(address)
  const city = createCity({ ...documents, now: standing?.now ?? now, readBlock })
  if (standing !== null) {
    recallRollups(city, journal, store, standing)
    restore(city, isStale ? withoutNumbers(store.load(), standing) : store.load())
  }
  // What is counted anew is settled once, at its end.
  const settled = isStale ? () => undefined : () => settle(city)
  if (isStale) city.recounting = nothingSwept()
  settled()
  for (const batch of entriesAfter(journal, city.seq)) {
    const faults = apply(city, batch, id => store.thing(id))
    if (faults.length > 0) onFaults(faults, batch)
    settled()
  }
  return { city, shape, isStale }
}

/** All entries of the journal after one, some hundred at a time. */
export function* entriesAfter(journal: Journal, seq: number): Iterable<Batch> {
  for (let after = seq; ;) {
    const batches = journal.read(after, ENTRIES_AT_ONCE)
    yield* batches
    if (batches.length < ENTRIES_AT_ONCE) return
    after = batches.at(-1)?.seq ?? after
  }
}

/** Whoever has a cursor of before, under whatever shape, is told the whole. */
const withoutNumbers = (saved: Saved, { shape }: Standing): Saved => ({
  ...saved,
  held: [],
  tallies: [],
  entries: [],
  cells: [],
  removals: { marks: [], floor: 0 },
  // A process that was killed while it counted anew has saved what had moved so far: those dates are the new ones by now.
  movedDues: shape === COUNTING_ANEW ? saved.movedDues : [],
})
