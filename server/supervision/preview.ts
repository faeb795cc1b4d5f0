import type { CalendarOf } from '../../shared/kinds/kind.ts'
import { ACKNOWLEDGE_DAYS, MOST_DAYS, REPLY_DAYS } from '../../shared/kinds/supervision/fields.ts'
import { waitOf } from '../../shared/kinds/supervision/wait.ts'
import { supervision as kind } from '../../shared/kinds/supervision/kind.ts'
import type { Preview } from '../../shared/sync/supervision.ts'

export interface Days {
  readonly acknowledgeDays: number
  readonly replyDays: number
}

/** Days as a query has them; null: they are none. */
export function daysOf(acknowledge: string, reply: string): Days | null {
  const read = (text: string, usual: number) =>
    text === '' ? usual : /^\d{1,2}$/.test(text) ? Number(text) : 0
  const acknowledgeDays = read(acknowledge, ACKNOWLEDGE_DAYS)
  const replyDays = Math.max(acknowledgeDays, read(reply, REPLY_DAYS))
  const isGood = acknowledgeDays >= 1 && replyDays >= 1 && replyDays <= MOST_DAYS
  return isGood && (reply === '' || read(reply, REPLY_DAYS) >= 1) ? { acknowledgeDays, replyDays } : null
}

/** By when a supervision that is issued now would have to be answered, by the very reckoning it is then held to. */
export function clocksOf(
  days: Days,
  calendarOf: CalendarOf,
  now: number,
): Pick<Preview, 'signBy' | 'planBy' | 'provisional'> {
  const calendar = calendarOf(kind.id)
  const standing = { issuedAt: now, since: now, returnedAt: null, promisedAt: null }
  const sign = waitOf(days, { ...standing, state: 'issued' }, calendar)
  const plan = waitOf(days, { ...standing, state: 'acknowledged' }, calendar)
  return {
    signBy: sign.dueAt ?? now,
    planBy: plan.dueAt ?? now,
    provisional: sign.provisional || plan.provisional,
  }
}
