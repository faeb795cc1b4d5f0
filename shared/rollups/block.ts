import { copyOf, noBytes, type Bytes } from './bytes.ts'
import { contextOf, packed, packSlot, pass, unpackSlots, type Context } from './packing.ts'
import { mergeMaybe, type Rollup } from './rollup.ts'
import { emptySlot, type Slot } from './slot.ts'

/**
 * The minutes of an hour, or the hours of a day, of one device or one area. All but the newest are held packed, as most of
 * them never change again: an hour of a device in memory is not larger than on disk.
 */
export interface Block {
  readonly from: number
  readonly span: number
  context: Context
  /** The slots before the newest one, packed. */
  body: Bytes
  newest: Slot | null
  /** Slots of the body that were changed since it was packed. */
  readonly changed: Map<number, Slot>
}

export const emptyBlock = (from: number, span: number): Block => ({
  from,
  span,
  context: contextOf(from, span),
  body: noBytes(),
  newest: null,
  changed: new Map(),
})

export function unpackBlock(bytes: Uint8Array, from: number, span: number): Block {
  const block = emptyBlock(from, span)
  for (const slot of unpackSlots(bytes, from, span)) append(block, slot)
  return block
}

const startOf = ({ from, span }: Block, at: number): number => from + Math.floor((at - from) / span) * span

/** The slot an instant falls into, as it is; null: nothing was heard in it. Not to be changed. */
export function slotAt(block: Block, at: number): Slot | null {
  const start = startOf(block, at)
  const { newest, changed } = block
  if (newest === null || start > newest.at) return null
  if (start === newest.at) return newest
  return changed.get(start) ?? packedSlots(block).find(slot => slot.at === start) ?? null
}

/** The slot an instant falls into, to be changed. */
export function openSlot(block: Block, at: number): Slot {
  const start = startOf(block, at)
  if (block.newest === null || start > block.newest.at) append(block, emptySlot(start))
  const newest = block.newest as Slot
  if (start === newest.at) return newest
  const known = block.changed.get(start) ?? packedSlots(block).find(slot => slot.at === start)
  const slot = known ?? emptySlot(start)
  block.changed.set(start, slot)
  return slot
}

/** Puts a slot in the place of the one that begins at its instant, or where there is none. */
export function putSlot(block: Block, slot: Slot): void {
  const { newest } = block
  if (newest === null || slot.at > newest.at) append(block, slot)
  else if (slot.at === newest.at) block.newest = slot
  else block.changed.set(slot.at, slot)
}

/** Every slot, the earliest first. Not to be changed. */
export function slotsOf(block: Block): Slot[] {
  const { newest, changed } = block
  if (newest === null) return []
  if (changed.size === 0) return [...packedSlots(block), newest]
  const slots = new Map(packedSlots(block).map(slot => [slot.at, slot]))
  for (const slot of changed.values()) slots.set(slot.at, slot)
  return [...[...slots.values()].sort((a, b) => a.at - b.at), newest]
}

export function packBlock(block: Block): Uint8Array {
  if (block.changed.size > 0) repack(block)
  const { newest, context } = block
  const body = copyOf(block.body)
  if (newest !== null) packSlot(body, newest, context)
  return packed(context, body)
}

/** What the slots say together, by measure. */
export function totalsOf(slots: readonly Slot[]): Map<string, Rollup> {
  const totals = new Map<string, Rollup>()
  for (const { heard } of slots) {
    for (const [measure, { rollup }] of heard) {
      const total = mergeMaybe(totals.get(measure) ?? null, rollup)
      if (total !== null) totals.set(measure, total)
    }
  }
  return totals
}

function append(block: Block, slot: Slot): void {
  const { newest, context } = block
  if (newest !== null) {
    packSlot(block.body, newest, context)
    pass(context, newest)
  }
  block.newest = slot
}

function packedSlots({ context, body, from, span }: Block): Slot[] {
  return body.length === 0 ? [] : unpackSlots(packed(context, body), from, span)
}

function repack(block: Block): void {
  const slots = slotsOf(block)
  block.context = contextOf(block.from, block.span)
  block.body = noBytes()
  block.newest = null
  block.changed.clear()
  for (const slot of slots) append(block, slot)
}
