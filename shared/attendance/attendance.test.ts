import { expect, test } from 'vitest'
import { apply } from '../city/apply.ts'
import { takeChanges } from '../city/checkpoint.ts'
import { createCity, type City } from '../city/city.ts'
import { areas, batchOf, START, ticket, ticketFact } from '../city/ticket.fixture.ts'
import { DAY, HOUR, MINUTE, dayNumber } from '../calendar/civil.ts'
import type { Calendar } from '../calendar/calendar.ts'
import { NO_COUNTS, type Batch } from '../model/batch.ts'
import type { Rhythm } from '../model/documents.ts'
import type { Fact } from '../model/fact.ts'
import { freshness } from '../freshness/freshness.ts'
import { KEPT_MINUTES, type FeedDay } from './attendance.ts'
import { MOST_SPELLS } from './spells.ts'

const EVERY: Rhythm = { type: 'every', seconds: 60 }
const MIDNIGHT = dayNumber(START)
let seq = 0

function cityWith(rhythm: Rhythm | null = EVERY, whole: readonly string[] = []): City {
  const expected = { rhythmOf: () => rhythm, wholeOf: () => whole }
  const calendarOf = () => ({}) as Calendar
  return createCity({ areas, calendarOf, kinds: [ticket], metrics: [], now: START, expected })
}
const take = (city: City, batch: Batch) => apply(city, batch, () => null)
const report = (city: City, at: number, over: Partial<Batch> = {}, facts: readonly Fact[] = []) =>
  take(city, batchOf(++seq, facts, { at, counts: NO_COUNTS, ...over }))
const tick = (city: City, at: number) => take(city, batchOf(++seq, [{ type: 'tick', at }], { feed: '', at }))
const ticksUpTo = (city: City, to: number) => {
  for (let at = city.now + MINUTE; at <= to; at += MINUTE) tick(city, at)
}
const dayOf = (city: City, day = MIDNIGHT): Partial<FeedDay> =>
  city.attendance.days.get(`${day}/tickets`) ?? {}

test('[ATT1] minutes and days have what was sent and what became of it, also of what is taken or withdrawn later', () => {
  const city = cityWith()
  const counts = { received: 10, accepted: 5, duplicate: 2, quarantined: 2, refused: 1 }
  report(city, START + 10, { counts })
  report(city, START + MINUTE, { counts: { ...NO_COUNTS, received: 1, accepted: 1 } })
  report(city, START + 2 * MINUTE, { outcome: 'failed', reason: 'slow: x' })
  report(city, START + 3 * MINUTE, {
    outcome: 'replayed',
    counts: { ...NO_COUNTS, accepted: 1, quarantined: -1 },
  })
  report(city, START + 3 * MINUTE, {
    outcome: 'withdrawn',
    counts: { ...NO_COUNTS, accepted: -2, quarantined: 2 },
  })
  const day = dayOf(city) as FeedDay
  expect(day).toMatchObject({ reports: 2, failures: 1, received: 11, firstGood: START + 10 })
  expect(day.accepted + day.duplicate + day.quarantined + day.refused).toBe(day.received)
  expect(day).toMatchObject({ accepted: 5, quarantined: 3 })
  expect(
    [...city.attendance.minutes.values()].map(({ received, reports, failures }) => [
      received,
      reports,
      failures,
    ]),
  ).toEqual([
    [10, 1, 0],
    [1, 1, 0],
    [0, 0, 1],
  ])
})

test('[ATT2] late and failed is what freshness says, minute for minute, over midnight and in a silence that goes on', () => {
  const city = cityWith()
  tick(city, START)
  report(city, START)
  const silentFor = 70 * MINUTE
  const from = START + DAY - 30 * MINUTE
  // In time up to half an hour before midnight, then nothing for an hour and ten minutes.
  for (let at = START + MINUTE; at <= from; at += MINUTE) {
    tick(city, at)
    report(city, at)
  }
  ticksUpTo(city, from + silentFor)
  report(city, from + silentFor)
  ticksUpTo(city, from + silentFor + MINUTE)
  const wanted = { late: 0, failed: 0 }
  for (let at = from; at < from + silentFor; at += 1000) {
    const { state } = freshness(
      { at: from, okAt: from, failingSince: 0, reason: '', backlog: null },
      EVERY,
      at + 1000,
    )
    if (state === 'late' || state === 'failed') wanted[state] += 1000
  }
  const [first, second] = [dayOf(city) as FeedDay, dayOf(city, MIDNIGHT + 1) as FeedDay]
  expect(first.late + second.late).toBe(wanted.late)
  expect(first.failed + second.failed).toBe(wanted.failed)
  expect(first).toMatchObject({ watched: DAY, late: 90_000, failed: 27 * MINUTE })
  expect(second).toMatchObject({ watched: 41 * MINUTE, late: 0, failed: 40 * MINUTE })
})

test('[ATT2] a feed that only ever failed waits until it is failed; one of which nothing is known is not watched', () => {
  const city = cityWith()
  ticksUpTo(city, START + HOUR)
  expect(city.attendance.days.size).toBe(0)
  report(city, START + HOUR, { outcome: 'failed', reason: 'zone: x' })
  ticksUpTo(city, START + HOUR + 10 * MINUTE)
  expect(dayOf(city)).toMatchObject({ watched: 10 * MINUTE, late: 0, failed: 7 * MINUTE })
})

test('[ATT2] without a rhythm, and of files, time is watched and never late', () => {
  for (const rhythm of [
    { type: 'none' } as const,
    { type: 'by', time: '00:10', graceMinutes: 5, days: 'every' } as const,
  ]) {
    const city = cityWith(rhythm)
    report(city, START)
    ticksUpTo(city, START + 3 * DAY)
    expect(dayOf(city, MIDNIGHT + 2)).toMatchObject({ watched: DAY, late: 0, failed: 0 })
  }
})

test('[ATT3] (A20) while nobody listened nothing is watched, and silence counts from when we were back', () => {
  const city = cityWith()
  tick(city, START)
  report(city, START)
  tick(city, START + MINUTE)
  const back = START + 3 * HOUR
  tick(city, back)
  tick(city, back + MINUTE)
  expect(dayOf(city)).toMatchObject({ watched: 2 * MINUTE, late: 0, failed: 0 })
  ticksUpTo(city, back + 2 * MINUTE)
  expect(dayOf(city)).toMatchObject({ watched: 3 * MINUTE, late: 30_000 })
})

test('[ATT5] what could not be saved for three hours is of no picture any more', () => {
  const city = cityWith()
  for (let n = 0; n < 400; n++) {
    report(city, START + n * MINUTE)
    tick(city, START + n * MINUTE)
  }
  expect(city.attendance.minutes.size).toBe(KEPT_MINUTES + 1)
  takeChanges(city)
  expect([city.attendance.minutes.size, city.attendance.days.size]).toEqual([0, 0])
})

test('[ATT6] how far an upstream is behind, and why it could not be asked the last ten times', () => {
  const city = cityWith()
  const account = () => city.feeds.get('tickets')
  report(city, START + 5000, {}, [ticketFact({ id: 'x/1', at: START + 2000 })])
  expect(account()).toMatchObject({ toldAt: START + 2000, lag: 3000 })
  // A piece of the past, and a report of nothing, tell nothing of it.
  report(city, START + 9000, {}, [ticketFact({ id: 'x/2', at: START - DAY })])
  report(city, START + 9500)
  expect(account()).toMatchObject({ toldAt: START + 2000, lag: 3000, spells: [] })
  const failed = (at: number, reason: string) => report(city, at, { outcome: 'failed', reason })
  failed(START + MINUTE, 'slow: a')
  failed(START + 2 * MINUTE, 'down: b')
  expect(account()?.spells).toEqual([{ from: START + MINUTE, to: null, reason: 'down: b', failures: 2 }])
  for (let n = 0; n < 20; n++) {
    report(city, START + (3 + 2 * n) * MINUTE)
    failed(START + (4 + 2 * n) * MINUTE, `slow: ${n}`)
  }
  expect(account()?.spells).toHaveLength(MOST_SPELLS)
  expect(account()?.spells[0]).toMatchObject({ to: null, reason: 'slow: 19' })
  expect(account()?.spells[1]).toMatchObject({ to: START + 41 * MINUTE, reason: 'slow: 18' })
})

test('[ATT8] of a record that is taken the fields of a whole one are counted, of a reading its measures', () => {
  const city = cityWith(EVERY, ['topic', 'dueAt', 'closedAt'])
  report(city, START, {}, [ticketFact({ id: 'x/1' }), ticketFact({ id: 'x/2' })])
  expect(dayOf(city)).toMatchObject({ expected: 6, filled: 4 })
  const reading = (values: Record<string, number | null>) => ({ device: 'd/1', at: START, area: '', values })
  const readings: Fact = {
    type: 'readings',
    kind: 'none',
    readings: [reading({ a: 1, b: null }), reading({ a: 2 })],
  }
  report(city, START, {}, [readings])
  expect(dayOf(city)).toMatchObject({ expected: 9, filled: 6 })
})
