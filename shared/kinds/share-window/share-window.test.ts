import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, startOfDay, dayOfDate } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { derivedAt, partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { DAYS_SHOWN } from './derive.ts'
import { shareWindow } from './kind.ts'

/** A Thursday; Friday is a working day, Saturday and Sunday are not. */
const THURSDAY = '2026-11-26'
const at = (time: string, date = THURSDAY) => instant(`${date} ${time}`)
const NIGHT = { days: 'workday', from: 18 * HOUR, to: 7.5 * HOUR }
const WEEKEND = { days: 'rest', from: 0, to: DAY }
const lot = (fields: Fields = {}) =>
  thingWith(shareWindow, {
    main: partWith(
      {
        ...{ code: 'GX-01', lot: '演示政务中心停车场', unit: '演示政务中心', bays: 80 },
        ...{ slots: [NIGHT, WEEKEND], state: 'inForce', asOf: at('09:00'), ...fields },
      },
      { event: at('09:00') },
    ),
  })
const row = (now: number, fields: Fields = {}) => rowAt(shareWindow, lot(fields), now)

test('[SHB1] (IOC-15) bays are open from the first instant of a slot to its end, which may be on the next day', () => {
  expect(row(at('18:00') - 1)).toMatchObject({
    ...{ state: 'closed', open: false, from: at('18:00'), until: at('07:30', '2026-11-27'), bays: 80 },
  })
  expect(row(at('18:00'))).toMatchObject({ state: 'open', open: true, from: at('18:00') })
  expect(row(at('07:30', '2026-11-27') - 1)).toMatchObject({ open: true })
  expect(row(at('07:30', '2026-11-27'))).toMatchObject({ open: false, from: at('18:00', '2026-11-27') })
  expect(derivedAt(shareWindow, lot(), at('12:00')).nextAt).toBe(at('18:00'))
})

test('[SHB1] slots that meet are one: from Friday evening over the weekend to midnight', () => {
  expect(row(at('23:00', '2026-11-27'))).toMatchObject({
    ...{ open: true, from: at('18:00', '2026-11-27'), until: startOfDay(dayOfDate('2026-11-30')) },
  })
  expect(row(at('12:00'), { slots: [{ days: 'daily', from: 0, to: DAY }] })).toMatchObject({
    ...{ open: true, until: null },
  })
})

test('[SHB2] days off are those of the calendar: on a holiday in the week the bays are open, on a Sunday of work they are not', () => {
  // 国庆节, and the Saturday that is worked for it.
  expect(row(at('12:00', '2026-10-01'))).toMatchObject({ open: true })
  expect(row(at('12:00', '2026-10-10'))).toMatchObject({ open: false })
})

test('[SHB3] one that is suspended opens nothing, and of unknown bays nobody knows how many are open', () => {
  expect(row(at('20:00'), { state: 'suspended' })).toMatchObject({
    ...{ state: 'suspended', open: false, from: null, until: null, bays: 80 },
  })
  const hours = derivedAt(shareWindow, lot({ bays: null }), at('20:00')).rows!['slots']!
  expect(new Set(hours.map(({ bays }) => bays))).toEqual(new Set([0, null]))
})

test('[SHB4] the calendar has every hour of seven days with the bays open at its beginning, and moves on at midnight', () => {
  const { rows, nextAt } = derivedAt(shareWindow, lot(), at('19:00'))
  const hours = rows!['slots']!
  expect(hours).toHaveLength(DAYS_SHOWN * 24)
  const open = (day: string) =>
    hours.filter(each => each['day'] === day && each['bays'] === 80).map(({ hour }) => Number(hour))
  const upTo = (last: number) => Array.from({ length: last }, (_, hour) => hour)
  expect(open(THURSDAY)).toEqual([...upTo(8), 18, 19, 20, 21, 22, 23])
  expect(open('2026-11-28')).toEqual(upTo(24))
  expect(open('2026-11-30')).toEqual([18, 19, 20, 21, 22, 23])
  expect(nextAt).toBe(startOfDay(dayOfDate('2026-11-27')))
  expect(derivedAt(shareWindow, lot(), nextAt!).rows!['slots']![0]).toMatchObject({ day: '2026-11-27' })
})

const slot = fc.record({
  days: fc.constantFrom('workday', 'rest', 'daily'),
  from: fc.integer({ min: 0, max: 48 }).map(half => half * 30 * MINUTE),
  to: fc.integer({ min: 0, max: 48 }).map(half => half * 30 * MINUTE),
})
kindContract({
  kind: shareWindow,
  things: fc
    .record({
      unit: fc.constantFrom('演示单位', null),
      bays: fc.constantFrom(0, 1, 80, null),
      slots: fc.array(slot, { maxLength: 3 }),
      state: fc.constantFrom('inForce', 'inForce', 'suspended'),
      asOf: fc.constantFrom(at('09:00'), null),
    })
    .map(fields => lot(fields)),
  instants: fc.integer({ min: 0, max: 10 * 1440 }).map(minutes => at('00:00') + minutes * MINUTE),
})
