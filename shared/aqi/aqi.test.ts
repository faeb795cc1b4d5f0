import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../calendar/naive.fixture.ts'
import { airQualityOf, iaqiOf, levelOf, POLLUTANTS, type Hourly } from './aqi.ts'

const NEW = instant('2026-11-22 10:00')
const OLD = instant('2025-11-22 10:00')
const NONE: Hourly = { pm25: null, pm10: null, so2: null, no2: null, co: null, o3: null }

test('[AQI1] (DOMAIN 3.8) the standard of the day the hour began', () => {
  expect([iaqiOf('pm25', 70, OLD), iaqiOf('pm25', 70, NEW)]).toEqual([94, 110])
  expect([iaqiOf('pm25', 60, OLD), iaqiOf('pm25', 60, NEW)]).toEqual([82, 100])
  expect([iaqiOf('pm10', 150, OLD), iaqiOf('pm10', 120, NEW)]).toEqual([100, 100])
  const midnight = instant('2026-03-01 00:00')
  expect([midnight, midnight + 3_600_000].map(end => iaqiOf('pm25', 60, end))).toEqual([82, 100])
})

test('[AQI2] limits are exact, between them it is rounded up, beyond the last it stays', () => {
  expect([0, 35, 36, 500, 900].map(mean => iaqiOf('pm25', mean, NEW))).toEqual([0, 50, 52, 500, 500])
  expect([800, 801, 2_000].map(mean => iaqiOf('so2', mean, NEW))).toEqual([200, 200, 200])
  expect([50, 51, 100].map(tenths => iaqiOf('co', tenths, NEW))).toEqual([50, 51, 100])
  fc.assert(
    fc.property(fc.constantFrom(...POLLUTANTS), fc.nat(4_000), fc.nat(4_000), (pollutant, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)]
      expect(iaqiOf(pollutant, low, NEW)).toBeLessThanOrEqual(iaqiOf(pollutant, high, NEW))
    }),
  )
})

test('[AQI3] the largest decides, above 50 by name; what was not measured is not 0', () => {
  expect(airQualityOf(NONE, NEW)).toBeNull()
  expect(airQualityOf({ ...NONE, pm25: 30 }, NEW)).toEqual({ aqi: 43, primary: [] })
  expect(airQualityOf({ ...NONE, pm25: 60, pm10: 120, o3: 10 }, NEW)).toEqual({ aqi: 100, primary: ['pm25', 'pm10'] }) // oxfmt-ignore
})

test('[AQI4] levels end where the standard ends them', () => {
  expect([50, 51, 150, 151, 300, 301].map(levelOf)).toEqual(['excellent', 'good', 'light', 'moderate', 'heavy', 'severe']) // oxfmt-ignore
})
