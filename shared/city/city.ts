import type { Areas } from '../areas/areas.ts'
import { NOTHING_EXPECTED, noAttendance, type Attendance, type Expected } from '../attendance/attendance.ts'
import type { Spell } from '../attendance/spells.ts'
import type { CalendarOf, Derived, Kind, Thing } from '../kinds/kind.ts'
import { kindsOf } from '../metrics/kinds-of.ts'
import { compileMetric, type Metric } from '../metrics/metric.ts'
import { NO_COUNTS, type Counts } from '../model/batch.ts'
import type { FeedReport } from '../model/cell.ts'
import type { MetricDocument } from '../model/documents.ts'
import type { Fields, Value } from '../model/value.ts'
import { noBlocks, type HeldBlocks, type ReadBlock } from '../rollups/held-blocks.ts'
import { noBoundaries, type Boundaries } from './boundaries.ts'
import type { Joining } from './joining.ts'
import type { Recounting } from './recounting.ts'
import type { Removals } from './removals.ts'

/** A thing together with what follows from it now. */
export interface Known {
  readonly thing: Thing
  readonly derived: Derived | null
}

/** A cell as the city keeps it. A removed one is kept, as null, for a day so that screens learn it. */
export interface LiveCell {
  readonly key: string
  value: Value
  /** The value's JSON, null for null: what tells a change from none, and what a checkpoint writes. */
  json: string | null
  seq: number
}

/**
 * Everything the fold knows. It is changed in place, since a copy per fact would cost more than the fold; it is a
 * function of the facts and the last tick all the same (see SPEC.md).
 */
export interface City {
  /** The last tick. */
  now: number
  /** Other calendars give other numbers: see `forgetNumbers`. */
  calendarOf: CalendarOf
  readonly areas: Areas
  readonly kinds: ReadonlyMap<string, Kind>
  /** Others take their place while the city runs (joining.ts). */
  metrics: ReadonlyMap<string, Metric>
  /** Metrics by what they count: `kind` or `kind/inner`. */
  counted: ReadonlyMap<string, readonly Metric[]>
  /** The same, by the column they look at: what did not change needs no counting. */
  readers: ReadonlyMap<string, readonly Readers[]>
  /** What readings were rolled up into. */
  readonly rollups: HeldBlocks
  /** Things that time may still change; the rest is in the store. */
  readonly held: Map<string, Known>
  readonly boundaries: Boundaries
  readonly cells: Map<string, LiveCell>
  readonly feeds: Map<string, FeedAccount>
  expected: Expected
  /** How feeds kept their rhythm, since the last checkpoint. */
  readonly attendance: Attendance
  /** Documents in force by `family/id`. */
  readonly documents: Map<string, Published>
  /** The last entry applied. */
  seq: number
  /** Since the last settling. `cells`: of metrics that were taken out. */
  readonly dirty: { feeds: Set<string>; documents: Set<string>; cells: Set<string> }
  /** For the checkpoint: things changed since it was last taken. */
  readonly changed: Map<string, Known>
  readonly unsavedCells: Set<LiveCell>
  readonly unsavedFeeds: Set<string>
  readonly unsavedDocuments: Set<string>
  /** Metrics whose stored counts are no more. */
  readonly unsavedLeft: Set<string>
  readonly removals: Removals
  /** By kind: due dates that were found elsewhere when everything was last counted anew (DOMAIN 2.4 R7). */
  readonly movedDues: Map<string, number>
  /** How far everything is counted anew; null: all of it is counted. */
  recounting: Recounting | null
  /** Metrics that are being counted beside those in force; null: there are none. */
  joining: Joining | null
}

/** The metrics that look at a column. */
export interface Readers {
  readonly column: string
  readonly metrics: readonly Metric[]
}

export interface Published {
  readonly digest: string
  /** null: there is none any more. */
  readonly body: Fields | null
}

/** What a feed last reported, and all that became of its records. */
export interface FeedAccount extends FeedReport, Counts {
  /** The newest instant of which it told, by its own clock; 0: of none. */
  readonly toldAt: number
  /** How long after that we had it. */
  readonly lag: number | null
  /** The newest first. */
  readonly spells: readonly Spell[]
}

/** A feed that has never reported. */
export const SILENT: FeedAccount = {
  at: 0,
  okAt: 0,
  failingSince: 0,
  reason: '',
  backlog: null,
  ...NO_COUNTS,
  toldAt: 0,
  lag: null,
  spells: [],
}

export interface CityParts {
  readonly areas: Areas
  readonly calendarOf: CalendarOf
  readonly kinds: readonly Kind[]
  readonly metrics: readonly MetricDocument[]
  readonly now: number
  /** Left out: nothing is expected of any feed. */
  readonly expected?: Expected
  /** Reads rollups that are not held; left out: nothing is kept of them. */
  readonly readBlock?: ReadBlock
}

export function createCity(parts: CityParts): City {
  const kinds = new Map(parts.kinds.map(kind => [kind.id, kind]))
  return {
    now: parts.now,
    calendarOf: parts.calendarOf,
    areas: parts.areas,
    kinds,
    ...grouped(madeReady(parts.metrics, kinds, parts.now)),
    rollups: noBlocks(parts.readBlock ?? (() => null)),
    held: new Map(),
    boundaries: noBoundaries(),
    cells: new Map(),
    feeds: new Map(),
    expected: parts.expected ?? NOTHING_EXPECTED,
    attendance: noAttendance(parts.now),
    documents: new Map(),
    seq: 0,
    dirty: { feeds: new Set(), documents: new Set(), cells: new Set() },
    changed: new Map(),
    unsavedCells: new Set(),
    unsavedFeeds: new Set(),
    unsavedDocuments: new Set(),
    unsavedLeft: new Set(),
    removals: { marks: [], floor: 0 },
    movedDues: new Map(),
    recounting: null,
    joining: null,
  }
}

/** Metrics with nothing counted yet; throws where one is of a kind that is not there. */
export function madeReady(documents: readonly MetricDocument[], kinds: City['kinds'], now: number): Metric[] {
  return documents.map(doc => {
    for (const kind of kindsOf(doc))
      if (!kinds.has(kind)) throw new Error(`metric ${doc.id}: no kind "${kind}"`)
    const metric = compileMetric(doc)
    metric.window.moveTo(now)
    return metric
  })
}

/** Metrics by their id, by what they count and by what they look at. */
export function grouped(metrics: readonly Metric[]): Pick<City, 'metrics' | 'counted' | 'readers'> {
  const counted = groupByCounted(metrics)
  return {
    metrics: new Map(metrics.map(metric => [metric.doc.id, metric])),
    counted,
    readers: new Map([...counted].map(([name, group]) => [name, readersAmong(group)])),
  }
}

function groupByCounted(metrics: readonly Metric[]): Map<string, Metric[]> {
  const groups = new Map<string, Metric[]>()
  for (const metric of metrics) {
    for (const kind of kindsOf(metric.doc)) {
      const name = countedName(kind, metric.doc.over)
      const group = groups.get(name)
      if (group === undefined) groups.set(name, [metric])
      else group.push(metric)
    }
  }
  return groups
}

function readersAmong(metrics: readonly Metric[]): Readers[] {
  const columns = new Set(metrics.flatMap(metric => metric.reads))
  return [...columns].map(column => ({
    column,
    metrics: metrics.filter(metric => metric.reads.includes(column)),
  }))
}

export const countedName = (kind: string, over: string | undefined): string =>
  over === undefined ? kind : `${kind}/${over}`

/** The value of a cell, null when it is not there. */
export const cellValue = (city: City, key: string): Value => city.cells.get(key)?.value ?? null
