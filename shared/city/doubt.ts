import type { Kind, Part, Telemetry, Thing } from '../kinds/kind.ts'
import type { Reading, ReadingMark } from '../model/fact.ts'
import { slotsOf, type Block } from '../rollups/block.ts'
import { blockOf, HOUR_MS, type HeldBlock } from '../rollups/held-blocks.ts'
import type { Slot } from '../rollups/slot.ts'
import type { City } from './city.ts'

/** So few readings in an hour say nothing about standing still. */
const LEAST_READINGS = 4

/**
 * What is to be doubted of a reading, as things stand when it comes (A16): a jump until a next reading confirms it, and a
 * value that does not move any more. It is judged before the journal and stored with the reading, so the fold need not know
 * what came before it. Null: nothing.
 */
export function marksOf(
  city: City,
  kind: Kind,
  reading: Reading,
  device: Thing | null,
): Reading['marks'] | null {
  const marks: { [measure: string]: ReadingMark } = {}
  for (const measure of kind.telemetry?.measures ?? []) {
    const mark = markOf(city, kind, reading, measure, device?.parts[measure])
    if (mark !== null) marks[measure] = mark
  }
  return Object.keys(marks).length === 0 ? null : marks
}

function markOf(
  city: City,
  kind: Kind,
  reading: Reading,
  measure: string,
  last: Part | undefined,
): ReadingMark | null {
  const { telemetry } = kind
  const value = reading.values[measure] ?? null
  if (telemetry === undefined || value === null || !telemetry.isValue(measure, value)) return null
  if (isHeld(telemetry, measure, value, reading.at, last)) return 'held'
  const mayStand = value === 0 || !telemetry.isRestless(measure)
  return !mayStand && isStuck(city, kind, reading, measure, value) ? 'stuck' : null
}

/** Of a jump before it nothing is known but that it was one: what is near to it confirms it, what is not was never gone. */
function isHeld(
  telemetry: Telemetry,
  measure: string,
  value: number,
  at: number,
  last: Part | undefined,
): boolean {
  const before = last?.fields['value'] ?? null
  if (last === undefined || typeof before !== 'number' || last.flags.includes('held')) return false
  if (!telemetry.isValue(measure, before)) return false
  return at > last.at && at - last.at <= telemetry.quiet && telemetry.isJump(measure, before, value)
}

/** Nothing but this value for an hour up to the reading. */
function isStuck(city: City, kind: Kind, { device, at }: Reading, measure: string, value: number): boolean {
  const of = (instant: number) => blockOf(city.rollups, 'device', kind.id, device, instant)
  let readings = 1
  for (const slot of backwards(of, at)) {
    const rollup = slot.heard.get(measure)?.rollup ?? null
    if (rollup === null || slot.at > at) continue
    if (rollup.min !== value || rollup.max !== value) return false
    readings += rollup.n
    if (slot.at <= at - HOUR_MS) return readings >= LEAST_READINGS
  }
  return false
}

/** The minutes of this hour and of the one before it, the latest first; what lies packed is unpacked only when it is needed. */
function* backwards(of: (instant: number) => HeldBlock, at: number): Generator<Slot> {
  for (const instant of [at, at - HOUR_MS]) {
    const { block } = of(instant)
    yield* latestFirst(block)
  }
}

function* latestFirst(block: Block): Generator<Slot> {
  if (block.newest === null) return
  yield block.newest
  yield* slotsOf(block).slice(0, -1).reverse()
}
