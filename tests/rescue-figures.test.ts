import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RESOURCE_SORTS } from '../mock-data/alert/resources.ts'
import { createRescueModel } from '../mock-data/alert/rescue.ts'
import { incidentJson, type IncidentTold } from '../mock-data/alert/incidents.ts'
import { resourceJson, turnoutJson } from '../mock-data/alert/rescue-wire.ts'
import type { Rates } from '../mock-data/anomalies.ts'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { MINUTE, dayNumber, startOfDay } from '../shared/calendar/civil.ts'
import { createIntake } from './intake.fixture.ts'

const AT = '2026-11-24T15:24:00+08:00'
const NOW = Date.parse(AT)
const MIDNIGHT = startOfDay(dayNumber(NOW))
const MONTH = startOfDay(dayNumber(NOW) - 23)
const LIMIT = 15 * MINUTE
const SORTS = ['station', 'team', 'shelter', 'store']
const BINS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 25, 30, 40, 60]

const listed = (value: unknown) => value as { readonly total: number; readonly rows: readonly unknown[][] }

/** All that the emergency platform told of a month. */
function monthWith(rates: Rates) {
  const city = cityForTests({ at: AT, rates })
  const model = createRescueModel(city)
  const standing = model.standing(NOW)
  const told = model.changed(MONTH - 10 * 60 * MINUTE, NOW).filter(({ turnout }) => turnout.calledAt >= MONTH)
  const intake = createIntake(NOW, ['rescue-resource', 'rescue-turnout', 'occurrence'])
  const incidents = model.incidents.changed(0, NOW)
  intake.take('alert-incidents', incidents.map(incidentJson))
  intake.take('rescue-resources', standing.map(resourceJson))
  intake.take('rescue-turnouts', told.map(turnoutJson))
  return { city, standing, told, intake, incidents, real: told.filter(({ state }) => state !== '撤销') }
}

/** The upper bound of the bin in which the p-th of them lies, minutes. */
function binned(spans: readonly number[], p: number): number {
  const sorted = [...spans].sort((a, b) => a - b)
  const at = sorted[Math.ceil((p / 100) * sorted.length) - 1]!
  return BINS.find(bound => at <= bound * MINUTE)!
}

describe('an ordinary month', () => {
  let month: ReturnType<typeof monthWith>
  beforeAll(() => {
    month = monthWith({})
  })
  afterAll(() => month.city.remove())

  test('[RFG41] (IOC-12) every resource of the register stands where it is and as it is', () => {
    const rows = month.intake.rowsOf('alert/')
    for (const { resource, state } of month.standing)
      expect(rows.get(resource.code)!.row, resource.code).toMatchObject({
        title: resource.name,
        area: resource.community?.code ?? resource.town.code,
        ready: state === '待命',
        people: resource.people,
        capacity: resource.holds,
      })
    RESOURCE_SORTS.forEach((sort, i) => {
      const of = month.standing.filter(({ resource }) => resource.sort === sort)
      expect(month.intake.cell('rescue.resources', [SORTS[i]!]), sort).toBe(of.length)
      const ready = of.filter(({ state }) => state === '待命')
      expect(month.intake.cell('rescue.ready', [SORTS[i]!]), sort).toBe(ready.length)
    })
    expect(listed(month.intake.cell('rescue.resources.list')).total).toBe(month.standing.length)
    const places = month.city.places.districts.map(({ code }) =>
      Number(month.intake.cell('rescue.resources', ['station'], code)),
    )
    expect(Math.min(...places)).toBeGreaterThan(0)
  })

  test('[RFG41] (IOC-12) turnouts of today and the month, those out now, and how soon a station was there', () => {
    const { intake, real } = month
    const today = real.filter(({ turnout }) => turnout.calledAt >= MIDNIGHT)
    expect(today.length).toBeGreaterThan(0)
    expect(intake.shown('rescue.turnouts.today')).toBe(today.length)
    expect(intake.shown('rescue.turnouts.month')).toBe(real.length)
    const there = real.filter(({ state }) => state !== '出动中')
    const spans = there.map(({ turnout }) => turnout.arrivedAt - turnout.dispatchedAt)
    expect(intake.cell('rescue.travel.month')).toEqual(
      [binned(spans, 50), binned(spans, 90)].map(m => m * MINUTE),
    )
    const calls = there.map(({ turnout }) => turnout.arrivedAt - turnout.calledAt)
    expect(intake.cell('rescue.response.month')).toEqual(
      [binned(calls, 50), binned(calls, 90)].map(m => m * MINUTE),
    )
    const inTime = spans.filter(span => span <= LIMIT).length
    expect(inTime).toBeLessThan(spans.length)
    expect(intake.shown('rescue.on-time.month')).toBeCloseTo((100 * inTime) / spans.length, 9)
  })

  test('[RFG91] (IOC-12) emergencies of this month by class and by level, as they were verified', () => {
    const { intake, incidents } = month
    const since = incidents.filter(({ incident }) => incident.happenedAt >= MONTH)
    const told = new Map<string, number>()
    for (const { incident, level } of since) {
      const key = `${incident.sort} ${1 + ['Ⅰ级', 'Ⅱ级', 'Ⅲ级', 'Ⅳ级'].indexOf(level)}`
      told.set(key, (told.get(key) ?? 0) + 1)
    }
    for (const [key, n] of told) expect(intake.shown('incident.month.level', ...key.split(' ')), key).toBe(n)
    expect(told.size).toBeGreaterThan(4)
    expect(since.length).toBeGreaterThan(15)
  })

  test('[RFG91] (IOC-12) those under way are listed, the gravest first, and those over their term are told by the clock', () => {
    const { intake, incidents } = month
    const open = incidents.filter(({ doneAt }) => doneAt === null)
    const late = (each: IncidentTold) => each.dueAt < NOW
    expect(intake.shown('incident.open') ?? 0).toBe(open.length)
    expect(intake.shown('incident.overdue') ?? 0).toBe(open.filter(late).length)
    const list = listed(intake.cell('incident.open.list'))
    expect(list.total).toBe(open.length)
    const levels = list.rows.map(row => row[4] as string)
    expect(levels).toEqual([...levels].sort())
    const today = incidents.filter(({ incident }) => incident.happenedAt >= MIDNIGHT)
    expect(intake.shown('incident.today') ?? 0).toBe(today.length)
  })

  test('[RFG41] (IOC-12) calls of the month are told by sort', () => {
    const codes = {
      火灾扑救: 'fire',
      抢险救援: 'rescue',
      社会救助: 'help',
      安保勤务: 'guard',
      虚假警: 'false',
    }
    for (const [sort, code] of Object.entries(codes)) {
      const of = month.real.filter(({ turnout }) => turnout.sort === sort)
      expect(month.intake.shown('rescue.turnouts.sort.month', code) ?? 0, sort).toBe(of.length)
    }
  })

  test('[RFG41] (IOC-12) district by district, so that the slow one is seen', () => {
    for (const { code } of month.city.places.districts) {
      const spans = month.real
        .filter(({ turnout, state }) => turnout.town.district === code && state !== '出动中')
        .map(({ turnout }) => turnout.arrivedAt - turnout.dispatchedAt)
      expect(spans.length, code).toBeGreaterThan(4)
      expect(month.intake.cell('rescue.travel.month', [], code), code).toEqual(
        [binned(spans, 50), binned(spans, 90)].map(m => m * MINUTE),
      )
    }
  })
})

test('[RFG41] (A4, A5, A14) late is in its own day, a call taken back is none, and who was there before he left was there nobody knows when', () => {
  const month = monthWith({ A4: 0.2, A5: 0.2, A14: 0.2 })
  expect(month.real.length).toBeLessThan(0.9 * month.told.length)
  expect(month.intake.shown('rescue.turnouts.month')).toBe(month.real.length)
  const there = month.real.filter(({ state }) => state !== '出动中')
  const known = there.filter(({ turnout }) => !turnout.impossible)
  expect(known.length).toBeLessThan(0.9 * there.length)
  const spans = known.map(({ turnout }) => turnout.arrivedAt - turnout.dispatchedAt)
  const notThere = month.real.filter(
    ({ turnout, state }) => state === '出动中' && NOW > turnout.dispatchedAt + LIMIT,
  )
  expect(month.intake.shown('rescue.turnouts.late') ?? 0).toBe(notThere.length)
  const inTime = spans.filter(span => span <= LIMIT).length
  expect(month.intake.shown('rescue.on-time.month')).toBeCloseTo(
    (100 * inTime) / (spans.length + notThere.length),
    9,
  )
  month.city.remove()
})
