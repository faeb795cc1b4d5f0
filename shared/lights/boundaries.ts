import type { Calendar } from '../calendar/calendar.ts'
import { dueAt as dueFrom } from '../calendar/due.ts'
import type { Limit } from '../calendar/limit.ts'
import { noticeAt, type Lead } from '../calendar/notice.ts'
import { NO_PAUSES, type Pause } from '../calendar/pauses.ts'
import { RISK_POLICY, shareOf, type RiskPolicy } from './policy.ts'

/** What the instants depend on at which a running limit changes its mark. */
export interface Deadline {
  readonly startAt: number
  readonly dueAt: number
  /** Null when only the due instant is known: shares of the limit then play no part. */
  readonly limit: Limit | null
  readonly calendar: Calendar
  /** Stops after the due instant do not make anything more overdue. */
  readonly pauses?: readonly Pause[]
  /** Left out: the policy of the limit's unit. */
  readonly policy?: RiskPolicy
}

const policyOf = ({ policy, limit }: Deadline): RiskPolicy => policy ?? RISK_POLICY[limit?.unit ?? 'workday']

/** The first instant that counts as due soon. */
export function dueSoonAt(deadline: Deadline): number {
  const { least, percent } = policyOf(deadline).soon
  const { limit, startAt, dueAt, calendar } = deadline
  const fixed = noticeAt(dueAt, least, calendar)
  if (limit === null) return fixed
  return Math.min(fixed, noticeAt(dueAt, shareOf(limit, percent, startAt, Math.floor), calendar))
}

/** The last instant that is overdue but not yet severely; null while a stop without an end holds it off. */
export function severeAfter(deadline: Deadline): number | null {
  const { least, percent } = policyOf(deadline).severe
  const { limit, startAt } = deadline
  const fixed = overdueBy(deadline, least)
  if (limit === null || fixed === null) return fixed
  const share = overdueBy(deadline, shareOf(limit, percent, startAt, Math.ceil))
  return share === null ? null : Math.max(fixed, share)
}

/**
 * The last instant at which it is not overdue by more than a span: what a second limit of that span would make of
 * the due instant, so that being late is counted as time was counted before. Null as above.
 */
export function overdueBy({ dueAt, calendar, pauses = NO_PAUSES }: Deadline, span: Lead): number | null {
  const stops = pauses.length === 0 ? pauses : pauses.filter(pause => pause.kind === 'stop')
  return dueFrom(dueAt, span, calendar, stops).at
}
