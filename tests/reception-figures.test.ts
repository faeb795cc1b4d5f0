import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { createReceptionModel, type Visit } from '../mock-data/reception/model.ts'
import { createReception } from '../mock-data/reception/reception.ts'
import { SORTS } from '../mock-data/reception/sorts.ts'
import { stepRows } from '../mock-data/reception/tables.ts'
import { DAY, dayNumber, startOfDay } from '../shared/calendar/civil.ts'
import { createIntake } from './intake.fixture.ts'
import { toldThrough } from './told-by-tables.ts'

const AT = '2026-11-24T17:24:00+08:00'
const NOW = Date.parse(AT)
const MONTH = Date.parse('2026-11-01T00:00:00+08:00')

const pretend = cityForTests({ at: AT })
const all = createReceptionModel(pretend).until(NOW)
const intake = createIntake(NOW, ['station-visit'])
beforeAll(async () => {
  await toldThrough(pretend, createReception(pretend), intake, {
    'reception-visits': all.length,
    'reception-steps': all.flatMap(visit => stepRows(pretend, visit)).filter(({ at }) => at <= NOW).length,
  })
}, 60_000)
afterAll(() => pretend.remove())

const past = ({ steps }: Visit) => steps.filter(({ at }) => at <= NOW)
const wayOf = (visit: Visit) => past(visit)[0]?.name ?? null
const closedAt = (visit: Visit) => {
  const last = past(visit).at(-1)
  return last?.name === '办结' || last?.name === '当场答复' ? last.at : null
}
const came = all.filter(({ cameAt }) => cameAt >= MONTH)

test('[RFG80] (PRV-01) every visit stands as its platform has it, and is in hand there', () => {
  const rows = intake.rowsOf('reception/')
  expect(rows.size).toBe(all.length)
  for (const visit of all) {
    const { row } = rows.get(visit.no)!
    const closed = closedAt(visit)
    expect(row, visit.no).toMatchObject({
      ...{ title: visit.title, event: visit.cameAt, open: closed === null, closedAt: closed },
      ...{ inHand: false, marks: [], step: past(visit).length + 1 },
    })
    const way = { 当场答复: 'answered', '24小时解决': 'solvable', 困难上报: 'escalated' }
    expect(row['triage'], visit.no).toBe(way[wayOf(visit) as '当场答复'] ?? null)
    if (past(visit).at(-1)?.name === '领导定时限') expect(row['department']).toBe(visit.department)
  }
})

test('[RFG80] (PRV-01) today, open, and the three ways and four subjects of a month add up', () => {
  const { shown } = intake
  expect(shown('visit.today')).toBe(all.filter(({ cameAt }) => cameAt >= startOfDay(dayNumber(NOW))).length)
  expect(shown('visit.open')).toBe(all.filter(visit => closedAt(visit) === null).length)
  const ways = [
    ['visit.answered.month', '当场答复'],
    ['visit.solvable.month', '24小时解决'],
    ['visit.escalated.month', '困难上报'],
  ] as const
  for (const [metric, way] of ways) {
    const expected = came.filter(visit => wayOf(visit) === way).length
    expect(expected, metric).toBeGreaterThan(0)
    expect(shown(metric), metric).toBe(expected)
  }
  const subjects = ['question', 'request', 'petition', 'dispute']
  const counted = subjects.map(subject => intake.shown('visit.month.subject', subject) ?? 0)
  expect(counted).toEqual(SORTS.map(({ name }) => came.filter(({ subject }) => subject === name).length))
  expect(counted.reduce((a, b) => a + b, 0)).toBe(came.length)
})

test('[RFG80] (PRV-01, ADR 5) the rate of 24 hours and the mean days are what the platform makes of them', () => {
  const due = all.filter(visit => {
    const by = visit.cameAt + DAY
    return wayOf(visit) === '24小时解决' && by < NOW && by >= MONTH
  })
  const within = due.filter(visit => (closedAt(visit) ?? Infinity) <= visit.cameAt + DAY)
  expect(due.length).toBeGreaterThan(20)
  expect(within.length).toBeLessThan(due.length)
  expect(intake.cell('visit.within-day.month')).toEqual({ n: within.length, d: due.length })
  const solved = all.filter(visit => wayOf(visit) !== '当场答复' && (closedAt(visit) ?? 0) >= MONTH)
  const took = solved.reduce((sum, visit) => sum + closedAt(visit)! - visit.cameAt, 0)
  expect(intake.shown('visit.days.month')).toBeCloseTo(took / solved.length / DAY, 6)
})
