import type { AreaNode } from '../areas/areas.ts'
import { cellKey } from '../model/cell.ts'
import type { MetricDocument } from '../model/documents.ts'
import type { Row } from '../kinds/kind.ts'
import type { Value } from '../model/value.ts'
import { compileConditions, type Predicate } from './condition.ts'
import { columnsRead } from './reads.ts'
import { compareEntries, emptyRoll, entryOf, firstOf, insert, remove, type Entry, type Roll } from './roll.ts'
import { adderOf, emptyTally, type Adder, type Tally } from './tally.ts'
import { compileWindow, type WindowPlan } from './window.ts'

/** The numbers of one metric for one area and one choice of dimensions; a place below adds to the place above. */
export interface Group {
  /** `metric|area|dims|`: the name of its cell, and where there is one for each bucket the beginning of it. */
  readonly key: string
  readonly metric: Metric
  readonly area: string
  readonly dims: readonly string[]
  readonly parent: Group | null
  readonly tallies: Map<number, Tally>
  readonly rolls: Map<number, Roll>
  /** The floor that what is older was last dropped under: until it moves there is nothing to drop. */
  floor: number
  /** Buckets changed since the last settling. */
  readonly dirty: Set<number>
  /** Buckets changed since the last checkpoint, with the list entries that came or left (none for a tally). */
  readonly unsaved: Map<number, Set<string>>
}

/** A metric document made ready to count with, and what it has counted. */
export interface Metric {
  readonly doc: MetricDocument
  /** The columns it looks at. */
  readonly reads: readonly string[]
  readonly where: Predicate
  readonly window: WindowPlan
  readonly adder: Adder | null
  readonly list: ListPlan | null
  readonly levels: ReadonlySet<string>
  readonly groups: Map<string, Group>
  readonly byNode: Map<string, Map<string, Group>>
  readonly dirty: Set<Group>
  readonly unsaved: Set<Group>
}

interface ListPlan {
  readonly limit: number
  readonly single: boolean
  readonly entry: (id: string, row: Row) => Entry
  readonly compare: (a: Entry, b: Entry) => number
}

export function compileMetric(doc: MetricDocument): Metric {
  const aggregate = doc.aggregate
  const listed = aggregate.type === 'list' || aggregate.type === 'last'
  return {
    doc,
    reads: columnsRead(doc),
    where: compileConditions(doc.where),
    window: compileWindow(doc.window),
    adder: listed ? null : adderOf(aggregate),
    list: listed ? planList(aggregate) : null,
    levels: new Set(doc.areas),
    groups: new Map(),
    byNode: new Map(),
    dirty: new Set(),
    unsaved: new Set(),
  }
}

function planList(aggregate: Extract<MetricDocument['aggregate'], { type: 'list' | 'last' }>): ListPlan {
  const sort = aggregate.type === 'last' ? ([['event', 'desc']] as const) : aggregate.sort
  return {
    limit: aggregate.type === 'last' ? 1 : aggregate.limit,
    single: aggregate.type === 'last',
    entry: (id, row) => entryOf(id, row, sort, aggregate.columns),
    compare: compareEntries(sort),
  }
}

/** Adds one row (or takes it out) in its area and every area above that the metric is kept for. */
export function count(metric: Metric, node: AreaNode, id: string, row: Row, sign: 1 | -1): void {
  if (!metric.where(row)) return
  const bucket = metric.window.bucketOf(row)
  if (bucket === null || bucket < metric.window.floor()) return
  const entry = metric.list === null ? null : metric.list.entry(id, row)
  let group: Group | null = groupFor(metric, node, row)
  while (group !== null) {
    if (entry === null) tallyRow(group, bucket, row, sign)
    else listRow(group, bucket, entry, sign)
    group = group.parent
  }
}

function tallyRow(group: Group, bucket: number, row: Row, sign: 1 | -1): void {
  let tally = group.tallies.get(bucket)
  if (tally === undefined) group.tallies.set(bucket, (tally = emptyTally()))
  group.metric.adder?.add(tally, row, sign)
  tally.rows += sign
  if (tally.rows === 0) group.tallies.delete(bucket)
  touch(group, bucket)
  unsave(group, bucket)
}

function listRow(group: Group, bucket: number, entry: Entry, sign: 1 | -1): void {
  const plan = group.metric.list as ListPlan
  let roll = group.rolls.get(bucket)
  if (roll === undefined) group.rolls.set(bucket, (roll = emptyRoll()))
  if (sign === 1) insert(roll, entry, plan.compare)
  else remove(roll, entry.id, plan.compare)
  if (roll.byId.size === 0) group.rolls.delete(bucket)
  touch(group, bucket)
  unsave(group, bucket).add(entry.id)
}

export function unsave(group: Group, bucket: number): Set<string> {
  let ids = group.unsaved.get(bucket)
  if (ids === undefined) group.unsaved.set(bucket, (ids = new Set()))
  group.metric.unsaved.add(group)
  return ids
}

export function touch(group: Group, bucket: number): void {
  group.dirty.add(bucket)
  group.metric.dirty.add(group)
}

function groupFor(metric: Metric, node: AreaNode, row: Row): Group | null {
  let byDims = metric.byNode.get(node.id)
  if (byDims === undefined) metric.byNode.set(node.id, (byDims = new Map<string, Group>()))
  const named = dimsName(metric.doc.by, row)
  let group = byDims.get(named)
  if (group === undefined) {
    const dims = metric.doc.by.map(field => dimension(row[field]))
    const made = ensureGroup(metric, node, dims)
    if (made === null) return null
    byDims.set(named, (group = made))
  }
  return group
}

/** The dimensions of a row in one text; most metrics have none or one, and those cost no list. */
function dimsName(by: readonly string[], row: Row): string {
  const [first] = by
  if (first === undefined) return ''
  const named = dimension(row[first])
  return by.length === 1 ? named : [named, ...by.slice(1).map(field => dimension(row[field]))].join('\n')
}

/** An unknown dimension is a bucket of its own: it still counts. */
const dimension = (value: Value | undefined): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value)

/** The group of the nearest area at or above `node` that the metric is kept for, with its chain of parents. */
export function ensureGroup(metric: Metric, node: AreaNode | null, dims: readonly string[]): Group | null {
  let at = node
  while (at !== null && !metric.levels.has(at.level)) at = at.parent
  if (at === null) return null
  const key = cellKey(metric.doc.id, at.id, dims)
  const known = metric.groups.get(key)
  if (known !== undefined) return known
  const group: Group = {
    key,
    metric,
    area: at.id,
    dims,
    parent: ensureGroup(metric, at.parent, dims),
    tallies: new Map(),
    rolls: new Map(),
    floor: Number.NEGATIVE_INFINITY,
    dirty: new Set(),
    unsaved: new Map(),
  }
  metric.groups.set(key, group)
  return group
}

/** What a bucket says; null when nothing is in it. */
export function bucketValue(group: Group, bucket: number): Value {
  const { adder, list } = group.metric
  if (list === null) {
    const tally = group.tallies.get(bucket)
    return tally === undefined ? null : (adder as Adder).value(tally)
  }
  const roll = group.rolls.get(bucket)
  if (roll === undefined) return null
  const first = firstOf(roll, list.limit)
  if (list.single) return [...(first[0] as Entry).columns]
  return { total: roll.byId.size, rows: first.map(entry => [entry.id, ...entry.columns]) }
}
