import type { Calendar } from './calendar.ts'
import { HOUR } from './civil.ts'
import type { Stop } from './pauses.ts'
import { instantOfWorktime, worktimeAt } from './worktime.ts'

/** The instant at which n natural hours have run, stops left out; null when a stop without an end comes before it. */
export function hoursAfter(start: number, n: number, stops: readonly Stop[]): number | null {
  let due = start + Math.round(n * HOUR)
  for (const { from, to } of stops) {
    if (due === start || due <= from) break
    if (to === Infinity) return null
    due += Math.max(0, to - Math.max(from, start))
  }
  return due
}

/** The same in working hours: the earliest instant at which so much has been worked. */
export function worktimeAfter(
  calendar: Calendar,
  start: number,
  n: number,
  stops: readonly Stop[],
): number | null {
  const needed = Math.round(n * HOUR)
  if (needed === 0) return start
  let worktime = worktimeAt(calendar, start) + needed
  let due = instantOfWorktime(calendar, worktime)
  for (const { from, to } of stops) {
    if (due <= from) break
    if (to === Infinity) return null
    if (to <= start) continue
    worktime += worktimeAt(calendar, to) - worktimeAt(calendar, Math.max(from, start))
    due = instantOfWorktime(calendar, worktime)
  }
  return due
}
