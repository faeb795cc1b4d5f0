import { dayNumber, startOfDay } from './civil.ts'
import { isWorkday, type Calendar } from './calendar.ts'
import { dayOfRank, rankOf } from './workdays.ts'

/**
 * Working hours as one growing number: the milliseconds worked from a fixed day until an instant. It stands still
 * outside the windows, so time worked between two instants is a subtraction and a due instant is its inverse.
 */
export function worktimeAt(calendar: Calendar, at: number): number {
  const day = dayNumber(at)
  const whole = rankOf(calendar.workdays, day) * calendar.worktimePerDay
  if (!isWorkday(calendar, day)) return whole
  const time = at - startOfDay(day)
  let today = 0
  for (const { from, to } of calendar.windows) today += Math.max(0, Math.min(time, to) - from)
  return whole + today
}

/** The earliest instant at which so much has been worked: at the end of a window, not at the start of the next. */
export function instantOfWorktime(calendar: Calendar, worktime: number): number {
  const perDay = calendar.worktimePerDay
  const rank = Math.ceil(worktime / perDay) - 1
  const start = startOfDay(dayOfRank(calendar.workdays, rank))
  let left = worktime - rank * perDay
  for (const { from, to } of calendar.windows) {
    if (left <= to - from) return start + from + left
    left -= to - from
  }
  throw new Error(`working time ${worktime} lies in no window of calendar ${calendar.id}`)
}
