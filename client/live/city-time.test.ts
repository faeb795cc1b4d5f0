import { expect, test } from 'vitest'
import { startCityTime } from './city-time.ts'
import { createCityClock } from './clock.ts'
import { bench } from './wire.fixture.ts'

/** 10:24:36.400 */
const NOW = 1_795_314_276_400

test('[CLK5] pictures are told the full second and the full minute, and are told soon after each', () => {
  const { parts, pass } = bench()
  const clock = createCityClock()
  const time = startCityTime(clock, parts.now, parts.later)
  expect([time.second.value, time.minute.value]).toEqual([0, 0])
  clock.heard(NOW, 1, 0)
  time.update()
  expect(time.second.value).toBe(NOW - 400)
  expect(time.minute.value).toBe(NOW - 36_400)
  pass(599)
  expect(time.second.value).toBe(NOW - 400)
  pass(10)
  expect(time.second.value).toBe(NOW + 600)
  pass(24_000)
  expect(time.minute.value).toBe(NOW + 23_600)
})

test('[CLK5] in a fast city they move on once a second, not sixty times', () => {
  const { parts, pass } = bench()
  const clock = createCityClock()
  clock.heard(NOW, 60, 0)
  let updates = 0
  const time = startCityTime({ ...clock, now: at => (updates++, clock.now(at)) }, parts.now, parts.later)
  pass(10_000)
  expect(updates).toBeLessThanOrEqual(11)
  expect(time.second.value).toBeGreaterThan(NOW + 9 * 60_000)
})
