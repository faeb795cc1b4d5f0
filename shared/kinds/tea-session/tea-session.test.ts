import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import { kindContract } from '../kind.contract.ts'
import { derivedAt, partWith, thingWith } from '../thing.fixture.ts'
import { teaSession } from './kind.ts'

const FRIDAY = instant('2026-11-27 14:00')
const session = (fields: Fields = {}) =>
  thingWith(teaSession, {
    main: partWith(
      {
        ...{ number: '199', theme: '冬季用能', startsAt: FRIDAY, departments: ['宏伟区住建局'] },
        ...{ enterprises: ['演示企业03', '演示企业11'], ...fields },
      },
      { area: '211004' },
    ),
  })

test('[TEA1] time alone opens a session and ends it; without a said end it lasts two hours (HW-01)', () => {
  const end = FRIDAY + 2 * HOUR
  for (const [now, state, nextAt] of [
    [FRIDAY - 1, 'planned', FRIDAY],
    [FRIDAY, 'open', end],
    [end - 1, 'open', end],
    [end, 'held', null],
  ] as const)
    expect(derivedAt(teaSession, session(), now)).toMatchObject({
      row: { state, firms: 2, endsAt: end },
      nextAt,
    })
  const short = session({ endsAt: FRIDAY + 30 * MINUTE })
  expect(derivedAt(teaSession, short, FRIDAY + 30 * MINUTE).row['state']).toBe('held')
})

test('[TEA1] an end before its beginning is none, and is marked (A14); what is cancelled is never held', () => {
  const { row } = derivedAt(teaSession, session({ endsAt: FRIDAY - HOUR }), FRIDAY + HOUR)
  expect(row).toMatchObject({ state: 'open', marks: ['impossibleTime'] })
  const off = derivedAt(teaSession, session({ cancelled: true }), FRIDAY + 3 * HOUR)
  expect(off).toMatchObject({ row: { state: 'cancelled' }, nextAt: null })
})

const names = (name: string) =>
  fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }).map(all => all.map(n => `${name}${n}`))
const instants = fc.integer({ min: -96, max: 96 }).map(n => FRIDAY + n * 15 * MINUTE)
kindContract({
  kind: teaSession,
  things: fc
    .record({
      startsAt: instants,
      endsAt: fc.option(instants, { nil: null }),
      theme: fc.option(fc.constant('冬季用能'), { nil: null }),
      enterprises: names('演示企业'),
      departments: names('演示部门'),
      cancelled: fc.constantFrom(null, false, false, true),
    })
    .map(session),
  instants,
})
