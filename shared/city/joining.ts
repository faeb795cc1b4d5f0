import type { Derived, Thing } from '../kinds/kind.ts'
import { parseCellKey } from '../model/cell.ts'
import type { MetricDocument } from '../model/documents.ts'
import { grouped, madeReady, type City } from './city.ts'
import { recountThing, type Numbers } from './counting.ts'
import { isThingSwept, nothingSwept, type Recounting } from './recounting.ts'

/**
 * Metrics that join a running city: a sweep counts them from things and rollups, while those in force go on as if nothing were. What
 * comes in meanwhile is counted in them as well, as far as the sweep has come.
 */
export interface Joining extends Numbers {
  readonly metrics: City['metrics']
  readonly recounting: Recounting
  /** Metrics in force in whose place nothing comes, or another under the same id. */
  readonly leaving: ReadonlySet<string>
}

/** What has to join and to leave so that exactly these are in force; null: they are. One that is changed does both. */
export function openJoining(city: City, wanted: readonly MetricDocument[]): Joining | null {
  const stays = new Set<string>()
  const coming: MetricDocument[] = []
  for (const doc of wanted) {
    const inForce = city.metrics.get(doc.id)
    if (inForce !== undefined && isSame(inForce.doc, doc)) stays.add(doc.id)
    else coming.push(doc)
  }
  const leaving = new Set([...city.metrics.keys()].filter(id => !stays.has(id)))
  if (coming.length === 0 && leaving.size === 0) return null
  const { areas, kinds, now } = city
  return { areas, ...grouped(madeReady(coming, kinds, now)), recounting: nothingSwept(), leaving }
}

const isSame = (a: MetricDocument, b: MetricDocument): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Takes out of all numbers what followed from a thing before and puts in what follows now. */
export function recountInAll(city: City, thing: Thing, before: Derived | null, after: Derived | null): void {
  recountThing(city, thing, before, after)
  const { joining } = city
  if (joining !== null && isThingSwept(joining.recounting, thing.id))
    recountThing(joining, thing, before, after)
}

/** Once all is swept: from here on they are in force, and the cells of those that left are no more. */
export function takeIn(city: City): void {
  const { joining } = city
  if (joining === null) return
  const { leaving, metrics } = joining
  for (const key of city.cells.keys())
    if (leaving.has(parseCellKey(key)?.metric ?? '')) city.dirty.cells.add(key)
  for (const id of leaving) city.unsavedLeft.add(id)
  const stay = [...city.metrics.values()].filter(({ doc }) => !leaving.has(doc.id))
  Object.assign(city, grouped([...stay, ...metrics.values()]), { joining: null })
}
