import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, isoOf, MINUTE } from '../../../shared/calendar/civil.ts'
import { placeOf } from './place.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)
const told = (name: string, written: string, dated?: 'day' | 'month' | 'year') => {
  const place = placeOf(name, at(written), dated)
  return place === null ? null : isoOf(place).slice(0, 19)
}

test('[FDR18] what is written within the day or the month of its name was written then, what comes late lies at its end', () => {
  expect(told('台账_20261103.xlsx', '2026-11-03T09:30:00', 'day')).toBe('2026-11-03T09:30:00')
  expect(told('台账_202610.xlsx', '2026-10-15T09:30:00', 'month')).toBe('2026-10-15T09:30:00')
  expect(told('台账_202610.xlsx', '2026-11-20T18:00:00', 'month')).toBe('2026-10-31T18:02:52')
  expect(told('年报_2025.csv', '2026-03-31T18:00:00', 'year')).toBe('2025-12-31T18:12:57')
  // A plan that is laid before its time.
  expect(told('计划_202612.xlsx', '2026-11-25T00:00:00', 'month')).toBe('2026-12-01T00:03:08')
  expect(told('随便.xlsx', '2026-11-20T18:00:00')).toBe('2026-11-20T18:00:00')
})

test('[FDR18] dates are found however names write them, and a name without one tells none', () => {
  const written = '2026-11-20T18:00:00'
  const days = [
    'a_20261103.csv',
    'a2026-11-3.csv',
    '2026年11月03日.csv',
    'x_20261103103000_2.csv',
    'v2_2026.11.3.csv',
  ]
  for (const name of days) expect(told(name, written, 'day'), name).toMatch(/^2026-11-03T18:/)
  for (const name of ['a_202611.csv', '2026年11月.csv', 'a_20261130.csv', 'a 2026-11.csv'])
    expect(told(name, '2027-01-20T18:00:00', 'month'), name).toMatch(/^2026-11-30T18:/)
  for (const name of ['a.csv', 'a_202611.csv', 'a_20261131.csv', 'a_20260230.csv'])
    expect(told(name, written, 'day'), name).toBeNull()
})

const written = fc.integer({ min: at('2026-10-10T00:00:00'), max: at('2030-01-01T00:00:00') })

test('[FDR18] a later month is newer whenever it was written; of one month what was written later is newer, and nothing is ahead of when it was written', () => {
  fc.assert(
    fc.property(written, written, fc.constantFrom('day', 'month'), (one, other, dated) => {
      const [older, newer] = dated === 'day' ? ['a_20261031', 'a_20261101'] : ['a_202610', 'a_202611']
      expect(placeOf(older, one, dated)!).toBeLessThan(placeOf(newer, other, dated)!)
      const [first, second] = [Math.min(one, other), Math.max(one, other) + 10_000]
      expect(placeOf(older, first, dated)!).toBeLessThan(placeOf(older, second, dated)!)
      const begun = at('2026-10-31T00:00:00') + DAY + 5 * MINUTE
      expect(placeOf(newer, Math.max(one, begun), dated)!).toBeLessThanOrEqual(Math.max(one, begun))
    }),
  )
})
