import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runsFor } from '../calendar/arbitraries.fixture.ts'
import type { Calendar } from '../calendar/calendar.ts'
import type { CalendarDocument } from '../calendar/document.ts'
import { remaining } from '../calendar/elapsed.ts'
import type { Limit } from '../calendar/limit.ts'
import { addMonths } from '../calendar/months.ts'
import { chinaDocument, everyDayDocument, naiveDue, officeDocument } from '../calendar/naive.fixture.ts'
import { dayNumber } from '../calendar/civil.ts'
import { judge, type Risk, type Timed } from './light.ts'
import { anyTimed, later } from './timed.fixture.ts'

const runs = runsFor(process.env)
const marks = (timed: Timed) => {
  const { light, risk } = judge(timed)
  return `${light} ${risk}`
}

test('[LT7] light and risk are constant up to nextAt and change at it; without one they never change', () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(anyTimed, later, (timed, later) => {
      const { nextAt } = judge(timed)
      const before = marks(timed)
      const instants = later.map(after => timed.now + after)
      if (nextAt !== null) instants.push(nextAt - 1)
      for (const now of instants)
        if (nextAt === null || now < nextAt) expect(marks({ ...timed, now }), String(now)).toBe(before)
      if (nextAt === null) return
      expect(nextAt).toBeGreaterThan(timed.now)
      const change = `${before} -> ${marks({ ...timed, now: nextAt })}`
      expect(change).not.toBe(`${before} -> ${before}`)
      seen.set(change, (seen.get(change) ?? 0) + 1)
    }),
    runs(3000),
  )
  for (const change of [
    'grey none -> yellow none',
    'yellow none -> yellow due_soon',
    'yellow due_soon -> red overdue',
    'red overdue -> red severe',
    'red overdue -> yellow paused',
    'yellow paused -> yellow none',
  ])
    expect(seen.has(change), change).toBe(true)
})

interface InDays extends Timed {
  readonly startAt: number
  readonly dueAt: number
  readonly limit: Limit
}

const isInDays = (timed: Timed): timed is InDays => {
  const { startAt, dueAt, doneAt, limit, now } = timed
  if (startAt === null || dueAt === null || doneAt !== null || limit === null) return false
  return startAt <= now && !timed.paused && limit.unit !== 'hour' && limit.unit !== 'workhour'
}

function documentOf({ id }: Calendar): CalendarDocument {
  const document = [chinaDocument, officeDocument, everyDayDocument].find(each => each.id === id)
  if (document === undefined) throw new Error(`no document of the calendar "${id}"`)
  return document
}

/** DOMAIN 2.5 word by word, asked of the slow engine. */
function plainRisk({ startAt, dueAt, limit, now, calendar, pauses = [] }: InDays): Risk {
  const days = limit.unit === 'month' ? addMonths(dayNumber(startAt), limit.n) - dayNumber(startAt) : limit.n
  const unit = limit.unit === 'month' ? 'day' : limit.unit
  if (now <= dueAt) {
    const fewDays = remaining(now, dueAt, 'workday', calendar) <= 1
    return fewDays || remaining(now, dueAt, unit, calendar) <= days * 0.2 ? 'due_soon' : 'none'
  }
  const document = documentOf(calendar)
  const stops = pauses.filter(p => p.kind === 'stop')
  const allowed = [
    naiveDue(document, dueAt, { n: 5, unit: 'workday' }, stops),
    naiveDue(document, dueAt, { n: Math.ceil(days / 2), unit }, stops),
  ]
  return allowed.every(({ at }) => at !== null && now > at) ? 'severe' : 'overdue'
}

test('[LT3] for limits in days, risk is what the words say', () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(anyTimed.filter(isInDays), timed => {
      const { risk } = judge(timed)
      if (risk === 'paused' || !isInDays(timed)) return
      expect(risk).toBe(plainRisk(timed))
      seen.set(risk, (seen.get(risk) ?? 0) + 1)
    }),
    runs(1500),
  )
  for (const risk of ['none', 'due_soon', 'overdue', 'severe']) expect(seen.has(risk), risk).toBe(true)
})
