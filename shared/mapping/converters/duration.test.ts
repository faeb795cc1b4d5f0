import { expect, test } from 'vitest'
import { converting } from '../mapping.fixture.ts'

test('[MAP30] natural time in every usual way is milliseconds', () => {
  const span = converting({ as: 'duration' })
  for (const value of [
    '1小时20分',
    '1小时20分钟',
    '80分钟',
    '80 min',
    '01:20:00',
    '1:20',
    'PT1H20M',
    '１小时２０分',
  ]) {
    expect(span(value), String(value)).toBe(4_800_000)
  }
  expect([span('2天'), span('P1DT2H'), span('1.5小时'), span('30秒'), span('0.5秒')]).toEqual([
    172_800_000, 93_600_000, 5_400_000, 30_000, 500,
  ])
  for (const value of ['', '—', null]) expect(span(value)).toBe(null)
  for (const value of ['很久', '1小时x', 'P', 'PT', '1:75', '-5', {}, true, `${'1秒'.repeat(7)}`]) {
    expect(span(value), JSON.stringify(value)).toEqual({
      refused: expect.stringMatching(/^not a duration/),
    })
  }
})

test('[MAP30] a bare number is in the unit that the mapping says, and refused where it says none', () => {
  const hours = converting({ as: 'duration', unit: 'hour' })
  expect([hours(1.4), hours('1.4'), hours('90秒')]).toEqual([5_040_000, 5_040_000, 90_000])
  expect(converting({ as: 'duration', unit: 'minute' })(15)).toBe(15 * 60_000)
  const none = { refused: 'not a duration: a bare number, of no unit' }
  expect([converting({ as: 'duration' })(15), converting({ as: 'duration' })('15')]).toEqual([none, none])
})

test('[MAP30] working time is counted in its own units and never converted (LYX-12)', () => {
  const workdays = converting({ as: 'duration', to: 'workday' })
  expect([workdays('5个工作日'), workdays(20), workdays('10工作日')]).toEqual([5, 20, 10])
  expect(workdays('55天')).toEqual({ refused: 'unit does not fit: “55天”' })
  expect(converting({ as: 'duration' })('55工作日')).toEqual({ refused: 'unit does not fit: “55工作日”' })
  expect(converting({ as: 'duration', to: 'workhour' })('4工作时')).toBe(4)
  expect(converting({ as: 'duration', unit: 'workday' })(5)).toEqual({
    refused: 'unit does not fit: 5',
  })
})
