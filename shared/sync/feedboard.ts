import type { Spell } from '../attendance/spells.ts'
import type { MonthFigures, Shares } from '../attendance/month.ts'
import type { Blame, Counts } from '../model/batch.ts'
import type { FeedReport } from '../model/cell.ts'
import type { Rhythm } from '../model/documents.ts'
import type { Text } from '../model/value.ts'

/*
 * What the console asks, over HTTP:
 *
 *   GET  /api/feeds                          -> FeedBoard
 *   GET  /api/feeds/<id>                     -> FeedFile
 *   GET  /api/scorecard?month=2026-11        -> Scorecard
 *   POST /api/scorecard/export {month, language?} -> CSV
 */

/** How many whole minutes the board tells of. */
export const BOARD_MINUTES = 60

export interface BoardFeed {
  readonly id: string
  readonly title: Text
  readonly department: Text
  readonly source: string
  readonly connector: string
  readonly rhythm: Rhythm
  readonly simulated: boolean
  /** The ids of the scenes on which it is seen. */
  readonly scenes: readonly string[]
  readonly report: FeedReport | null
  readonly counts: Counts
  /** How far its upstream was behind when it last told of something new, ms. */
  readonly lag: number | null
  /** How many fields of its records are not what was agreed. */
  readonly drift: number
  /** Records received in each of the last whole minutes, the oldest first. */
  readonly minutes: readonly number[]
  /** Of the records of those minutes that were not sent twice: how many there were, and how many could not be taken. */
  readonly judged: number
  readonly bad: number
  /** Of today, in ms; null: it was not watched. */
  readonly today: KeptToday | null
}

export interface KeptToday {
  readonly watched: number
  readonly late: number
  readonly failed: number
}

export interface FeedBoard {
  readonly now: number
  readonly scenes: readonly { readonly id: string; readonly title: Text }[]
  readonly feeds: readonly BoardFeed[]
}

/** Where it is asked; null of what it has not. Never a path of a URL, a user or a secret. */
export interface FeedAddress {
  readonly host: string | null
  readonly port: number | null
  /** A folder, a file or a table. */
  readonly place: string | null
}

export interface RefusedReason {
  readonly reason: string
  readonly blame: Blame
  readonly count: number
  readonly newestAt: number
}

export interface LeaningPanel {
  readonly scene: Text
  readonly panel: Text
  readonly metrics: readonly Text[]
}

export interface FeedFile {
  readonly id: string
  readonly kind: Text
  readonly address: FeedAddress
  readonly spells: readonly Spell[]
  /** The most frequent first, of what is in quarantine now. */
  readonly refused: readonly RefusedReason[]
  readonly leaning: readonly LeaningPanel[]
}

export interface ScoredFeed extends MonthFigures {
  readonly id: string
  readonly title: Text
  readonly rhythm: Rhythm
}

export interface ScoredDepartment extends Shares {
  readonly department: Text
  readonly feeds: readonly ScoredFeed[]
}

export interface Scorecard {
  readonly now: number
  readonly month: string
  /** The newest first; those of which anything is known. */
  readonly months: readonly string[]
  /** From when on something is known of this month; null: nothing is. */
  readonly since: number | null
  readonly simulated: boolean
  /** The worst first. */
  readonly departments: readonly ScoredDepartment[]
}
