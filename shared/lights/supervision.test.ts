import { expect, test } from 'vitest'
import { chinaCalendar, instant, stop } from '../calendar/naive.fixture.ts'
import { stepOf, type Step, type Supervised } from './supervision.ts'

/** Due at the end of Monday 2026-11-30. */
const item: Supervised = {
  startAt: instant('2026-11-23 10:00'),
  dueAt: instant('2026-12-01') - 1,
  doneAt: null,
  limit: { n: 5, unit: 'workday' },
  paused: false,
  now: 0,
  calendar: chinaCalendar,
  planAccepted: false,
}
const at = (now: string, change: Partial<Supervised> = {}) =>
  stepOf({ ...item, ...change, now: instant(now) })

test('[LT10] LYX-05: reminded at once, a yellow card after a working day, a red one after three', () => {
  expect(stepOf({ ...item, now: item.dueAt! }).step).toBe('none')
  expect(at('2026-12-01').step).toBe('remind')
  expect(at('2026-12-02').step).toBe('yellow_card')
  expect(at('2026-12-04').step).toBe('red_card')
  expect(at('2026-12-08').step).toBe('propose_accountability')
})

test('[LT10] a weekend does not shorten the time to act', () => {
  const friday = { dueAt: instant('2026-11-28') - 1 }
  expect(['2026-11-28', '2026-11-30 17:00', '2026-12-01'].map(now => at(now, friday).step)).toEqual([
    'remind',
    'remind',
    'yellow_card',
  ])
})

test('[LT10] LYX-06: with an accepted plan it stays at the red card', () => {
  expect(at('2027-03-01', { planAccepted: true })).toEqual({ step: 'red_card', nextAt: null })
})

test('[LT10] what is severe early is proposed early, and other offices have other numbers', () => {
  const case4: Partial<Supervised> = {
    limit: { n: 4, unit: 'workhour' },
    startAt: instant('2026-11-23 08:00'),
    dueAt: instant('2026-11-23 12:00'),
  }
  expect(at('2026-11-24 12:01', case4).step).toBe('propose_accountability')
  const ladder = { yellowCard: { n: 1, unit: 'workhour' }, redCard: { n: 2, unit: 'workhour' } } as const
  const steps = ['2026-11-23 14:30', '2026-11-23 14:31', '2026-11-23 15:31'].map(
    now => at(now, { ...case4, ladder }).step,
  )
  expect(steps).toEqual(['remind', 'yellow_card', 'red_card'])
})

test('[LT11] nobody is urged for what is done, not started, unlimited or paused', () => {
  const none = { step: 'none', nextAt: null }
  for (const change of [
    { doneAt: instant('2026-12-05') },
    { startAt: null },
    { dueAt: null },
    { paused: true },
    { pauses: [stop('2026-12-05', null)] },
  ])
    expect(at('2026-12-09', change)).toEqual(none)
  expect(at('2026-12-02', { startAt: instant('2026-12-03') })).toEqual({
    step: 'none',
    nextAt: instant('2026-12-03'),
  })
})

test('[LT12] the way up the ladder, and down and up again over a stop', () => {
  const climb = (change: Partial<Supervised>): [Step, number | null][] => {
    const steps: [Step, number | null][] = []
    let now: number | null = instant('2026-11-24')
    while (now !== null) {
      const { step, nextAt } = stepOf({ ...item, ...change, now })
      steps.push([step, nextAt])
      now = nextAt
    }
    return steps
  }
  expect(climb({})).toEqual([
    ['none', instant('2026-12-01')],
    ['remind', instant('2026-12-02')],
    ['yellow_card', instant('2026-12-04')],
    ['red_card', instant('2026-12-08')],
    ['propose_accountability', null],
  ])
  expect(climb({ pauses: [stop('2026-12-02 09:00', '2026-12-05')], planAccepted: true })).toEqual([
    ['none', instant('2026-12-01')],
    ['remind', instant('2026-12-02')],
    ['yellow_card', instant('2026-12-02 09:00')],
    ['none', instant('2026-12-05')],
    ['yellow_card', instant('2026-12-08')],
    ['red_card', null],
  ])
})
