import { MINUTE, dayNumber, dayOfFields, fieldsOfDay, startOfDay } from '../calendar/civil.ts'
import type { Rhythm } from '../model/documents.ts'

/** When, after a good report, the next one is due, and when its absence has a name (epoch ms, each the last good instant). */
export interface Deadlines {
  readonly dueAt: number
  readonly lateAfter: number
  readonly failedAfter: number
}

const LATE = 1.5
const FAILED = 3

/** null: this rhythm is never judged. */
export function deadlinesAfter(rhythm: Rhythm, goodAt: number): Deadlines | null {
  switch (rhythm.type) {
    case 'every':
    case 'heartbeat': {
      const span = rhythm.seconds * 1000
      return { dueAt: goodAt + span, lateAfter: goodAt + LATE * span, failedAfter: goodAt + FAILED * span }
    }
    case 'by': {
      const grace = rhythm.graceMinutes * MINUTE
      const dueAt = dueAfter(rhythm, goodAt, 1)
      return { dueAt, lateAfter: dueAt + grace, failedAfter: dueAfter(rhythm, goodAt, FAILED) + grace }
    }
    case 'none':
      return null
  }
}

type ByCalendar = Extract<Rhythm, { type: 'by' }>

/**
 * The n-th time a file is due after the day (or month) that a report belongs to. A file stands for the day on which it
 * came, so yesterday's that came late in the evening does not excuse today's.
 */
function dueAfter(rhythm: ByCalendar, goodAt: number, n: number): number {
  const day = dayNumber(goodAt)
  return startOfDay(rhythm.days === 'every' ? day + n : firstOfMonth(day, n)) + timeOf(rhythm.time)
}

function firstOfMonth(day: number, later: number): number {
  const { year, month } = fieldsOfDay(day)
  const months = year * 12 + month - 1 + later
  return dayOfFields(Math.floor(months / 12), (months % 12) + 1, 1)
}

function timeOf(text: string): number {
  const [hours, minutes] = text.split(':')
  return (Number(hours) * 60 + Number(minutes)) * MINUTE
}
