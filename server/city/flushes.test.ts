import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startFlushes } from './flushes.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Flushes that take so long, and when they ended. */
function started(costMs = 0) {
  const at: number[] = []
  let spent = 0
  const clock = () => performance.now() + spent
  const flush = () => {
    spent += costMs
    at.push(clock())
  }
  return { at, clock, flushes: startFlushes({ flush, clock }) }
}

test('[FLU1] a change after a quiet time is told at once', () => {
  const { at, clock, flushes } = started()
  for (const quiet of [0, 300, 5_000]) {
    vi.advanceTimersByTime(quiet)
    const changed = clock()
    flushes.changed()
    vi.advanceTimersByTime(2)
    expect(at.at(-1)! - changed).toBeLessThanOrEqual(1)
  }
})

test('[FLU2] what changes in the gap after a flush is told together at its end', () => {
  const { at, flushes } = started()
  for (let ms = 0; ms < 1_000; ms++) {
    flushes.changed()
    vi.advanceTimersByTime(1)
  }
  expect(at.length).toBeGreaterThanOrEqual(35)
  expect(at.length).toBeLessThanOrEqual(41)
})

test('[FLU3] dear flushes are rare ones, but none is more than a quarter of a second away', () => {
  for (const [cost, gap] of [
    [1, 25],
    [10, 80],
    [20, 160],
    [200, 250],
  ] as const) {
    const { at, flushes } = started(cost)
    for (let ms = 0; ms < 2_000; ms++) {
      flushes.changed()
      vi.advanceTimersByTime(1)
    }
    expect(at.length).toBeGreaterThan(5)
    for (let i = 1; i < at.length; i++)
      expect(Math.abs(at[i]! - at[i - 1]! - cost - gap)).toBeLessThanOrEqual(3)
  }
})

test('[FLU4] where nothing changes nothing runs, and nothing runs after the stop', () => {
  const { at, flushes } = started()
  flushes.changed()
  vi.advanceTimersByTime(10_000)
  expect(at).toHaveLength(1)
  expect(vi.getTimerCount()).toBe(0)
  flushes.changed()
  flushes.stop()
  vi.advanceTimersByTime(10_000)
  expect(at).toHaveLength(1)
})
