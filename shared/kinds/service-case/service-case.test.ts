import { describe, expect, test } from 'vitest'
import { HOUR } from '../../calendar/civil.ts'
import { instant } from '../../calendar/naive.fixture.ts'
import type { Fields } from '../../model/value.ts'
import type { Part, Row } from '../kind.ts'
import { derivedAt, partWith, rowAt, thingWith } from '../thing.fixture.ts'
import { serviceCase } from './kind.ts'

/** A Monday. */
const ACCEPTED = instant('2026-11-23 09:00')
const DUE = instant('2026-12-01') - 1
const main = (fields: Fields = {}, over: Partial<Part> = {}) =>
  partWith(
    { caseNo: 'LYZW-1', acceptedAt: ACCEPTED, promisedLimit: 5, ...fields },
    { event: ACCEPTED, ...over },
  )
const step = (station: string | null, from: string, to: string | null, more: Fields = {}) =>
  partWith({
    name: '环节',
    station,
    startAt: instant(from),
    endAt: to === null ? null : instant(to),
    ...more,
  })
const stop = (from: string, to: string | null) =>
  partWith({ type: 'stop', startAt: instant(from), endAt: to === null ? null : instant(to) })
const result = (word: string, at: string | null) =>
  partWith({ result: word, resultAt: at === null ? null : instant(at) })

const row = (parts: { readonly [name: string]: Part }, now: string | number): Row =>
  rowAt(serviceCase, thingWith(serviceCase, { 'main:A': main(), ...parts }), at(now))
const at = (now: string | number) => (typeof now === 'number' ? now : instant(now))

describe('parts', () => {
  test('[CASE1] (A6) a row deleted and inserted under another guid is one case, whichever came first', () => {
    const gone = main({}, { op: 'drop', at: 7 })
    const again = main({ itemName: '再来' }, { at: 7 })
    for (const names of [
      ['main:A', 'main:B'],
      ['main:B', 'main:A'],
    ]) {
      const parts = { [names[0]!]: gone, [names[1]!]: again }
      expect(rowAt(serviceCase, thingWith(serviceCase, parts), ACCEPTED)['title']).toBe('再来')
    }
  })

  test('[CASE1] the newest by source time stands, then by version, then by guid', () => {
    const older = main({ itemName: '旧' }, { at: 1, version: 9 })
    const newer = main({ itemName: '新' }, { at: 2, version: 1 })
    const pick = (parts: { readonly [name: string]: Part }) =>
      rowAt(serviceCase, thingWith(serviceCase, parts), ACCEPTED)['title']
    expect(pick({ 'main:B': older, 'main:A': newer })).toBe('新')
    expect(pick({ 'main:A': { ...newer, at: 1, version: 10 }, 'main:B': older })).toBe('新')
    expect(pick({ 'main:A': older, 'main:B': { ...newer, at: 1, version: 9 } })).toBe('新')
  })

  test('[CASE12] the newest supervision says whether it was signed for and answered', () => {
    const first = partWith({ issuedAt: 1, signedAt: 2, repliedAt: 3 }, { at: 1 })
    const second = partWith({ issuedAt: 5, signedAt: null }, { at: 5 })
    const seen = row({ 'supervision:2': second, 'supervision:1': first }, ACCEPTED)
    expect(seen).toMatchObject({ supervisedAt: 5, signedAt: null, repliedAt: null })
  })

  test('[CASE12] an accepted plan keeps a severely overdue case off the accountability list', () => {
    const late = DUE + 20 * 24 * HOUR
    expect(row({}, late)).toMatchObject({ risk: 'severe', step: 'propose_accountability' })
    const plan = partWith({ issuedAt: 5, planAccepted: true })
    expect(row({ 'supervision:1': plan }, late)['step']).toBe('red_card')
  })
})

describe('how it ends', () => {
  test.each(['granted', 'refused', 'forwarded'])('[CASE2] %s is done', word => {
    expect(row({ 'result:R': result(word, '2026-11-25 10:00') }, '2026-12-20')).toMatchObject({
      ...{ state: 'done', open: false, done: true, light: 'green', result: word },
      ...{ doneAt: instant('2026-11-25 10:00'), netDays: 2, onTime: true, due: true },
    })
  })

  test.each([
    ['withdrawn', 'withdrawn'],
    ['void', 'void'],
  ])('[CASE2] %s counts in no rate', (word, state) => {
    expect(row({ 'result:R': result(word, '2026-12-10 10:00') }, '2026-12-20')).toMatchObject({
      ...{ state, open: false, done: false, light: 'not_applicable', doneAt: null },
      ...{ due: false, onTime: null, overdue: false, netDays: null },
    })
  })

  test('[CASE2] sent back it is not ours; work on it makes it so again', () => {
    const back = step('accept', '2026-11-23 09:00', '2026-11-23 10:00', { returned: true })
    expect(row({ 'step:1': back }, '2026-12-20')).toMatchObject({
      state: 'returned',
      open: false,
      due: false,
    })
    const again = step('review', '2026-11-24 09:00', null)
    const seen = row({ 'step:1': back, 'step:2': again }, '2026-11-24 10:00')
    expect(seen).toMatchObject({ state: 'in_progress', open: true, station: 'review', marks: [] })
  })

  test('[CASE2] a result that is deleted opens the case again', () => {
    const gone = { ...result('granted', '2026-11-25 10:00'), op: 'drop' as const }
    expect(row({ 'result:R': gone }, '2026-11-26')).toMatchObject({ open: true, result: null })
  })

  test('[CASE10] (A14) a result before the acceptance: done, nobody knows when', () => {
    expect(row({ 'result:R': result('granted', '2026-11-23 08:00') }, '2026-12-20')).toMatchObject({
      ...{ state: 'done', done: true, doneAt: null, netDays: null, due: false, onTime: null },
      marks: ['impossibleTime', 'irregular'],
    })
  })
})

describe('the limit', () => {
  test('[CASE3] five working days from the acceptance, whichever way it is written', () => {
    for (const promisedUnit of [null, 'workday'])
      expect(row({ 'main:A': main({ promisedUnit }) }, ACCEPTED)['dueAt']).toBe(DUE)
    expect(row({ 'main:A': main({ promisedUnit: 'hour' }) }, ACCEPTED)['dueAt']).toBe(ACCEPTED + 5 * HOUR)
  })

  test('[CASE3] without an acceptance or a limit nobody can say', () => {
    const applied = main({ acceptedAt: null })
    expect(row({ 'main:A': applied }, '2026-12-20')).toMatchObject({
      ...{ state: 'not_started', open: false, light: 'grey', dueAt: null, due: false },
    })
    const limitless = main({ promisedLimit: null })
    expect(row({ 'main:A': limitless }, '2026-12-20')).toMatchObject({
      ...{ state: 'in_progress', light: 'yellow', dueAt: null, share: null, daysLeft: null },
    })
  })

  test('[CASE3] an extension adds working days, a stop the days wholly inside it', () => {
    const extension = partWith({ type: 'extension', startAt: ACCEPTED + 1, workdays: 2 })
    expect(row({ 'special:1': extension }, ACCEPTED)['dueAt']).toBe(instant('2026-12-03') - 1)
    const parts = { 'special:1': extension, 'special:2': stop('2026-11-24 10:00', '2026-11-27 10:00') }
    expect(row(parts, ACCEPTED)['dueAt']).toBe(instant('2026-12-05') - 1)
  })

  test('[CASE3] (A20) a due date beyond the published holidays is provisional', () => {
    const long = main({ promisedLimit: 30 })
    expect(row({ 'main:A': long }, '2026-12-01')).toMatchObject({ provisional: true, light: 'yellow' })
    expect(row({}, '2026-11-24')['provisional']).toBe(false)
  })

  test('[CASE4] a stop that goes on: paused, no due instant, the share stands still', () => {
    const parts = { 'special:1': stop('2026-11-25 09:00', '2026-11-25 09:00') }
    expect(row(parts, instant('2026-11-25 09:00') - 1)).toMatchObject({ state: 'in_progress', share: 34 })
    const standing = row(parts, '2026-11-25 09:00')
    expect(standing).toMatchObject({
      ...{ state: 'paused', open: true, light: 'yellow', risk: 'paused', dueAt: null, share: 34 },
      ...{ pausedSince: instant('2026-11-25 09:00'), daysLeft: null },
    })
    expect(row(parts, '2026-12-20')).toEqual(standing)
  })

  test('[CASE4] a stop with an end runs on after it', () => {
    const parts = { 'special:1': stop('2026-11-25 09:00', '2026-11-27 09:00') }
    expect(row(parts, '2026-11-26')).toMatchObject({ state: 'paused', daysLeft: 3 })
    expect(row(parts, '2026-11-27 09:00')).toMatchObject({ state: 'in_progress', pausedSince: null })
  })

  test('[CASE4] a result ends a stop that nobody ended', () => {
    const parts = {
      'special:1': stop('2026-11-25 09:00', null),
      'result:R': result('granted', '2026-11-27 17:00'),
    }
    expect(row(parts, '2026-12-20')).toMatchObject({ state: 'done', onTime: true, netDays: 3, due: true })
    const before = { ...parts, 'result:R': result('granted', '2026-11-24 17:00') }
    expect(row(before, '2026-12-20')).toMatchObject({ state: 'done', netDays: 1, dueAt: DUE })
  })

  test('[CASE4] (A14) a stop that ends before it begins stops nothing', () => {
    const parts = { 'special:1': stop('2026-11-25 09:00', '2026-11-24 09:00') }
    expect(row(parts, ACCEPTED)).toMatchObject({ dueAt: DUE, marks: ['impossibleTime'] })
  })

  test('[CASE9] 0 days are left on the due day; after it they count as overdue', () => {
    const days = (now: string | number) => [row({}, now)['daysLeft'], row({}, now)['overdueDays']]
    expect(days(ACCEPTED)).toEqual([5, null])
    expect(days('2026-11-28 12:00')).toEqual([1, null])
    expect(days(DUE)).toEqual([0, null])
    expect(days(DUE + 1)).toEqual([-1, 1])
    expect(days('2026-12-07 10:00')).toEqual([-5, 5])
  })
})

describe('where it lies', () => {
  const steps = {
    'step:1': step('accept', '2026-11-23 09:00', '2026-11-23 10:00', { over: true }),
    'step:2': step('review', '2026-11-23 10:00', '2026-11-23 10:00', { over: false }),
  }

  test('[CASE5] at the step that is not over', () => {
    expect(row(steps, '2026-11-24')['station']).toBe('review')
    expect(row({}, '2026-11-24')['station']).toBe('accept')
  })

  test('[CASE5] between two steps at the one that follows', () => {
    const { 'step:1': first } = steps
    expect(row({ 'step:1': first }, '2026-11-24')['station']).toBe('review')
    const delivered = step('deliver', '2026-11-23 11:00', '2026-11-23 12:00')
    expect(row({ 'step:1': first, 'step:9': delivered }, '2026-11-24')['station']).toBe('deliver')
  })

  test('[CASE5] of two that go on, at the one begun later, then by guid', () => {
    const later = step('survey', '2026-11-23 11:00', null)
    expect(row({ 'step:9': later, ...steps }, '2026-11-24')['station']).toBe('survey')
    const same = step('decide', '2026-11-23 11:00', null)
    expect(row({ 'step:9': later, 'step:8': same }, '2026-11-24')['station']).toBe('survey')
  })

  test('[CASE5] a case that is over lies nowhere', () => {
    expect(
      row({ ...steps, 'result:R': result('granted', '2026-11-24 10:00') }, '2026-11-25')['station'],
    ).toBeNull()
  })

  test('[CASE6] the time of a step is known by its end alone, stops left out', () => {
    const thing = thingWith(serviceCase, {
      'main:A': main(),
      'step:1': step('accept', '2026-11-23 09:00', '2026-11-23 14:30', { over: true }),
      'step:2': step('review', '2026-11-23 14:30', '2026-11-23 14:30', { over: true }),
      'step:3': step('survey', '2026-11-23 14:30', null),
      'special:1': stop('2026-11-23 10:00', '2026-11-23 11:00'),
    })
    const rows = derivedAt(serviceCase, thing, ACCEPTED).rows?.['steps'] ?? []
    expect(rows.map(each => [each['key'], each['workedMs']])).toEqual([
      ['1', 3 * HOUR],
      ['2', null],
    ])
  })

  test('[CASE7] per cent of the working time until due, in steps of two', () => {
    // From Monday 9:00 until the close of the due day: 7 hours of Monday and five days of 8.
    const share = (now: string | number) => row({}, now)['share']
    expect(share(ACCEPTED)).toBe(0)
    expect([share('2026-11-23 09:56'), share('2026-11-23 09:57')]).toEqual([0, 2])
    expect(share('2026-11-24')).toBe(14)
    expect(share('2026-11-30 17:29')).toBe(98)
    expect([share(DUE), share(DUE + 1)]).toEqual([100, 100])
  })

  test('[CASE7] a limit without working time in it is used up at once when it is over', () => {
    const evening = instant('2026-11-23 19:00')
    const spot = main({ acceptedAt: evening, promisedLimit: 0 })
    const share = (now: number) => row({ 'main:A': spot }, now)['share']
    expect([share(evening), share(instant('2026-11-24') - 1), share(instant('2026-11-24'))]).toEqual([
      0, 0, 100,
    ])
  })

  test('[CASE8] a survey has a quarter of the limit', () => {
    const parts = { 'step:3': step('survey', '2026-11-24 08:00', null) }
    // 47 hours until due, 11.75 of them for the survey.
    expect(row(parts, '2026-11-24 17:30')['stationShare']).toBe(60)
    expect(row(parts, '2026-11-25 17:30')['stationShare']).toBe(130)
    expect(row(parts, '2026-12-20')['stationShare']).toBe(300)
  })

  test.each([
    [3, null, null],
    [4, null, false],
    [5, ACCEPTED, true],
  ])('[CASE11] a rating of %s', (score, rectifiedAt, rectified) => {
    const rating = partWith({ score, ratedAt: ACCEPTED, rectifiedAt })
    expect(row({ 'rating:E': rating }, ACCEPTED)).toMatchObject({ score, ratedAt: ACCEPTED, rectified })
  })
})

describe('delegated items', () => {
  const zoned = (word: string, decidedBy: string | null, zone: string | null = '演示园区') =>
    row(
      {
        'main:A': main({ zone }),
        'result:R': partWith({ result: word, resultAt: instant('2026-11-25 09:00'), decidedBy }),
      },
      '2026-11-26',
    )

  test('[CASE13] (HW-15) the zone finished it where it decided itself; what went elsewhere left the zone', () => {
    expect(zoned('granted', '演示园区')).toMatchObject({ zone: '演示园区', inZone: true })
    expect(zoned('refused', '市住建局')).toMatchObject({ decidedBy: '市住建局', inZone: false })
  })

  test('[CASE13] of what is not delegated, not finished, withdrawn, or decided by nobody knows whom, nothing is said', () => {
    expect(zoned('granted', '市住建局', null)['inZone']).toBeNull()
    expect(zoned('granted', null)['inZone']).toBeNull()
    expect(zoned('withdrawn', '演示园区')['inZone']).toBeNull()
    expect(row({ 'main:A': main({ zone: '演示园区' }) }, '2026-11-26')['inZone']).toBeNull()
  })
})
