import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCityClock } from './clock.ts'

const NOON = 1_795_320_000_000

test('[CLK1] before the first word of the server nobody knows the time', () => {
  expect(createCityClock().now(5)).toBeNull()
})

test('[CLK2] time passes at the speed of the city', () => {
  const clock = createCityClock()
  clock.heard(NOON, 60, 1000)
  expect(clock.now(1000)).toBe(NOON)
  expect(clock.now(3000)).toBe(NOON + 120_000)
  expect(clock.speed).toBe(60)
})

test('[CLK3] a slow message does not drag the clock back, a faster one puts it right at once', () => {
  const clock = createCityClock()
  clock.heard(NOON, 1, 0)
  clock.heard(NOON + 3000 - 800, 1, 3000)
  const afterSlow = clock.now(3000) as number
  expect(afterSlow).toBeGreaterThan(NOON + 2900)
  clock.heard(NOON + 6000 + 40, 1, 6000)
  expect(clock.now(6000)).toBe(NOON + 6040)
})

test('[CLK4] a clock that was set is followed, forwards and backwards', () => {
  const clock = createCityClock()
  clock.heard(NOON, 1, 0)
  clock.heard(NOON + 3_600_000, 1, 3000)
  expect(clock.now(3000)).toBe(NOON + 3_600_000)
  clock.heard(NOON, 1, 6000)
  expect(clock.now(6000)).toBe(NOON)
  clock.heard(NOON + 500, 10, 6100)
  expect(clock.now(6200)).toBe(NOON + 1500)
})

test('[CLK6] what time it was at an instant that is past is told as it was, however late it is by now', () => {
  const clock = createCityClock()
  expect(clock.then(0)).toBeNull()
  clock.heard(NOON, 1, 1000)
  expect(clock.now(7_201_000)).toBe(NOON + 7_200_000)
  expect(clock.then(1000)).toBe(NOON)
})

test('[CLK3] with delays of up to a second it never goes back and is never off by more than the delays', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 50 }), delays => {
      const clock = createCityClock()
      let last = Number.NEGATIVE_INFINITY
      delays.forEach((delay, i) => {
        const at = i * 3000 + delay
        clock.heard(NOON + i * 3000, 1, at)
        for (const later of [at, at + 700, at + 1400]) {
          const now = clock.now(later) as number
          expect(now).toBeGreaterThanOrEqual(last)
          const off = now - (NOON + later)
          expect(off).toBeLessThanOrEqual(0)
          expect(off).toBeGreaterThanOrEqual(-1001)
          last = now
        }
      })
    }),
  )
})
