import type { Batch, Draft, Quarantined } from '../../shared/model/batch.ts'
import type { Fact, ReadingsFact, RecordFact } from '../../shared/model/fact.ts'

/** Open entries of one feed, and discarded ones; the newest tell what is wrong with it now. */
export const MOST_QUARANTINED = 10_000

/**
 * The one durable, ordered record of what the city was told. `append` returns only when everything it was given would
 * survive a power cut; until then nothing may be acknowledged, folded or shown.
 */
export interface Journal {
  /** Another one at each opening. */
  readonly run: string
  /** Whether entry `seq`, of which somebody was told in `run`, is here: after a restore, what came after the copy is not. */
  holds(run: string, seq: number): boolean
  /** The last entry; 0 when there is none. */
  head(): number
  /** Writes all drafts in one commit, in order; throws and writes none when that fails. */
  append(drafts: readonly Draft[]): Batch[]
  /** Entries after `seq`, oldest first, at most `limit`. Readings older than their retention are gone from them. */
  read(after: number, limit: number): Batch[]
  /** Watermark, ETag or digest of a feed as of its last entry that set one. */
  positionOf(feed: string): string | null
  /** What could not be accepted and has not been settled since, newest first; older than `before` where it is given. */
  quarantined(feed: string, limit: number, before?: number): QuarantineEntry[]
  /** Whether an entry has withdrawn the fact at a place. */
  isWithdrawn(place: string): boolean
  /** The fact at a place, a reading alone; null: it is not there any more. */
  factAt(place: string): RecordFact | ReadingsFact | null
  close(): void
}

export interface QuarantineEntry extends Quarantined {
  readonly id: number
  readonly feed: string
  readonly seq: number
  readonly at: number
}

/** What a place names: the entry, which of its facts, and which reading of that. */
export function partsOf(place: string): {
  readonly seq: number
  readonly part: number
  readonly reading: number
} {
  const [seq = 0, part = 0, reading = 0] = place.split('/').map(Number)
  return { seq, part, reading }
}

/** Of a fact of an entry what a place names. */
export function namedBy(place: string, fact: Fact | undefined): RecordFact | ReadingsFact | null {
  if (fact?.type === 'record') return fact
  if (fact?.type !== 'readings') return null
  const reading = fact.readings[partsOf(place).reading]
  return reading === undefined ? null : { ...fact, readings: [reading] }
}

/** A journal that cannot be opened: it says what to do. */
export class JournalError extends Error {
  override readonly name = 'JournalError'
}
