import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { airHour } from './kind.ts'

const HOUR_END = instant('2026-11-22 10:00')
const hour = (means: Fields) =>
  thingWith(airHour, {
    main: partWith({ station: 'LY-AQ-1', stationName: '白塔区演示站', ...means }, { event: HOUR_END }),
  })
const row = (means: Fields, now = HOUR_END + MINUTE) => rowAt(airHour, hour(means), now)

test('[AIRH1] an hour has its AQI, level and primary pollutants by the standard of its day', () => {
  expect(row({ pm25: 70, co: 8 })).toMatchObject({ aqi: 110, level: 'light', primary: ['pm25'], co: 8 })
  expect(row({})).toMatchObject({ aqi: null, level: null, primary: null, doubtful: false })
})

test('[AIRH2] (A9) nothing at all, or a thousand times too much, is no measurement', () => {
  expect(row({ pm25: 0, pm10: 40 })).toMatchObject({ pm25: null, doubtful: true, aqi: 40 })
  expect(row({ co: 8_000, pm10: 40 })).toMatchObject({ co: null, doubtful: true, aqi: 40 })
})

test('[AIRH3] an hour is current for three hours after its end: it is published late', () => {
  const current = (at: number) => row({ pm25: 20 }, at)['current']
  expect([current(HOUR_END + 3 * HOUR - 1), current(HOUR_END + 3 * HOUR)]).toEqual([true, false])
})

const mean = fc.option(fc.integer({ min: 0, max: 4_000 }), { nil: null })

kindContract({
  kind: airHour,
  things: fc
    .record({ pm25: mean, pm10: mean, so2: mean, no2: mean, co: mean, o3: mean })
    .map(means => hour(means)),
  instants: fc.integer({ min: -60, max: 400 }).map(minutes => HOUR_END + minutes * MINUTE),
})
