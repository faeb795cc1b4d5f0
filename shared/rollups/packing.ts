import {
  bytesOf,
  noBytes,
  putCount,
  putSigned,
  putText,
  takeCount,
  takeSigned,
  takeText,
  type Bytes,
  type Cursor,
} from './bytes.ts'
import type { Rollup } from './rollup.ts'
import { emptySlot, type Heard, type Slot } from './slot.ts'

/**
 * Slots are packed one after the other, each as the difference from the one before: a steady value in a steady rhythm costs
 * some bytes. See docs/adr/0009.
 */

/** Raised when the bytes below mean something else; bytes of before stay readable. */
const FORMAT = 1

/** More measures of one device than this would not fit a number that says which of them a slot has. */
const MOST_MEASURES = 50

/** What the packing of a slot rests on: the names so far, and what the slot before said. */
export interface Context {
  /** The first instant of the block, and how long a slot is, ms. */
  readonly from: number
  readonly span: number
  readonly measures: string[]
  readonly areas: string[]
  index: number
  area: string
  readonly lasts: Map<string, number>
}

export const contextOf = (from: number, span: number): Context => ({
  from,
  span,
  measures: [],
  areas: [],
  index: -1,
  area: '',
  lasts: new Map(),
})

/** The slot becomes the one before. */
export function pass(context: Context, slot: Slot): void {
  context.index = (slot.at - context.from) / context.span
  context.area = slot.area
  for (const [measure, { rollup }] of slot.heard) if (rollup !== null) context.lasts.set(measure, rollup.last)
}

export function packHead(to: Bytes, { measures, areas }: Context): void {
  putCount(to, FORMAT)
  for (const names of [measures, areas]) {
    putCount(to, names.length)
    for (const name of names) putText(to, name)
  }
}

/** Writes a slot after the one the context has; new names are added to the context, else it stays as it is. */
export function packSlot(to: Bytes, slot: Slot, context: Context): void {
  const steps = (slot.at - context.from) / context.span - context.index
  const moved = slot.area !== context.area
  putCount(to, 2 * steps + Number(moved))
  if (moved) putCount(to, numberOf(context.areas, slot.area))
  for (const measure of slot.heard.keys()) numberOf(context.measures, measure)
  if (context.measures.length > MOST_MEASURES)
    throw new Error(`a device has more than ${MOST_MEASURES} measures`)
  const present = context.measures.filter(measure => slot.heard.has(measure))
  putCount(
    to,
    present.reduce((mask, measure) => mask + 2 ** context.measures.indexOf(measure), 0),
  )
  let before: readonly number[] = []
  for (const measure of present) {
    const heard = slot.heard.get(measure) as Heard
    packHeard(to, heard, before, slot.at, context.lasts.get(measure) ?? 0)
    before = heard.instants
  }
}

function numberOf(names: string[], name: string): number {
  const known = names.indexOf(name)
  return known === -1 ? names.push(name) - 1 : known
}

/** Measures that come in one message have the same instants: they are written once. */
function packHeard(
  to: Bytes,
  { instants, rollup }: Heard,
  before: readonly number[],
  from: number,
  lastBefore: number,
): void {
  const same = sameNumbers(instants, before)
  const n = rollup?.n ?? 0
  const isWhole = n === instants.length
  putCount(to, 4 * instants.length + 2 * Number(same) + Number(!isWhole))
  if (!same) instants.forEach((at, i) => putCount(to, i === 0 ? at - from : at - (instants[i - 1] as number)))
  if (!isWhole) putCount(to, n)
  if (rollup === null) return
  const { last, min, max, sum } = rollup
  if (!isWhole) putCount(to, instants.indexOf(rollup.lastAt))
  putSigned(to, last - lastBefore)
  if (n === 1) return
  putCount(to, last - min)
  putCount(to, max - last)
  putSigned(to, sum - n * last)
}

const sameNumbers = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i])

/** The slots of a packed block, the earliest first. */
export function unpackSlots(bytes: Uint8Array, from: number, span: number): Slot[] {
  const cursor: Cursor = { bytes, at: 0 }
  const context = contextOf(from, span)
  takeHead(cursor, context)
  return unpackBody(cursor, context)
}

/** The slots from where the cursor stands. */
export function unpackBody(cursor: Cursor, context: Context): Slot[] {
  const slots: Slot[] = []
  while (cursor.at < cursor.bytes.length) {
    const slot = takeSlot(cursor, context)
    pass(context, slot)
    slots.push(slot)
  }
  return slots
}

function takeHead(cursor: Cursor, { measures, areas }: Context): void {
  const format = takeCount(cursor)
  if (format !== FORMAT) throw new Error(`rollups of format ${format}; this version knows ${FORMAT}`)
  for (const names of [measures, areas])
    for (let left = takeCount(cursor); left > 0; left--) names.push(takeText(cursor))
}

function takeSlot(cursor: Cursor, context: Context): Slot {
  const head = takeCount(cursor)
  const index = context.index + Math.floor(head / 2)
  const slot = emptySlot(context.from + index * context.span)
  slot.area = head % 2 === 1 ? (context.areas[takeCount(cursor)] ?? '') : context.area
  let before: readonly number[] = []
  let mask = takeCount(cursor)
  for (let i = 0; mask > 0; i++, mask = Math.floor(mask / 2)) {
    if (mask % 2 === 0) continue
    const measure = context.measures[i] as string
    const heard = takeHeard(cursor, before, slot.at, context.lasts.get(measure) ?? 0)
    slot.heard.set(measure, heard)
    before = heard.instants
  }
  return slot
}

function takeHeard(cursor: Cursor, before: readonly number[], from: number, lastBefore: number): Heard {
  const head = takeCount(cursor)
  const length = Math.floor(head / 4)
  const instants = (head & 2) !== 0 ? before : takeInstants(cursor, length, from)
  const isWhole = head % 2 === 0
  const n = isWhole ? length : takeCount(cursor)
  if (n === 0) return { instants, rollup: null }
  const lastAt = instants[isWhole ? length - 1 : takeCount(cursor)] as number
  return { instants, rollup: takeRollup(cursor, n, lastAt, lastBefore) }
}

function takeInstants(cursor: Cursor, length: number, from: number): number[] {
  const instants: number[] = []
  for (let at = from; instants.length < length;) instants.push((at += takeCount(cursor)))
  return instants
}

function takeRollup(cursor: Cursor, n: number, lastAt: number, lastBefore: number): Rollup {
  const last = lastBefore + takeSigned(cursor)
  if (n === 1) return { n, sum: last, min: last, max: last, last, lastAt }
  const min = last - takeCount(cursor)
  const max = last + takeCount(cursor)
  return { n, sum: takeSigned(cursor) + n * last, min, max, last, lastAt }
}

/** A whole block: its head and the slots that were packed with this context. */
export function packed(context: Context, body: Bytes): Uint8Array {
  const whole = noBytes()
  packHead(whole, context)
  const head = bytesOf(whole)
  const bytes = new Uint8Array(head.length + body.length)
  bytes.set(head)
  bytes.set(body.buffer.subarray(0, body.length), head.length)
  return bytes
}
