import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isoOf } from '../../calendar/civil.ts'
import { at, bare, compiled, converting, head, NOW, outcome, recordOf } from '../mapping.fixture.ts'
import { LONG } from '../../../scripts/check/long-form.ts'

const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)
const options = { numRuns: LONG ? 50_000 : 1_000, seed }
const instant = converting({ as: 'instant' })
const refused = { refused: expect.stringMatching(/^not a time: /) }
const impossible = { value: null, flags: ['impossibleTime'] }

describe('instants', () => {
  test('[MAP26] every usual way of writing one instant gives that instant (A8)', () => {
    const expected = at('2026-11-22T09:01:02')
    const ways = [
      ...[
        '2026-11-22 09:01:02',
        '2026-11-22T09:01:02',
        '2026/11/22 09:01:02',
        '2026.11.22 09:01:02',
        '2026-11-22 9:1:2',
      ],
      ...[
        '2026年11月22日 09:01:02',
        '2026年11月22日9时1分2秒',
        '２０２６－１１－２２　０９：０１：０２',
        ' 2026-11-22 09:01:02 ',
      ],
      ...[
        '20261122T090102',
        '20261122090102',
        '20261122T090102+0800',
        '2026-11-22T09:01:02+08:00',
        '2026-11-22T09:01:02+08',
      ],
      ...[
        '2026-11-22T01:01:02Z',
        '2026-11-22T01:01:02.000Z',
        '2026-11-21T20:01:02-05:00',
        '2026-11-22 09:01:02.000',
      ],
      ...[
        expected,
        expected / 1000,
        String(expected),
        String(expected / 1000),
        20261122090102,
        46348 + 32_462 / 86_400,
        '46348.375717592592',
      ],
    ]
    for (const way of ways) expect(instant(way), String(way)).toBe(expected)
  })

  test('[MAP26] a day is its first instant, a minute and an hour theirs, fractions are kept to the millisecond', () => {
    const day = at('2026-11-22T00:00:00')
    for (const way of [
      '2026-11-22',
      '2026.11.22',
      '2026/11/22',
      '2026年11月22日',
      '20261122',
      20261122,
      46348,
      '46348',
      '2026-11-21 24:00',
    ]) {
      expect(instant(way), String(way)).toBe(day)
    }
    expect(instant('2026-11-22 09:01')).toBe(at('2026-11-22T09:01:00'))
    expect(instant('202611220901')).toBe(at('2026-11-22T09:01:00'))
    expect(instant('2026年11月22日9时')).toBe(at('2026-11-22T09:00:00'))
    expect(instant('2026-11-22T09:01:02.3456789')).toBe(at('2026-11-22T09:01:02.345'))
    expect(instant('20261122090102345')).toBe(at('2026-11-22T09:01:02.345'))
  })

  test('[MAP26] without an offset the zone of the value holds, else that of the mapping (A10)', () => {
    const utc = converting({ as: 'instant', zone: '+00:00' })
    expect(utc('2026-11-22 01:01:02')).toBe(at('2026-11-22T09:01:02'))
    expect(utc('2026-11-22T09:01:02+08:00')).toBe(at('2026-11-22T09:01:02'))
    const map = compiled({ ...bare, zone: '-05:30', fields: { value: { from: 'value', as: 'instant' } } })
    expect(outcome(map({ ...head, at: NOW, value: '2026-11-21 19:31:02' }))).toBe(at('2026-11-22T09:01:02'))
  })

  test('[MAP26] a number is what the mapping says where its size would mislead', () => {
    expect(converting({ as: 'instant', numbers: 'seconds', earliest: '1970-01-01' })(46348)).toBe(46_348_000)
    expect(converting({ as: 'instant', numbers: 'excel', earliest: '1940-01-01' })(18000)).toBe(
      at('1949-04-12T00:00:00'),
    )
    expect(converting({ as: 'instant', numbers: 'milliseconds' })(1_795_309_262_000)).toBe(1_795_309_262_000)
  })

  test('[MAP26] what is no time, or no day that exists, is refused', () => {
    for (const value of [
      ...[
        'abc',
        '2026-13-01',
        '2026-02-29',
        '2026-11-31',
        '2026-00-10',
        '26-11-22',
        '2026-11',
        '2026.11',
        '2026-11-22 25:00',
      ],
      ...[
        '2026-11-22 09:60',
        '2026-11-22 09:',
        '2026-11-22 09:01:02 GMT',
        '2026-11-22T09:01:02+15:00',
        '昨天',
        '20261331',
        '1e3',
        '2026-11-22x',
      ],
      ...['2'.repeat(60), true, {}, [], 1e15, -1e15],
    ]) {
      expect(instant(value), JSON.stringify(value)).toEqual(refused)
    }
    for (const value of ['', '—', '0000-00-00 00:00:00', 0, '0', null, undefined])
      expect(instant(value)).toBe(null)
  })

  test(`[MAP26] what civil.ts writes is read back, with and without its offset (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2000-01-01T00:00:00'), max: at('2199-12-31T23:59:59') }), time => {
        const iso = isoOf(time)
        expect(instant(iso)).toBe(time)
        expect(instant(iso.slice(0, 23))).toBe(time)
        expect(instant(iso.slice(0, 19).replace('T', ' '))).toBe(time - (time % 1000))
        expect(instant(iso.slice(0, 19).replace(/\D/g, ''))).toBe(time - (time % 1000))
        expect(instant(String(time))).toBe(time)
      }),
      options,
    )
  })

  test(`[MAP26] an Excel serial is read to the millisecond (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2000-01-01T00:00:00'), max: at('2100-01-01T00:00:00') }), time => {
        const serial = (time + 8 * 3_600_000) / 86_400_000 + 25_569
        expect(instant(serial)).toBe(time)
        expect(Math.abs((instant(serial.toPrecision(15)) as number) - time)).toBeLessThanOrEqual(1)
      }),
      options,
    )
  })

  test('[MAP27] a date without a year is in the year that brings it nearest', () => {
    expect(instant('11月22日')).toBe(at('2026-11-22T00:00:00'))
    expect(instant('11月22日 9:01')).toBe(at('2026-11-22T09:01:00'))
    expect(instant('1月3日')).toBe(at('2027-01-03T00:00:00'))
    expect(instant('12月31日', at('2027-01-02T08:00:00'))).toBe(at('2026-12-31T00:00:00'))
    expect(instant('2月29日')).toEqual(refused)
    expect(instant('2月29日', at('2028-08-01T00:00:00'))).toBe(at('2028-02-29T00:00:00'))
    expect(instant('13月1日')).toEqual(refused)
  })

  test('[MAP28] before the earliest day there is no time, only what an upstream writes for none (A10)', () => {
    for (const value of [
      '1970-01-01 08:00:00',
      '1970-01-01T00:00:00Z',
      '1900-01-01',
      '1999-12-31 23:59:59',
      9e8,
    ])
      expect(instant(value), String(value)).toEqual(impossible)
    expect(instant('2000-01-01')).toBe(at('2000-01-01T00:00:00'))
    expect(converting({ as: 'instant', earliest: '1990-01-01' })('1999-12-31')).toBe(
      at('1999-12-31T00:00:00'),
    )
    expect(converting({ as: 'instant', required: true })('1970-01-01')).toEqual({
      refused: 'impossible time: “1970-01-01”',
    })
  })

  test('[MAP28] due dates may be ahead of now', () => {
    expect(instant('2099-12-31')).toBe(at('2099-12-31T00:00:00'))
  })
})

describe('the time of a record', () => {
  const map = compiled({ ...bare, event: { from: 'event' } })
  const mapped = (event: unknown) => recordOf(map({ ...head, event }))

  test('[MAP28] up to five minutes ahead is a clock that is a little wrong', () => {
    expect(mapped(NOW + 300_000)).toMatchObject({ event: NOW + 300_000, flags: [] })
  })

  test('[MAP28] up to two days ahead it is clamped to now and flagged (A10)', () => {
    for (const ahead of [300_001, 7 * 3_600_000, 9 * 3_600_000, 2 * 86_400_000]) {
      expect(mapped(NOW + ahead)).toMatchObject({ event: NOW, flags: ['future'] })
    }
    expect(recordOf(map({ id: 'A1', at: NOW + 600_000, event: NOW }))).toMatchObject({
      at: NOW,
      event: NOW,
      flags: ['future'],
    })
  })

  test('[MAP51] about eight hours ahead it is flagged as such besides (A10)', () => {
    const flags = (minutes: number) => mapped(NOW + minutes * 60_000).flags
    for (const minutes of [450, 480, 510]) expect(flags(minutes)).toEqual(['future', 'eightHoursOff'])
    for (const minutes of [449, 511]) expect(flags(minutes)).toEqual(['future'])
  })

  test('[MAP28] 1970 and 2099 are refused (A10)', () => {
    for (const event of ['1970-01-01', '2099-01-01 00:00:00', NOW + 2 * 86_400_000 + 1]) {
      expect(map({ ...head, event })).toMatchObject({
        ok: false,
        quarantined: { path: 'event', blame: 'upstream', reason: expect.stringMatching(/^impossible time/) },
      })
    }
    expect(map({ ...head, event: null })).toMatchObject({
      ok: false,
      quarantined: { path: 'event', reason: 'no value' },
    })
  })

  test('[MAP28] an event that is a plan may be ahead where the mapping says so', () => {
    const plan = compiled({ ...bare, event: { from: 'event', future: 'allow' } })
    expect(recordOf(plan({ ...head, event: '2027-05-01' }))).toMatchObject({
      event: at('2027-05-01T00:00:00'),
      flags: [],
    })
  })

  test('[MAP28] a source that does not say when is taken at its arrival', () => {
    const received = compiled({ ...bare, at: { received: true } })
    expect(recordOf(received({ id: 'A1' }))).toMatchObject({ at: NOW, event: NOW })
  })
})

describe('dates and months', () => {
  const date = converting({ as: 'date' })
  const month = converting({ as: 'month' })

  test('[MAP29] a date is read in every way an instant is', () => {
    for (const value of [
      '2026-11-22',
      '2026.11.22',
      '2026年11月22日 23:59',
      '11月22日',
      '20261122',
      46348,
      46348.9,
      '２０２６/１１/２２',
    ]) {
      expect(date(value), String(value)).toBe('2026-11-22')
    }
    expect(date('1949-10-01')).toBe('1949-10-01')
    expect(date('2026-11-22T20:00:00Z')).toBe('2026-11-23')
    expect(date(at('2026-11-22T00:30:00'))).toBe('2026-11-22')
    for (const value of ['', '—', 0, null]) expect(date(value)).toBe(null)
    for (const value of ['2026-02-30', 'x', {}, 2e14 * 2])
      expect(date(value)).toEqual({ refused: expect.stringMatching(/^not a date/) })
  })

  test('[MAP29] a date without an offset is the day that was written, whatever the zone', () => {
    const map = compiled({ ...bare, zone: '+12:00', fields: { value: { from: 'value', as: 'date' } } })
    expect(outcome(map({ ...head, value: '2026-11-22' }))).toBe('2026-11-22')
  })

  test('[MAP29] a month is read from months and from dates', () => {
    for (const value of [
      '2026-10',
      '2026.10',
      '2026/10',
      '2026年10月',
      '202610',
      202610,
      '10月',
      '2026-10-31',
      '２０２６年１０月',
      46326,
    ]) {
      expect(month(value), String(value)).toBe('2026-10')
    }
    expect([month('2026年1月'), month('2026-1'), month('2026.01')]).toEqual(['2026-01', '2026-01', '2026-01'])
    for (const value of ['2026.1', 2026.1, '2026-13', '2026', 2026, '0000-01', '第三季度', true]) {
      expect(month(value), String(value)).toEqual({ refused: expect.stringMatching(/^not a month/) })
    }
    for (const value of ['', '—', null]) expect(month(value)).toBe(null)
  })
})
