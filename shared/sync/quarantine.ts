import type { Column } from '../kinds/kind.ts'
import type { Difference } from '../mapping/drift.ts'
import type { Proposal } from '../mapping/proposals.ts'
import type { Traced } from '../mapping/trace.ts'
import type { Blame } from '../model/batch.ts'
import type { Text, Value } from '../model/value.ts'

/*
 * The quarantine desk, over HTTP:
 *
 *   GET  /api/quarantine/groups?feed=&settled=discarded       -> QuarantineBoard
 *   GET  /api/quarantine/entries/<id>                         -> QuarantineFile
 *   GET  /api/quarantine/drifts/<feed>                        -> DriftFile
 *   POST /api/quarantine/trials   {feed, group?, document}    -> Trial
 *   POST /api/quarantine/replays  {feed, group?}              -> Replayed
 *   POST /api/quarantine/discards {feed, group?, reason}      -> Discarded
 *   POST /api/quarantine/drifts/<feed>/agree
 */

/** What was set aside of one feed for one reason at one place. */
export interface QuarantineGroup {
  readonly id: string
  readonly feed: string
  readonly title: Text
  readonly department: Text
  readonly blame: Blame
  /** How its reasons begin; what follows is the value of each. */
  readonly reason: string
  /** Places in a list are one. */
  readonly path: string
  readonly entries: number
  /** An entry may tell of several. */
  readonly records: number
  readonly firstAt: number
  readonly lastAt: number
  /** The newest entry. */
  readonly newest: number
  /** When and why it was discarded; null: it was not. */
  readonly discarded: { readonly at: number; readonly why: string } | null
}

export interface ToldDrift {
  readonly feed: string
  readonly title: Text
  readonly since: number
  readonly at: number
  readonly differences: readonly Difference[]
}

export interface QuarantineBoard {
  readonly now: number
  /** Those with most records first. */
  readonly groups: readonly QuarantineGroup[]
  readonly drifts: readonly ToldDrift[]
}

/** A record beside what the mapping makes of it. */
export interface Compared {
  /** Masked. */
  readonly record: Value
  readonly targets: readonly Traced[]
  /** The name of the area that it becomes; '' where it becomes none. */
  readonly place: string
  /** Of targets that are columns of the kind. */
  readonly columns: { readonly [target: string]: Column }
  readonly differences: readonly Difference[]
  readonly proposals: readonly Proposal[]
}

export interface QuarantineFile extends Compared {
  readonly id: number
  readonly feed: string
  readonly group: string
  readonly at: number
  readonly seq: number
  readonly reason: string
  readonly blame: Blame
  readonly path: string
  readonly records: number
  /** Why it is not mapped again as it is; null: it is. */
  readonly keptBack: string | null
  readonly settled: {
    readonly as: 'replayed' | 'discarded'
    readonly at: number | null
    readonly why: string
  } | null
  /** Others of its group that still wait, the newest first. */
  readonly beside: readonly { readonly id: number; readonly at: number; readonly reason: string }[]
}

export interface DriftFile extends Compared, ToldDrift {}

export interface Trial {
  readonly tried: number
  readonly taken: number
  readonly staying: readonly { readonly reason: string; readonly count: number }[]
}
