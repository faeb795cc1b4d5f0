import type { CommunityEntry, DistrictEntry, TownEntry } from '../../shared/areas/document.ts'
import type { Point } from '../coordinates.ts'
import type { Category } from './categories.ts'

export const REPORTERS = ['专职网格员', '兼职网格员', '骑手', '志愿者', '党员'] as const
export type Reporter = (typeof REPORTERS)[number]

/** DOMAIN 2.3-5. */
export type Status =
  | 'submitted'
  | 'community_triage'
  | 'self_handled'
  | 'upgraded'
  | 'invalid'
  | 'feedback_sent'

export interface GridStep {
  readonly at: number
  readonly status: Status
  readonly note: string
}

/** Where a report went that the community could not settle. */
export interface Upgrade {
  readonly system: 'citymgmt' | 'dispute' | 'hotline'
  /** Null: the other system has not given it a number. */
  readonly no: string | null
}

export interface Site {
  readonly district: Pick<DistrictEntry, 'code' | 'name'>
  readonly town: Pick<TownEntry, 'code' | 'name'>
  /** Null where the reporter's phone did not know. */
  readonly community: Pick<CommunityEntry, 'code' | 'name'> | null
  /** 14 digits: community and grid. */
  readonly gridCode: string | null
  readonly address: string | null
  readonly point: Point
}

/** What is known of every report before anybody looks at its content; 3 000 a day for five weeks fit into memory. */
export interface Outline {
  readonly reportNo: string
  readonly kind: 'patrol' | 'event'
  readonly reportedAt: number
  /** When it came in: later than it was written when the phone had no network (A4). */
  readonly uploadedAt: number
  /** Instants of its changes, `uploadedAt` first. */
  readonly changes: readonly number[]
}

/** A report's whole life, past and to come. */
export interface Report extends Outline {
  readonly reporter: Reporter
  /** A role with a number, nobody's name. */
  readonly reporterNo: string
  /** Null for a patrol that found nothing. */
  readonly category: Category | null
  /** As it was filed first; null when it was never corrected (A5). */
  readonly filedAs: Category | null
  readonly correctedAt: number | null
  readonly description: string
  readonly site: Site
  readonly steps: readonly GridStep[]
  readonly upgrade: Upgrade | null
  /** Known to the tests alone: the thing in the street that other systems report too (A19). */
  readonly matter: string | null
}

/** A report as it stood at an instant. */
export interface ReportState {
  readonly report: Report
  readonly version: number
  readonly updatedAt: number
  readonly steps: readonly GridStep[]
  readonly category: Category | null
}
