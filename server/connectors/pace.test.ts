import { expect, test } from 'vitest'
import { FeedError } from './connector.ts'
import { eventually, feedForTests, NOW } from './feed-for-tests.ts'
import { failuresAfter } from './listening.ts'
import { delayAfter, keepAsking, restBetween } from './pace.ts'
import { scheduleOf } from './schedule.ts'

const HOUR = 3_600_000

test('[PACE1] the wait is a random part of a delay that doubles up to a minute', () => {
  const longest = [1, 2, 3, 6, 7, 50].map(failures => delayAfter(null, failures, () => 1))
  expect(longest).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000])
  expect(delayAfter(null, 50, () => 0.5)).toBe(30_000)
  expect(delayAfter(null, 50, () => 0)).toBe(250)
})

test('[PACE8] (F-22) a thousand feeds that fail together ask ever more seldom, and do not come back together', () => {
  const random = seeded(20_261_124)
  const outageMs = 15 * 60_000
  const bySecond = new Map<number, number>()
  const backBySecond = new Map<number, number>()
  const count = (map: Map<number, number>, at: number) =>
    map.set(Math.floor(at / 1000), (map.get(Math.floor(at / 1000)) ?? 0) + 1)
  for (let feed = 0; feed < 1_000; feed++) {
    let at = 0
    for (let failures = 1; at <= outageMs; failures++) {
      at += delayAfter(null, failures, random)
      count(at <= outageMs ? bySecond : backBySecond, at)
    }
  }
  // At a minute of delay each asks every half minute, so some 33 a second; and so they come back.
  const late = [...bySecond].filter(([second]) => second > 120).map(([, asked]) => asked)
  expect(Math.max(...late)).toBeLessThan(100)
  expect(Math.max(...backBySecond.values())).toBeLessThan(100)
  expect(Math.max(...backBySecond.keys())).toBeLessThanOrEqual(outageMs / 1000 + 60)
})

/** Chance that is the same each time (Lehmer). */
function seeded(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

test('[PACE2] an upstream that names a delay gets it, but no hot loop', () => {
  const named = (retryAfterMs: number) =>
    delayAfter(new FeedError('', { blame: 'upstream', retry: true, retryAfterMs }), 1, () => 1)
  expect([named(120_000), named(0)]).toEqual([120_000, 250])
})

test('[PACE4] one that was never reached is tried every two seconds for a minute, then more seldom', () => {
  const longest = [1, 2, 10, 60, 62, 63, 64, 80].map(failures => delayAfter(null, failures, () => 1, false))
  expect(longest).toEqual([1_000, 2_000, 2_000, 2_000, 2_000, 4_000, 8_000, 60_000])
})

test('[PACE7] while more is coming a turn follows in a second, so often in a row at most', () => {
  const rests = (speed: number) => [0, 1, 60, 61, 1_000].map(early => restBetween(300, speed, early))
  expect(rests(1)).toEqual([300_000, 1_000, 1_000, 300_000, 300_000])
  expect(rests(600)).toEqual([500, 500, 500, 500, 500])
})

test('[PACE7] a turn that says that more is coming is not the last for an hour', async () => {
  let turns = 0
  const { access } = feedForTests({}, { speed: 1 })
  const schedule = scheduleOf({ everySeconds: 3_600 })
  const running = keepAsking(access, { schedule, turn: async () => ++turns < 2 })
  await eventually(() => turns === 2)
  await running.stop()
})

test('[PACE5] pieces of the past are read while no turn is due; a turn that is due goes first', async () => {
  const log: string[] = []
  let pieces = 7
  const { access } = feedForTests({})
  const running = keepAsking(access, {
    schedule: scheduleOf({ everySeconds: 1 }),
    turn: async () => void log.push('turn'),
    past: async () => {
      if (pieces === 0) return false
      log.push('piece')
      await new Promise(resolve => setTimeout(resolve, 40))
      return --pieces > 0
    },
  })
  await eventually(() => log.filter(word => word === 'turn').length >= 5)
  await running.stop()
  expect(log.slice(0, 2)).toEqual(['turn', 'piece'])
  expect(log.filter(word => word === 'piece')).toHaveLength(7)
  const between = log
    .join(' ')
    .split('turn')
    .map(rest => rest.trim().split(' ').length)
  expect(Math.max(...between)).toBeLessThan(7)
})

test('[PACE6] a piece that fails is a failed report and is tried again, and turns go on', async () => {
  const log: string[] = []
  let failures = 2
  const feed = feedForTests({})
  const running = keepAsking(feed.access, {
    schedule: scheduleOf({ everySeconds: 1 }),
    turn: async () => void log.push('turn'),
    past: async () => {
      if (failures-- > 0)
        throw new FeedError('HTTP 429', { blame: 'upstream', retry: true, retryAfterMs: 50_000 })
      log.push('past')
      return false
    },
  })
  await eventually(() => log.includes('past'))
  await running.stop()
  expect(feed.failures).toEqual(['HTTP 429', 'HTTP 429'])
  expect(log.slice(0, 4)).toEqual(['turn', 'turn', 'turn', 'past'])
})

test('[PACE3] a daily turn is taken at the start and then at its time, whatever happens to the clock', async () => {
  let now = NOW + HOUR
  const turns: number[] = []
  const { access } = feedForTests({}, { now: () => now, speed: 36_000 })
  const running = keepAsking(access, {
    schedule: scheduleOf({ dailyAt: '02:10' }),
    turn: async () => void turns.push(now),
  })
  await eventually(() => turns.length === 1)
  now = NOW + 2.1 * HOUR
  for (let look = 0; look < 3; look++) await new Promise(resolve => setTimeout(resolve, 110))
  expect(turns).toEqual([NOW + HOUR])
  now = NOW + 2.5 * HOUR
  await eventually(() => turns.length === 2)
  now = NOW + 26.2 * HOUR
  await eventually(() => turns.length === 3)
  await running.stop()
  expect(() => scheduleOf({})).toThrow('either /everySeconds or /dailyAt')
  expect(turns).toEqual([NOW + HOUR, NOW + 2.5 * HOUR, NOW + 26.2 * HOUR])
})

test('[PACE9] a connection that broke soon is like an attempt that failed; one that stood for ten seconds is a beginning', () => {
  expect([Number.NEGATIVE_INFINITY, 0, 9_999].map(ms => failuresAfter(3, ms))).toEqual([4, 4, 4])
  expect(failuresAfter(3, 10_000)).toBe(1)
})
