import type { Fields } from '../model/value.ts'

export const OUTCOMES = ['done', 'refused', 'failed'] as const
export type Outcome = (typeof OUTCOMES)[number]

export const ACTOR_TYPES = ['person', 'screen', 'program', 'command', 'nobody', 'system'] as const
export type ActorType = (typeof ACTOR_TYPES)[number]

/** What a line of the audit says (docs/audit.md has its written form). */
export interface AuditContent {
  readonly n: number
  /** Hash of the line before it. */
  readonly prev: string
  /** As `isoOf` writes it: all of one length, so that texts are ordered as times are. */
  readonly at: string
  readonly actor: { readonly type: ActorType; readonly id: string; readonly name: string }
  readonly address: string
  readonly action: string
  readonly object: string
  readonly outcome: Outcome
  readonly details: Fields
}

export interface AuditRow {
  readonly n: number
  readonly hash: string
  /** Null where somebody has made the line unreadable. */
  readonly content: AuditContent | null
}

/** Newest first. */
export interface AuditPage {
  readonly rows: readonly AuditRow[]
  /** What to ask for with as `cursor` to get older ones; null where there are none. */
  readonly next: string | null
}

/** Only what is asked for; a text that ends in `.` or `/` stands for all that begin with it. */
export interface AuditFilter {
  /** An account, or the id of a person, a screen. */
  readonly actor?: string
  readonly action?: string
  readonly object?: string
  readonly outcome?: Outcome
  readonly address?: string
  /** From this instant on, and before that one: `isoOf`. */
  readonly from?: string
  readonly to?: string
}

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]
