import { dayNumber, startOfDay } from '../../../shared/calendar/civil.ts'
import { LEAST_DAYS } from '../norm.ts'
import type { Point } from '../reader.ts'

/**
 * By how many per cent today's count, from midnight until the last bucket that is over, differs from the middle of the days before at
 * the same time of day; null while it lies where eight of ten of those lay, and while too few of them are known. The whole
 * morning is compared and not the last hour: one hour of a small system is chance.
 */
export function unlikeItself(points: readonly Point[], bucketMs: number, now: number): number | null {
  const today = dayNumber(now)
  const over = Math.floor((now - startOfDay(today)) / bucketMs) * bucketMs
  const sums = new Map<number, number>()
  for (const [at, value] of points) {
    const day = dayNumber(at)
    const isBefore = at - startOfDay(day) < over
    sums.set(day, (sums.get(day) ?? 0) + (isBefore ? (value ?? 0) : 0))
  }
  const count = sums.get(today) ?? 0
  const past = [...sums].filter(([day]) => day < today).map(([, sum]) => sum)
  if (past.length < LEAST_DAYS) return null
  past.sort((a, b) => a - b)
  const [low, middle, high] = [0.1, 0.5, 0.9].map(
    p => past[Math.max(0, Math.ceil(p * past.length) - 1)] ?? 0,
  ) as [number, number, number]
  if (middle === 0 || (count >= low && count <= high)) return null
  return Math.round((count / middle - 1) * 100)
}
