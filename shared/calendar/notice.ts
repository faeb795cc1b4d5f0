import type { Calendar } from './calendar.ts'
import { dayNumber, HOUR, startOfDay } from './civil.ts'
import { checkInstant, checkLimit, type Unit } from './limit.ts'
import { dayOfRank, rankOf } from './workdays.ts'
import { instantOfWorktime, worktimeAt } from './worktime.ts'

/** A span before a due instant. Months have no length of their own, so they are no lead. */
export interface Lead {
  readonly n: number
  readonly unit: Exclude<Unit, 'month'>
}

/** The first instant at which no more than the lead remains until due: `remaining(noticeAt, due) <= lead`. */
export function noticeAt(due: number, lead: Lead, calendar: Calendar): number {
  checkInstant(due)
  checkLimit(lead)
  switch (lead.unit) {
    case 'workday': {
      // On a working day the day itself does not remain, so one more rank is taken off than days are left.
      const rank = rankOf(calendar.workdays, dayNumber(due) + 1) - 1 - lead.n
      return startOfDay(dayOfRank(calendar.workdays, rank))
    }
    case 'workhour':
      return instantOfWorktime(calendar, worktimeAt(calendar, due) - Math.round(lead.n * HOUR))
    case 'hour':
      return due - Math.round(lead.n * HOUR)
    case 'day':
      return startOfDay(dayNumber(due) - lead.n)
  }
}
