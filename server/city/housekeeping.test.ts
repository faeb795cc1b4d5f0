import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startHousekeeping } from './housekeeping.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('[HSK1] a step has its own turn of the loop: soon again while there is more, else once a second', () => {
  let left = 3
  let steps = 0
  const stop = startHousekeeping(
    () => {
      steps++
      return left-- > 0
    },
    () => undefined,
  )
  vi.advanceTimersByTime(1_100)
  expect(steps).toBe(4)
  vi.advanceTimersByTime(1_000)
  expect(steps).toBe(5)
  stop()
  vi.advanceTimersByTime(10_000)
  expect(steps).toBe(5)
})

test('[HSK1] a step that fails is told and tried again after a minute', () => {
  const told: unknown[] = []
  const stop = startHousekeeping(
    () => {
      throw new Error('database or disk is full')
    },
    error => told.push(error),
  )
  vi.advanceTimersByTime(1_000)
  expect(told).toHaveLength(1)
  vi.advanceTimersByTime(59_000)
  expect(told).toHaveLength(1)
  vi.advanceTimersByTime(1_000)
  expect(told).toHaveLength(2)
  stop()
})
