import { DAY, dayNumber, MINUTE, minuteOfDay, startOfDay } from '../calendar/civil.ts'

/** Times of day, as minutes; `from` after `to` goes over midnight. */
export interface Quiet {
  readonly from: number
  readonly to: number
}

export function isQuiet({ from, to }: Quiet, at: number): boolean {
  const minute = minuteOfDay(at)
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}

/** When it begins or ends next. */
export function nextTurn({ from, to }: Quiet, at: number): number {
  const today = startOfDay(dayNumber(at))
  const turns = [from, to].flatMap(minute => [today + minute * MINUTE, today + DAY + minute * MINUTE])
  return Math.min(...turns.filter(turn => turn > at))
}

/** When they ended last. */
export function lastEnd({ to }: Quiet, at: number): number {
  const end = startOfDay(dayNumber(at)) + to * MINUTE
  return end <= at ? end : end - DAY
}
