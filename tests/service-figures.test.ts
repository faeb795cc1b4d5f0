import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { batchOf as batchTime, exchangeColumns } from '../mock-data/govsvc/batches.ts'
import { createGovsvcModel, type CaseState } from '../mock-data/govsvc/model.ts'
import { changesOf, localTime } from '../mock-data/govsvc/rows.ts'
import { dayNumber, HOUR, MINUTE, startOfDay } from '../shared/calendar/civil.ts'
import { chinaDocument, isWhollyStopped, naiveWorks } from '../shared/calendar/naive.fixture.ts'
import { createIntake } from './intake.fixture.ts'

const AT = '2026-11-23T10:24:00+08:00'
const NOW = Date.parse(AT)

const pretend = cityForTests({ at: AT })
afterAll(() => pretend.remove())
const { take, cell, shown, cells } = createIntake(NOW, ['service-case'])

const truth = [...createGovsvcModel(pretend, { volume: 0.03 }).truth(NOW)]
const FEEDS = {
  accept: 'govsvc-accept',
  process: 'govsvc-process',
  special: 'govsvc-special',
  result: 'govsvc-result',
  evaluate: 'govsvc-evaluate',
} as const
beforeAll(() => {
  const changes = truth.flatMap(({ of }) => changesOf(pretend, of)).filter(({ at }) => at <= NOW)
  for (const [table, feed] of Object.entries(FEEDS))
    take(
      feed,
      changes
        .filter(change => change.table === table)
        .map(({ guid, at, deleted, row }) => ({
          ...exchangeColumns(guid, deleted ? 'D' : 'U', batchTime(at)),
          ...row(),
        })),
    )
})

// What follows is counted day by day from the calendar's own document, and by nothing that the server counts with.
const works = (day: number) => naiveWorks(chinaDocument, day)

/** The stops of a case as they are known by now. */
const stopsOf = ({ of }: CaseState) =>
  of.specials
    .filter(({ kind, startAt }) => kind === '2' && startAt <= NOW)
    .map(({ startAt, endAt }) => ({ from: startAt, to: endAt <= NOW ? endAt : Infinity }))

/** Working days after that of the acceptance up to that of an instant, without those that the clock stood all day. */
function workdaysTo(state: CaseState, to: number): number {
  const stops = stopsOf(state)
  let days = 0
  for (let day = dayNumber(state.of.acceptAt) + 1; day <= dayNumber(to); day++)
    if (works(day) && !isWhollyStopped(stops, day)) days++
  return days
}

/** The end of the last of the working days that were promised; null while the clock stands. */
function dueOf(state: CaseState): number | null {
  const stops = stopsOf(state)
  const { item, acceptAt, specials } = state.of
  if (stops.some(({ to }) => to === Infinity)) return null
  const more = specials.filter(({ kind, startAt }) => kind === '1' && startAt <= NOW)
  let left = more.reduce((days, { extendDays }) => days + extendDays, item.promisedDays)
  let day = dayNumber(acceptAt)
  while (left > 0) {
    day++
    if (works(day) && !isWhollyStopped(stops, day)) left--
  }
  return startOfDay(day + 1) - 1
}

const isOfMonth = (at: number | null): at is number =>
  at !== null && at <= NOW && localTime(at).startsWith('2026-11')
const isCounted = ({ of, open }: CaseState) => open || (of.resultType !== '3' && of.resultType !== '4')
const isPromised = ({ of }: CaseState) => of.item.handling === '2'
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

const judged = truth.filter(isCounted).map(state => ({ state, due: dueOf(state), done: state.doneAt }))
const due = judged.filter(({ due }) => isOfMonth(due) && due < NOW)
const isLate = ({ due, done }: (typeof judged)[number]) => done === null || done > due!
const decided = judged.filter(({ state, done }) => isPromised(state) && isOfMonth(done))
const took = decided.map(({ state, done }) => workdaysTo(state, done!)).sort((a, b) => a - b)

describe('what the cases of services say of themselves', () => {
  test('[RFG96] (DOMAIN 2.6) in time and late, of those due and of those done', () => {
    const late = due.filter(isLate)
    expect(due.length).toBeGreaterThan(50)
    expect(cell('service.on-time-due.month')).toEqual({ n: due.length - late.length, d: due.length })
    expect(cell('service.overdue-rate.month')).toEqual({ n: late.length, d: due.length })
    const done = judged.filter(({ due, done }) => isOfMonth(done) && due !== null)
    expect(cell('service.on-time-closed.month')).toEqual({
      n: done.filter(each => !isLate(each)).length,
      d: done.length,
    })
  })

  test('[RFG96] how long they took, on average and at the median and the ninth tenth', () => {
    expect(took.length).toBeGreaterThan(20)
    expect(cell('service.net-days.month')).toEqual({ n: sum(took), d: took.length })
    // The nearest rank, by whole days up to ten.
    const rank = (percent: number) => took[Math.ceil((percent / 100) * took.length) - 1]!
    expect([rank(50) <= 10, rank(90) <= 10]).toEqual([true, true])
    expect(cell('service.net-days.spread')).toEqual([rank(50), rank(90)])
    expect(rank(90)).toBeGreaterThan(rank(50))
  })

  test('[RFG96] [CASE14] 实际提速率 is what the decided cases of the month did not use of what the law gives their items', () => {
    const given = sum(decided.map(({ state }) => state.of.item.statutoryDays))
    expect(cell('service.faster.month')).toEqual({ n: (given - sum(took)) * 100, d: given * 100 })
    expect(shown('service.faster.month')).toBeGreaterThan(50)
  })

  test('[RFG96] how long each step took, by the hours that offices are open', () => {
    const WINDOWS = [
      [8 * HOUR, 12 * HOUR],
      [13 * HOUR + 30 * MINUTE, 17 * HOUR + 30 * MINUTE],
    ] as const
    const second = (at: number) => Math.floor(at / 1000) * 1000
    const worked = (from: number, to: number, stops: ReturnType<typeof stopsOf>) => {
      let time = 0
      for (let day = dayNumber(from); day <= dayNumber(to); day++)
        for (const [opens, closes] of works(day) ? WINDOWS : []) {
          const [a, b] = [Math.max(from, startOfDay(day) + opens), Math.min(to, startOfDay(day) + closes)]
          time += Math.max(0, b - a)
          for (const stop of stops) time -= Math.max(0, Math.min(b, stop.to) - Math.max(a, stop.from))
        }
      return time
    }
    const over = truth.flatMap(state =>
      state.of.steps
        .filter(
          ({ name, endAt, startAt }) =>
            name === '审查' && isOfMonth(endAt) && second(endAt) > second(startAt),
        )
        .map(({ startAt, endAt }) => worked(second(startAt), second(endAt), stopsOf(state))),
    )
    expect(over.length).toBeGreaterThan(50)
    expect(shown('service.steps.month', 'review')).toBeCloseTo(sum(over) / over.length / HOUR, 1)
  })

  test('[RFG96] bad ratings of the month, and those of them that were mended', () => {
    const bad = truth.filter(({ rating }) => rating !== null && rating.code >= '4' && isOfMonth(rating.at))
    const mended = bad.filter(({ rating }) => rating!.rectifiedAt !== null && rating!.rectifiedAt <= NOW)
    expect(bad.length).toBeGreaterThan(0)
    expect(cell('service.rating.rectified.month')).toEqual({ n: mended.length, d: bad.length })
  })

  test('[RFG96] (IOC-04) what each department accepted and closed today, has open, overdue and kept', () => {
    const isToday = (at: number | null) => at !== null && at <= NOW && dayNumber(at) === dayNumber(NOW)
    const departments = [...new Set(truth.map(({ of }) => of.item.department.name))]
    const wanted = {
      'service.accepted.department': truth.filter(each => isPromised(each) && isToday(each.of.acceptAt)),
      'service.closed.department': decided.filter(({ done }) => isToday(done)).map(({ state }) => state),
      'service.open.department': truth.filter(each => isPromised(each) && each.open),
      'service.overdue.department': judged
        .filter(({ state, due }) => state.open && due !== null && NOW > due)
        .map(({ state }) => state),
    }
    for (const [metric, all] of Object.entries(wanted)) {
      for (const name of departments) {
        const there = all.filter(({ of }) => of.item.department.name === name).length
        expect(cell(metric, [name]) ?? 0, `${metric} ${name}`).toBe(there)
      }
      expect(sum(cells(metric) as number[]), metric).toBe(all.length)
    }
    for (const name of departments) {
      const there = due.filter(({ state }) => state.of.item.department.name === name)
      const kept = there.filter(each => !isLate(each)).length
      const found = cell('service.on-time-due.department', [name])
      expect(found, name).toEqual(there.length === 0 ? null : { n: kept, d: there.length })
    }
    expect(departments.length).toBeGreaterThan(20)
  })
})
