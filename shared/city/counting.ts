import type { AreaNode } from '../areas/areas.ts'
import type { Derived, Row, Thing } from '../kinds/kind.ts'
import { count, type Metric } from '../metrics/metric.ts'
import type { Value } from '../model/value.ts'
import type { City, Readers } from './city.ts'

/** What is counted: metrics by what they look at. */
export type Numbers = Pick<City, 'areas' | 'counted' | 'readers'>

/**
 * Takes out of the numbers what followed from a thing before and puts in what follows now. A metric all of whose columns
 * stayed as they were says what it said, and is left alone: most reports and lights change few columns.
 */
export function recountThing(
  into: Numbers,
  thing: Thing,
  before: Derived | null,
  after: Derived | null,
): void {
  if (before === null || after === null || before.area !== after.area) {
    countThing(into, thing, before, -1)
    countThing(into, thing, after, 1)
    return
  }
  const node = nodeOf(into, after.area)
  recountRow(into.readers.get(thing.kind), node, thing.id, before.row, after.row)
  if (before.rows !== undefined || after.rows !== undefined)
    recountAllInner(into, node, thing, before.rows ?? NONE, after.rows ?? NONE)
}

type InnerRows = NonNullable<Derived['rows']>
const NONE: InnerRows = {}

function recountAllInner(
  into: Numbers,
  node: AreaNode,
  thing: Thing,
  before: InnerRows,
  after: InnerRows,
): void {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
    recountInner(into, node, thing, name, before[name] ?? [], after[name] ?? [])
}

function recountInner(
  into: Numbers,
  node: AreaNode,
  thing: Thing,
  name: string,
  before: readonly Row[],
  after: readonly Row[],
) {
  const metrics = into.counted.get(`${thing.kind}/${name}`)
  if (metrics === undefined) return
  const readers = into.readers.get(`${thing.kind}/${name}`)
  const gone = new Map(before.map(row => [row['key'], row]))
  for (const row of after) {
    const was = gone.get(row['key'])
    if (was === undefined) countRow(metrics, node, innerId(thing, row), row, 1)
    else recountRow(readers, node, innerId(thing, row), was, row)
    gone.delete(row['key'])
  }
  for (const row of gone.values()) countRow(metrics, node, innerId(thing, row), row, -1)
}

function recountRow(
  readers: readonly Readers[] | undefined,
  node: AreaNode,
  id: string,
  before: Row,
  after: Row,
): void {
  if (readers === undefined) return
  const concerned = new Set<Metric>()
  for (const { column, metrics } of readers)
    if (!isSame(before[column], after[column])) for (const metric of metrics) concerned.add(metric)
  for (const metric of concerned) {
    count(metric, node, id, before, -1)
    count(metric, node, id, after, 1)
  }
}

const isSame = (a: Value | undefined, b: Value | undefined): boolean =>
  a === b || (typeof a === 'object' && a !== null && JSON.stringify(a) === JSON.stringify(b))

/** Puts what follows from a thing into every metric that counts it, or takes exactly that out again. */
export function countThing(into: Numbers, thing: Thing, derived: Derived | null, sign: 1 | -1): void {
  if (derived === null) return
  const node = nodeOf(into, derived.area)
  const own = into.counted.get(thing.kind)
  if (own !== undefined) for (const metric of own) count(metric, node, thing.id, derived.row, sign)
  if (derived.rows === undefined) return
  for (const name of Object.keys(derived.rows))
    countInner(into, node, thing, name, derived.rows[name] ?? [], sign)
}

function countInner(
  into: Numbers,
  node: AreaNode,
  thing: Thing,
  name: string,
  rows: readonly Row[],
  sign: 1 | -1,
) {
  const metrics = into.counted.get(`${thing.kind}/${name}`)
  if (metrics === undefined) return
  for (const row of rows) countRow(metrics, node, innerId(thing, row), row, sign)
}

/** `<thing>#<key>`: an inner row as lists and explanations name it. */
const innerId = (thing: Thing, row: Row): string => `${thing.id}#${row['key'] as string | number}`

function countRow(metrics: readonly Metric[], node: AreaNode, id: string, row: Row, sign: 1 | -1) {
  for (const metric of metrics) count(metric, node, id, row, sign)
}

/** What cannot be located still counts for the city. */
export const nodeOf = (into: Numbers, code: string): AreaNode => into.areas.leafOf(code) ?? into.areas.city
