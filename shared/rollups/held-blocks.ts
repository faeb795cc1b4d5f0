import { compareText } from '../model/text-order.ts'
import { emptyBlock, packBlock, slotsOf, totalsOf, unpackBlock, type Block } from './block.ts'
import type { Rollup } from './rollup.ts'
import { addTo, emptySlot, type Slot } from './slot.ts'

/** An hour of one device, or of one area: of all devices of one kind that were there. */
export interface BlockAddress {
  readonly of: 'device' | 'area'
  readonly kind: string
  /** The device's id, or the area's. */
  readonly subject: string
  /** Its first instant. */
  readonly from: number
}

/** A block as it is kept: with all readings of the entries up to `seq`, and none of later ones. */
export interface StoredBlock {
  readonly seq: number
  readonly bytes: Uint8Array
}

/** What a checkpoint writes of a block: its minutes, and what they say of the hour. */
export interface SavedBlock extends StoredBlock {
  readonly address: BlockAddress
  readonly hour: Slot
}

export interface HeldBlock {
  readonly address: BlockAddress
  readonly block: Block
  /** What its minutes say together. */
  readonly totals: Map<string, Rollup>
  /** The entry up to which the store has it. */
  seq: number
  /** The first entry the store does not have of it; null: it has all. */
  unsavedFrom: number | null
}

export type ReadBlock = (address: BlockAddress) => StoredBlock | null

/**
 * The blocks that readings go into. A block is written some time after it changed, together with the entry it is as of: what
 * came between is in the journal, and is put in again after a crash. So a device costs a write a minute and not one a reading.
 */
export interface HeldBlocks {
  /** Reads a block that is not held; null: there is none. */
  readonly read: ReadBlock
  readonly held: Map<string, HeldBlock>
  readonly unsaved: Set<HeldBlock>
  /** Those that are to be saved next, in the order of the store. */
  turn: HeldBlock[]
  /** How many one checkpoint saves of this turn, and of any at least. */
  step: number
  leastStep: number
}

export const HOUR_MS = 3_600_000
export const MINUTE_MS = 60_000

/** A block waits for its turn at most about so many checkpoints; so many seconds of the journal are read again after a crash. */
const CHECKPOINTS_PER_TURN = 30
const LEAST_STEP = 50
/** Blocks held; beyond it those that the store has are let go. Each takes some thousand bytes. */
const MOST_HELD = 20_000

export const noBlocks = (read: ReadBlock): HeldBlocks => ({
  read,
  held: new Map(),
  unsaved: new Set(),
  turn: [],
  step: 0,
  leastStep: LEAST_STEP,
})

export const hourOf = (at: number): number => at - (((at % HOUR_MS) + HOUR_MS) % HOUR_MS)

/** The block of an hour, read if need be; a new one where there is none. */
export function blockOf(
  blocks: HeldBlocks,
  of: BlockAddress['of'],
  kind: string,
  subject: string,
  at: number,
): HeldBlock {
  const from = hourOf(at)
  const key = `${of} ${kind} ${from} ${subject}`
  const known = blocks.held.get(key)
  if (known !== undefined) return known
  const address = { of, kind, subject, from }
  const stored = blocks.read(address)
  const block = stored === null ? emptyBlock(from, MINUTE_MS) : unpackBlock(stored.bytes, from, MINUTE_MS)
  const totals = totalsOf(slotsOf(block))
  const held = { address, block, totals, seq: stored?.seq ?? 0, unsavedFrom: null }
  blocks.held.set(key, held)
  return held
}

/** Notes that an entry changed a block. */
export function changedBy(blocks: HeldBlocks, held: HeldBlock, seq: number): void {
  if (held.unsavedFrom !== null) return
  held.unsavedFrom = seq
  blocks.unsaved.add(held)
}

/** What one checkpoint writes of the blocks. */
export interface SavedRollups {
  readonly blocks: readonly SavedBlock[]
  /** The entry up to which the store then has every block whole; readings of later ones are put in again at a start. */
  readonly upTo: number
}

/**
 * Hands over what one checkpoint writes: those whose turn it is, or all that `wanted` says. `applied`: the entry the city is as of.
 * If `save` throws, all of them wait as before.
 */
export function saveBlocks<T>(
  blocks: HeldBlocks,
  applied: number,
  wanted: (address: BlockAddress) => boolean,
  save: (saved: SavedRollups) => T,
): T {
  const taken = new Set<HeldBlock>()
  for (const held of blocks.unsaved) if (wanted(held.address)) taken.add(held)
  if (blocks.turn.length === 0) beginTurn(blocks)
  for (const held of blocks.turn.slice(0, blocks.step)) if (held.unsavedFrom !== null) taken.add(held)
  const upTo = rolledUpTo(blocks, applied, taken)
  const result = save({ blocks: [...taken].map(held => savedOf(held, applied)), upTo })
  blocks.turn.splice(0, blocks.step)
  for (const held of taken) {
    held.seq = applied
    held.unsavedFrom = null
    blocks.unsaved.delete(held)
  }
  if (blocks.held.size > MOST_HELD) letGo(blocks)
  return result
}

/** Neighbours in the store are saved together: they share pages. */
function beginTurn(blocks: HeldBlocks): void {
  blocks.turn = [...blocks.unsaved].sort(byAddress)
  blocks.step = Math.max(blocks.leastStep, Math.ceil(blocks.turn.length / CHECKPOINTS_PER_TURN))
}

const byAddress = ({ address: a }: HeldBlock, { address: b }: HeldBlock): number =>
  compareText(a.of, b.of) ||
  a.from - b.from ||
  compareText(a.kind, b.kind) ||
  compareText(a.subject, b.subject)

const savedOf = ({ address, block, totals }: HeldBlock, seq: number): SavedBlock => ({
  address,
  seq,
  bytes: packBlock(block),
  hour: hourSlot(block, totals),
})

function hourSlot({ from, newest }: Block, totals: ReadonlyMap<string, Rollup>): Slot {
  const slot = emptySlot(from)
  slot.area = newest?.area ?? ''
  for (const [measure, total] of totals) addTo(slot, measure, total)
  return slot
}

/** The entry up to which the store has every block whole, once it has those of `but` too. */
export function rolledUpTo(
  blocks: HeldBlocks,
  applied: number,
  but: ReadonlySet<HeldBlock> = new Set(),
): number {
  let upTo = applied
  for (const held of blocks.unsaved)
    if (held.unsavedFrom !== null && !but.has(held)) upTo = Math.min(upTo, held.unsavedFrom - 1)
  return upTo
}

function letGo(blocks: HeldBlocks): void {
  for (const [key, { unsavedFrom }] of blocks.held) {
    if (blocks.held.size <= MOST_HELD / 2) return
    if (unsavedFrom === null) blocks.held.delete(key)
  }
}
