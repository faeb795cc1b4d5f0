import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { derivedAt, partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { hospital } from './kind.ts'

const TOLD = instant('2026-11-23 10:00')
const thing = (fields: Fields) =>
  thingWith(hospital, {
    main: partWith({ code: 'YY-01', name: '演示市中心医院', level: '三级', ...fields }, { event: TOLD }),
  })
const row = (fields: Fields, now = TOLD + MINUTE) => rowAt(hospital, thing(fields), now)

test('[HOSP1] beds occupied are a share of the beds, in thousandths; what was not told is unknown and no 0 (A9)', () => {
  expect(row({ beds: 600, occupied: 543 })).toMatchObject({
    ...{ beds: 600, occupied: 543, free: 57, share: 905, full: false, doubtful: false },
    ...{ waiting: null, longestMs: null, ambulances: null, available: null },
  })
  expect(row({ beds: 600 })).toMatchObject({ beds: 600, occupied: null, share: null, full: null })
  expect(row({ occupied: 543 })).toMatchObject({ beds: null, occupied: 543, free: null, doubtful: false })
})

test('[HOSP2] (A14) beds in the corridors are believed up to a fifth; beyond it nobody knows how many are occupied', () => {
  const full = { beds: 500, doubtful: false, full: true, free: 0 }
  expect(row({ beds: 500, occupied: 500 })).toMatchObject({ ...full, share: 1000 })
  expect(row({ beds: 500, occupied: 600 })).toMatchObject({ ...full, share: 1200 })
  expect(row({ beds: 500, occupied: 601 })).toMatchObject({
    ...{ beds: 500, occupied: null, free: null, share: null, full: null, doubtful: true },
  })
})

test('[HOSP2] (A9) a hospital without beds, or with nobody in them, wrote 0 for what it did not know', () => {
  expect(row({ beds: 0, occupied: 400 })).toMatchObject({
    beds: null,
    occupied: 400,
    share: null,
    doubtful: true,
  })
  expect(row({ beds: 500, occupied: 0 })).toMatchObject({
    beds: 500,
    occupied: null,
    share: null,
    doubtful: true,
  })
})

test('[HOSP3] (A9, A14) a wait where nobody waits, or of half a day, is not believed; nobody waiting is no wait', () => {
  const emergency = (waiting: number | null, longestMs: number | null) => {
    const told = row({ waiting, longestMs })
    return [told['waiting'], told['longestMs'], told['doubtful']]
  }
  expect(emergency(12, 35 * MINUTE)).toEqual([12, 35 * MINUTE, false])
  expect(emergency(0, null)).toEqual([0, null, false])
  expect(emergency(0, 0)).toEqual([0, null, false])
  expect(emergency(null, 35 * MINUTE)).toEqual([null, 35 * MINUTE, false])
  expect(emergency(0, 35 * MINUTE)).toEqual([null, null, true])
  expect(emergency(12, 0)).toEqual([12, null, true])
  expect(emergency(12, 12 * HOUR - 1)).toEqual([12, 12 * HOUR - 1, false])
  expect(emergency(12, 12 * HOUR)).toEqual([12, null, true])
})

test('[HOSP4] (A14) no more vehicles are free than there are', () => {
  const vehicles = (ambulances: number | null, available: number | null) => {
    const told = row({ ambulances, available })
    return [told['ambulances'], told['available'], told['doubtful']]
  }
  expect(vehicles(8, 8)).toEqual([8, 8, false])
  expect(vehicles(8, 0)).toEqual([8, 0, false])
  expect(vehicles(null, 3)).toEqual([null, 3, false])
  expect(vehicles(8, 9)).toEqual([8, null, true])
})

test('[HOSP5] what a hospital told holds for an hour, to the millisecond; then it is old', () => {
  expect(derivedAt(hospital, thing({}), TOLD).nextAt).toBe(TOLD + HOUR)
  const current = (at: number) => row({ beds: 5 }, at)['current']
  expect([current(TOLD + HOUR - 1), current(TOLD + HOUR)]).toEqual([true, false])
  expect(row({ beds: 5 }, TOLD + DAY)).toMatchObject({ beds: 5, current: false })
})

const maybe = (max: number) => fc.option(fc.integer({ min: 0, max }), { nil: null })

kindContract({
  kind: hospital,
  things: fc
    .record({
      level: fc.constantFrom('三级', '二级', null),
      beds: maybe(40),
      occupied: maybe(50),
      waiting: maybe(3),
      longestMs: maybe(2 * DAY),
      ambulances: maybe(9),
      available: maybe(10),
    })
    .map(fields => thing(fields)),
  instants: fc.integer({ min: -60, max: 400 }).map(minutes => TOLD + minutes * MINUTE),
})
