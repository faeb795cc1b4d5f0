import { isWorkday, statusOf, type Calendar } from './calendar.ts'
import { dateOfDay, dayOfDate } from './civil.ts'

/** A day that is worked under one of two calendars and not under the other. */
export interface DayChange {
  readonly date: string
  readonly works: boolean
  /** Of the holiday, or of the one that is made up for; null on a plain day. */
  readonly name: string | null
  /** Nobody had settled it before: it was reckoned. */
  readonly wasProvisional: boolean
}

/** The days from..to (dates, both included) on which two calendars are at odds. */
export function dayChanges(before: Calendar, after: Calendar, from: string, to: string): DayChange[] {
  const changes: DayChange[] = []
  for (let day = dayOfDate(from); day <= dayOfDate(to); day++) {
    const works = isWorkday(after, day)
    if (works === isWorkday(before, day)) continue
    const wasProvisional = statusOf(before, day).provisional
    changes.push({ date: dateOfDay(day), works, name: statusOf(after, day).name, wasProvisional })
  }
  return changes
}
