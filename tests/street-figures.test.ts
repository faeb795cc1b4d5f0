import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCaseModel } from '../mock-data/citymgmt/model.ts'
import { caseJson, disposeDue, disposedAt } from '../mock-data/citymgmt/wire.ts'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { fleetMessage, routesMessage } from '../mock-data/gps/messages.ts'
import { createGpsModel } from '../mock-data/gps/model.ts'
import { createGridModel } from '../mock-data/grid/model.ts'
import { reportJson } from '../mock-data/grid/wire.ts'
import type { Message } from '../mock-data/mqtt/link.ts'
import { DAY, HOUR, dayNumber, startOfDay } from '../shared/calendar/civil.ts'
import { createIntake } from './intake.fixture.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const MIDNIGHT = startOfDay(dayNumber(NOW))

const city = cityForTests({ at: AT })
afterAll(() => city.remove())
const cases = createCaseModel(city).changedSince(NOW - 2 * DAY, NOW)
const reports = createGridModel(city)
const events = reports.truth(NOW, 'event').filter(({ report }) => report.reportedAt >= MIDNIGHT)
const fleet = createGpsModel(city)
const { take, cell, shown } = createIntake(NOW, ['city-case', 'grid-report', 'sanitation'])

const recordOf = ({ topic, payload }: Message) => ({
  ...{ topic: `ly/${topic}`, levels: ['ly', ...topic.split('/')], retained: true },
  data: JSON.parse(String(payload)) as unknown,
})

beforeAll(() => {
  take('citymgmt', cases.map(caseJson))
  take(
    'grid',
    events.map(state => reportJson(state, city.anomalies)),
  )
  take('gps-fleet', [fleetMessage(city, fleet, NOW), routesMessage(fleet, NOW)].map(recordOf))
}, 60_000)

test('[RFG92] (IOC-05, IOC-06) cases and events of the grid are told for each of the fifty towns, and add up', () => {
  const today = cases.filter(({ steps }) => steps[0]!.at >= MIDNIGHT)
  expect(shown('case.received.today')).toBe(today.length)
  expect(shown('grid.events.today')).toBe(events.length)
  expect(city.places.towns).toHaveLength(50)
  for (const { code } of city.places.towns) {
    const here = events.filter(({ report }) => report.site.town.code === code)
    expect(cell('grid.events.today', [], code) ?? 0, code).toBe(here.length)
  }
  const located = city.places.towns.map(({ code }) => Number(cell('case.received.today', [], code) ?? 0))
  const named = today.filter(({ case: { site } }) => site.town !== null)
  expect(located.reduce((sum, n) => sum + n, 0)).toBe(named.length)
  expect(named.length).toBeGreaterThan(100)
})

test('[RFG92] (IOC-05) in time by both ways to count, late, and dealt with: each is what the cases themselves say (DOMAIN 2.6)', () => {
  const isToday = (at: number | null) => at !== null && at >= MIDNIGHT && at <= NOW
  const asked = cases.filter(({ stage }) => !['reported', 'accepted', 'rejected', 'void'].includes(stage))
  const standing = asked.map(state => {
    const isDealtWith = state.stage === 'checking' || state.stage === 'closed'
    return { state, due: disposeDue(state), done: isDealtWith ? disposedAt(state) : null }
  })
  const due = standing.filter(({ due }) => isToday(due) && due! < NOW)
  const late = due.filter(({ due, done }) => done === null || done > due!)
  expect(cell('case.overdue-rate.today')).toEqual({ n: late.length, d: due.length })
  expect(cell('case.on-time-due.today')).toEqual({ n: due.length - late.length, d: due.length })
  const done = standing.filter(({ done }) => isToday(done))
  const inTime = done.filter(({ due, done }) => done! <= due!)
  expect(cell('case.on-time-closed.today')).toEqual({ n: inTime.length, d: done.length })
  expect([due.length > 100, late.length > 0, done.length > inTime.length]).toEqual([true, true, true])
  const sent = asked.filter(({ steps }) => steps.some(({ action }) => action === 'dispatch'))
  const dealtWith = sent.filter(({ stage }) => stage === 'checking' || stage === 'closed')
  expect(cell('case.disposed-share.month')).toEqual({ n: dealtWith.length, d: sent.length })
  expect(dealtWith.length).toBeLessThan(sent.length)
})

test('[RFG92] (IOC-11) a report by photo that was to be answered by now counts as overdue, a hazard among the hazards too, one of the grid platform never', () => {
  expect([shown('grid.overdue') ?? 0, shown('grid.hazards.overdue') ?? 0]).toEqual([0, 0])
  const snap = (number: string, category: string, answerBy: number) => ({
    ...{ number, type: 'event', at: NOW - DAY, area: '211002', reporter: '群众', category, text: '演示' },
    ...{ answerBy, action: `${number}-1`, history: [{ status: 'submitted', at: NOW - DAY }] },
  })
  take('snaps', [
    snap('SP-1', '安全隐患', NOW - HOUR),
    snap('SP-2', '环境卫生', NOW - HOUR),
    snap('SP-3', '安全隐患', NOW + HOUR),
  ])
  expect([shown('grid.overdue'), shown('grid.hazards.overdue')]).toEqual([2, 1])
})

test('[RFG92] (IOC-07) kilometres worked, routes done and how much of them was covered are what the fleet tells', () => {
  const worked = fleet.fleet.vehicles.reduce(
    (sum, { id }) => sum + Math.round(fleet.worked(id, NOW) * 1000),
    0,
  )
  expect(worked).toBeGreaterThan(100_000)
  expect(cell('sanitation.mileage')).toBe(worked)
  const done = fleet.routes(NOW).filter(({ stage }) => stage === 'done')
  expect(shown('sanitation.routes.done')).toBe(done.length)
  const covered = done.reduce((sum, { turn }) => sum + turn.coverage, 0) / done.length
  expect(shown('sanitation.routes.coverage')).toBeCloseTo(100 * covered, 6)
})
