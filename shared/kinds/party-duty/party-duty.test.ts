import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { derivedAt, partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { partyDuty } from './kind.ts'

const ON = instant('2026-11-24 09:00')
const MIDNIGHT = instant('2026-11-25')
const after = (minutes: number) => ON + minutes * MINUTE
const duty = (fields: Fields) =>
  thingWith(partyDuty, {
    main: partWith({ dutyNo: 'DT1', branch: 'B211004004074', ...fields }, { event: ON }),
  })
const row = (fields: Fields, now: number) => rowAt(partyDuty, duty(fields), now)

test('[PDUT1] a branch is in its grid from when it signed on until it signed off', () => {
  expect(row({}, after(10))).toMatchObject({ onDuty: true, ordinal: 74, dutyMs: null, marks: [] })
  const off = { until: after(120) }
  expect([after(-1), ON, after(120) - 1, after(120)].map(now => row(off, now)['onDuty'])).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(row(off, after(300))).toMatchObject({
    onDuty: false,
    until: after(120),
    dutyMs: 2 * HOUR,
    marks: [],
  })
})

test('[PDUT2] who did not sign off left with the end of the day, and is marked', () => {
  expect(derivedAt(partyDuty, duty({}), after(10)).nextAt).toBe(MIDNIGHT)
  expect(row({}, MIDNIGHT - 1)).toMatchObject({ onDuty: true, marks: [] })
  expect(row({}, MIDNIGHT)).toMatchObject({ onDuty: false, until: null, marks: ['irregular'] })
})

test('[PDUT1] (A14) who signed off before signing on was there at no known time', () => {
  expect(row({ until: after(-5) }, after(1))).toMatchObject({
    onDuty: false,
    until: null,
    marks: ['impossibleTime'],
  })
})

kindContract({
  kind: partyDuty,
  things: fc
    .record({
      branchName: fc.option(fc.constant('天井园社区第10党支部'), { nil: null }),
      until: fc.option(fc.integer({ min: -30, max: 1_500 }).map(after), { nil: null }),
    })
    .map(fields => duty(fields)),
  instants: fc.integer({ min: -60, max: 2_000 }).map(after),
})
