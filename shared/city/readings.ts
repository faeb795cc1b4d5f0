import type { AreaNode } from '../areas/areas.ts'
import type { Kind, Row } from '../kinds/kind.ts'
import { count, type Metric } from '../metrics/metric.ts'
import type { Reading, ReadingsFact } from '../model/fact.ts'
import { openSlot, slotAt } from '../rollups/block.ts'
import { blockOf, changedBy, type HeldBlock } from '../rollups/held-blocks.ts'
import { mergeMaybe, rollupOf, type Rollup } from '../rollups/rollup.ts'
import { HOURS, MINUTES, rolledId, rolledOf, rolledRow, slotRow } from '../rollups/rows.ts'
import { addTo, hear, isHeard, type Slot } from '../rollups/slot.ts'
import { countedName, type City } from './city.ts'
import { nodeOf, type Numbers } from './counting.ts'
import { isRollupSwept, type Over } from './recounting.ts'

type Values = { readonly [measure: string]: number }

/** Whether a measure of a device was heard at this very instant: then it is no news, however late it comes again. */
export function isHeardReading(
  city: City,
  kind: string,
  device: string,
  measure: string,
  at: number,
): boolean {
  const slot = slotAt(blockOf(city.rollups, 'device', kind, device, at).block, at)
  return slot !== null && isHeard(slot, measure, at)
}

/** Puts a reading into the rollups of its device and of the places it was made in, and into the metrics over them. */
export function rollReading(city: City, kind: Kind, reading: Reading, seq: number): void {
  const measures = Object.keys(reading.values)
  if (measures.length === 0) return
  const held = blockOf(city.rollups, 'device', kind.id, reading.device, reading.at)
  const counters = countersOf(city, kind, reading)
  const before = counters.map(({ rowOf }) => rowOf(held, reading.at))
  const values = hearAll(held, kind, reading)
  if (values === null) return
  changedBy(city.rollups, held, seq)
  for (const block of areaBlocks(city, kind, reading)) {
    addAll(block, values, reading.at)
    changedBy(city.rollups, block, seq)
  }
  counters.forEach(({ metrics, rowOf }, i) => {
    countRow(city, metrics, before[i] ?? null, -1)
    countRow(city, metrics, rowOf(held, reading.at), 1)
  })
}

/** Puts readings of an entry into those blocks that the store had as of an earlier one. Metrics have them already. */
export function recallReadings(city: City, { kind: id, readings }: ReadingsFact, seq: number): void {
  const kind = city.kinds.get(id)
  if (kind === undefined) return
  for (const reading of readings) {
    const device = blockOf(city.rollups, 'device', id, reading.device, reading.at)
    if (device.seq < seq && hearAll(device, kind, reading) !== null) changedBy(city.rollups, device, seq)
    // What was journaled was judged: none of it was heard before.
    const values = valuesOf(kind, reading)
    for (const area of areaBlocks(city, kind, reading)) {
      if (area.seq >= seq) continue
      addAll(area, values, reading.at)
      changedBy(city.rollups, area, seq)
    }
  }
}

/** Counts rollups of a device as if they had never been counted: minutes in the metrics over minutes, hours in those over hours. */
export function countSlots(
  into: Numbers,
  over: Over,
  kind: Kind,
  device: string,
  slots: readonly Slot[],
): void {
  const metrics = into.counted.get(countedName(kind.id, over)) ?? []
  for (const slot of slots) countRow(into, metrics, slotRow(kind, device, slot), 1)
}

/** Null: all of it was heard before. Values that cannot be are heard, and count for nothing. */
function hearAll(held: HeldBlock, kind: Kind, reading: Reading): Values | null {
  const values: { [measure: string]: number } = {}
  const slot = openSlot(held.block, reading.at)
  let isNews = false
  for (const measure of Object.keys(reading.values)) {
    const value = valueOf(kind, reading, measure)
    if (!hear(slot, measure, reading.at, value, reading.area)) continue
    isNews = true
    if (value === null) continue
    values[measure] = value
    addTotal(held, measure, rollupOf(reading.at, value))
  }
  return isNews ? values : null
}

function valuesOf(kind: Kind, reading: Reading): Values {
  const values: { [measure: string]: number } = {}
  for (const measure of Object.keys(reading.values)) {
    const value = valueOf(kind, reading, measure)
    if (value !== null) values[measure] = value
  }
  return values
}

/** A jump that nothing confirmed is no value: it may have been a spike. */
function valueOf({ telemetry }: Kind, { values, marks }: Reading, measure: string): number | null {
  const value = marks?.[measure] === 'held' ? null : (values[measure] ?? null)
  return value !== null && telemetry?.isValue(measure, value) === true ? value : null
}

function addAll(held: HeldBlock, values: Values, at: number): void {
  const measures = Object.keys(values)
  if (measures.length === 0) return
  const slot = openSlot(held.block, at)
  for (const measure of measures) {
    const rollup = rollupOf(at, values[measure] as number)
    addTo(slot, measure, rollup)
    addTotal(held, measure, rollup)
  }
}

function addTotal({ totals }: HeldBlock, measure: string, rollup: Rollup): void {
  totals.set(measure, mergeMaybe(totals.get(measure) ?? null, rollup) as Rollup)
}

/** Towns, districts and the city: cells of the mosaic have no rollups of their own. */
function areaBlocks(city: City, kind: Kind, { area, at }: Reading): HeldBlock[] {
  const blocks: HeldBlock[] = []
  for (let node: AreaNode | null = nodeOf(city, area); node !== null; node = node.parent)
    if (node.level !== 'cell') blocks.push(blockOf(city.rollups, 'area', kind.id, node.id, at))
  return blocks
}

/** Metrics over one sort of rollup, and what they count of a device at an instant. */
interface Counter {
  readonly metrics: readonly Metric[]
  readonly rowOf: (held: HeldBlock, at: number) => Row | null
}

function countersOf(city: City, kind: Kind, reading: Reading): Counter[] {
  const counters: Counter[] = []
  addCounters(counters, city, kind, reading)
  if (city.joining !== null) addCounters(counters, city.joining, kind, reading)
  return counters
}

function addCounters(counters: Counter[], numbers: Swept, kind: Kind, reading: Reading): void {
  const minutes = countedNow(numbers, kind.id, MINUTES, reading)
  if (minutes !== undefined)
    counters.push({ metrics: minutes, rowOf: (held, at) => minuteOf(kind, held, at) })
  const hours = countedNow(numbers, kind.id, HOURS, reading)
  if (hours !== undefined) counters.push({ metrics: hours, rowOf: held => hourRow(kind, held) })
}

type Swept = Pick<City, 'counted' | 'recounting'>

/** The metrics that a reading is counted in now; none of those that will find it when they are counted anew. */
function countedNow({ counted, recounting }: Swept, kind: string, over: Over, { device, at }: Reading) {
  const isLeft = recounting !== null && !isRollupSwept(recounting, over, kind, device, at)
  return isLeft ? undefined : counted.get(countedName(kind, over))
}

function minuteOf(kind: Kind, { address, block }: HeldBlock, at: number): Row | null {
  const slot = slotAt(block, at)
  return slot === null ? null : slotRow(kind, address.subject, slot)
}

function hourRow(kind: Kind, { address, block, totals }: HeldBlock): Row | null {
  if (block.newest === null) return null
  const of = { ...rolledOf(kind), device: address.subject, area: block.newest.area, event: block.from }
  return rolledRow(of, measure => totals.get(measure) ?? null)
}

function countRow(into: Numbers, metrics: readonly Metric[], row: Row | null, sign: 1 | -1): void {
  if (row === null) return
  const node = nodeOf(into, row['area'] as string)
  const id = rolledId(row['device'] as string, row['event'] as number)
  for (const metric of metrics) count(metric, node, id, row, sign)
}
