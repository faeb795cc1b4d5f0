import { expect } from 'vitest'
import { loadDocuments } from '../server/documents/load.ts'
import { mappingOf } from '../server/intake/mapping.ts'
import { apply, derive } from '../shared/city/apply.ts'
import { cellValue, createCity } from '../shared/city/city.ts'
import { settle } from '../shared/city/settle.ts'
import { batchOf } from '../shared/city/ticket.fixture.ts'
import type { Derived, Thing } from '../shared/kinds/kind.ts'
import { kinds } from '../shared/kinds/registry.ts'
import { kindsOf } from '../shared/metrics/kinds-of.ts'
import { shownNumber } from '../shared/metrics/shown.ts'
import { cellKey } from '../shared/model/cell.ts'
import type { Value } from '../shared/model/value.ts'

const CITY = '211000'

/** The shipped documents and an empty city of some kinds: what an upstream says goes in, and cells come out. */
export interface Intake {
  /** Takes records of an upstream in through its own feed document, and lets the cells settle. `at`: when they came, now if it is left out. */
  take(feed: string, records: readonly unknown[], at?: number): void
  cell(metric: string, dims?: readonly string[], area?: string): Value
  /** The number as a screen shows it. */
  shown(metric: string, ...dims: readonly string[]): number | null
  /** Every cell of a metric in the city, by its dimensions. */
  cells(metric: string): readonly Value[]
  /** What follows from the things whose id begins so, by the rest of it. */
  rowsOf(prefix: string): ReadonlyMap<string, Derived>
}

export function createIntake(now: number, ours: readonly string[]): Intake {
  const root = new URL('../documents', import.meta.url).pathname
  const documents = loadDocuments(root, kinds, ({ file, faults }) => {
    throw new Error(`${file}: ${faults.join('; ')}`)
  })
  const metrics = documents.metrics.filter(metric => kindsOf(metric).every(kind => ours.includes(kind)))
  const mapping = mappingOf(documents, kinds)
  const city = createCity({ ...documents, kinds, metrics, now })
  const things = new Map<string, Thing>()
  const cell = (metric: string, dims: readonly string[] = [], area = CITY) =>
    cellValue(city, cellKey(metric, area, dims))

  return {
    take(feed, records, at = now) {
      const map = mapping(documents.feeds.find(each => each.id === feed)!)
      const facts = records.map(record => {
        const mapped = map(record, { now: at })
        if (mapped.ok) return mapped.fact
        throw new Error(`${feed}: ${mapped.quarantined.reason} at ${mapped.quarantined.path}`)
      })
      const faults = apply(city, batchOf(city.seq + 1, facts), id => things.get(id) ?? null)
      expect(faults).toEqual([])
      for (const [id, known] of city.changed) things.set(id, known.thing)
      settle(city)
    },
    cell,
    shown: (metric, ...dims) => {
      const document = metrics.find(each => each.id === metric)
      if (document === undefined) throw new Error(`no metric ${metric}`)
      return shownNumber(document, cell(metric, dims))
    },
    cells: metric =>
      [...city.cells.values()]
        .filter(each => each.key.startsWith(`${metric}|${CITY}|`) && each.json !== null)
        .map(each => each.value),
    rowsOf: prefix => {
      const found = [...things.values()].filter(thing => thing.id.startsWith(prefix))
      return new Map(found.map(thing => [thing.id.slice(prefix.length), derive(city, thing)!]))
    },
  }
}
