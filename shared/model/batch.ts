import type { Fact } from './fact.ts'
import type { Value } from './value.ts'

/** Whose fault a refusal is: it decides who is told and whether trying again is sensible. */
export type Blame = 'upstream' | 'mapping' | 'ours'

/** What could not be accepted: kept with its reason, replayable after its mapping is mended. */
export interface Quarantined {
  readonly reason: string
  readonly blame: Blame
  /** Where in the record, e.g. `acceptTime`. */
  readonly path: string
  /** The record as received, personal data masked. */
  readonly record: Value
  /** Of the record before it was masked and cut: the same one again is a repeat. Not kept. */
  readonly digest?: string
  /** `<seq>/<part>`, of a reading `…/<reading>`: what the fold could not take is in the journal, at this place. */
  readonly place?: string
  /** Of how many records it tells; 1 where it is not said. */
  readonly count?: number
}

/** received = accepted + duplicate + quarantined + refused, always. */
export interface Counts {
  readonly received: number
  readonly accepted: number
  readonly duplicate: number
  readonly quarantined: number
  /** Too old for what is kept: nothing can be made of them, now or later. */
  readonly refused: number
}

/**
 * `replayed`: nobody reported anything; what was set aside earlier could be taken after all. `withdrawn`: the other way round, what
 * was accepted could not be folded in. `discarded`: somebody decided that nothing is to be made of what was set aside, for `reason`.
 */
export type Outcome = 'ok' | 'failed' | 'replayed' | 'withdrawn' | 'discarded'

/** One report of one feed, before it has its place in the journal. An empty or failed fetch is a batch too: freshness needs it. */
export interface Draft {
  readonly feed: string
  /** When the report was complete (city time, epoch ms). */
  readonly at: number
  readonly outcome: Outcome
  /** Why it failed, or why some of it was refused: one sentence for the operator; '' when neither. */
  readonly reason: string
  /** Watermark, ETag or file digest after this batch; null leaves it as it was. */
  readonly position: string | null
  readonly counts: Counts
  readonly facts: readonly Fact[]
  readonly quarantined: readonly Quarantined[]
  /** Quarantine entries that these facts make good: they are settled in the same commit. */
  readonly settles?: readonly number[]
  /** Quarantine entries that somebody discards; they stay readable, and are not replayed. */
  readonly discards?: readonly number[]
}

/** A journal entry: a draft with its place. One commit may carry several. */
export interface Batch extends Draft {
  readonly seq: number
}

export const NO_COUNTS: Counts = { received: 0, accepted: 0, duplicate: 0, quarantined: 0, refused: 0 }
