import { dateOfDay, dayNumber, dayOfDate, startOfDay } from '../calendar/civil.ts'
import type { Bucket } from '../model/documents.ts'

const MINUTE = 60_000
const SPAN = { minute: MINUTE, quarter: 15 * MINUTE, hour: 60 * MINUTE }

export type Period = Bucket | 'year'

/**
 * Number of the period that holds an instant; consecutive periods have consecutive numbers. Quarters are quarters of
 * an hour. Days and longer are civil days of China; its offset is whole hours, so shorter ones need none.
 */
export function bucketOf(period: Period, at: number): number {
  switch (period) {
    case 'minute':
    case 'quarter':
    case 'hour':
      return Math.floor(at / SPAN[period])
    case 'day':
      return dayNumber(at)
    case 'month':
      return monthOf(at)
    case 'year':
      return Math.floor(monthOf(at) / 12)
  }
}

/** The first instant of a period. */
export function bucketStart(period: Period, bucket: number): number {
  switch (period) {
    case 'minute':
    case 'quarter':
    case 'hour':
      return bucket * SPAN[period]
    case 'day':
      return startOfDay(bucket)
    case 'month':
      return startOfMonth(bucket)
    case 'year':
      return startOfMonth(bucket * 12)
  }
}

function monthOf(at: number): number {
  const date = dateOfDay(dayNumber(at))
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
}

function startOfMonth(month: number): number {
  const year = String(Math.floor(month / 12)).padStart(4, '0')
  const number = String((month % 12) + 1).padStart(2, '0')
  return startOfDay(dayOfDate(`${year}-${number}-01`))
}
