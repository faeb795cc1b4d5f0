import { DAY, HOUR, MINUTE, dateOfDay, dayNumber, isoOf, weekdayOf } from '../../shared/calendar/civil.ts'
import type { MessageKey, Say } from '../language/say.ts'

const SECOND = 1000

/** '10:24' */
export const clockText = (at: number): string => isoOf(at).slice(11, 16)

/** '10:24:36' */
export const clockSeconds = (at: number): string => isoOf(at).slice(11, 19)

const sameYear = (a: number, b: number): boolean => dateOfDay(a).slice(0, 4) === dateOfDay(b).slice(0, 4)

/** `11-22`, or `2025-11-22` in another year. */
function dayText(day: number, today: number): string {
  const date = dateOfDay(day)
  return sameYear(day, today) ? date.slice(5) : date
}

/** Today `10:24`, this year `11-22 10:24`, else `2025-11-22 10:24`. */
export function momentText(at: number, now: number): string {
  const [day, today] = [dayNumber(at), dayNumber(now)]
  return day === today ? clockText(at) : `${dayText(day, today)} ${clockText(at)}`
}

/** `11月22日 周日` */
export function dateText(at: number, say: Say): string {
  const day = dayNumber(at)
  const [, month, date] = dateOfDay(day).split('-').map(Number) as [number, number, number]
  const week = `week.d${weekdayOf(day)}` as MessageKey
  return `${say('date.day', { month, day: date })} ${say(week)}`
}

/** How long: in seconds, minutes, hours or days, the largest that fits, rounded down. */
export function spanText(span: number, say: Say): string {
  const ms = Math.max(0, span)
  if (ms < MINUTE) return say('span.seconds', { n: Math.floor(ms / SECOND) })
  if (ms < HOUR) return say('span.minutes', { n: Math.floor(ms / MINUTE) })
  if (ms < DAY) return say('span.hours', { n: Math.floor(ms / HOUR) })
  return say('span.days', { n: Math.floor(ms / DAY) })
}

const JUST = 3 * SECOND

/** How old: relative under an hour, absolute after, since nobody reckons back from `19 时前`. */
export function ageText(at: number, now: number, say: Say): string {
  const age = Math.max(0, now - at)
  if (age < JUST) return say('freshness.now')
  if (age < MINUTE) return say('freshness.seconds', { n: Math.floor(age / SECOND) })
  if (age < HOUR) return say('freshness.minutes', { n: Math.floor(age / MINUTE) })
  const [day, today] = [dayNumber(at), dayNumber(now)]
  if (day === today) return say('freshness.today', { time: clockText(at) })
  if (day === today - 1) return say('freshness.yesterday', { time: clockText(at) })
  return dayText(day, today)
}
