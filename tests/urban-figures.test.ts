import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { FACILITIES, facilitiesAt } from '../mock-data/urban/facilities.ts'
import { createUrban } from '../mock-data/urban/urban.ts'
import { createWorkModel, RENEWAL, standingAt, type Work } from '../mock-data/urban/works.ts'
import { createIntake } from './intake.fixture.ts'
import { toldThrough } from './told-by-tables.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const YEAR = Date.parse('2026-01-01T00:00:00+08:00')

const pretend = cityForTests({ at: AT, rates: { A9: 0.05 } })
const works = createWorkModel(pretend)(NOW)
const facilities = facilitiesAt(pretend, NOW)
const intake = createIntake(NOW, ['city-work', 'facility-report'])
beforeAll(async () => {
  await toldThrough(pretend, createUrban(pretend), intake, {
    ...{ 'urban-works': works.length, 'urban-facilities': facilities.length },
  })
}, 60_000)
afterAll(() => pretend.remove())

const isGoing = (work: Work) => work.beginsAt <= NOW && work.endsAt > NOW
const isOf = (prefix: string) => (work: Work) => work.no.startsWith(prefix)

test('[RFG51] (IOC-08) every work stands with its stage, its day and its monitor as the platform has it', () => {
  const rows = intake.rowsOf('urban/')
  for (const work of works) {
    const { stage, percent, halted, doneAt, beganAt } = standingAt(work, NOW)
    expect(rows.get(work.no)?.row, work.no).toMatchObject({
      ...{ number: work.no, title: work.title, stage, percent, device: work.device, dueAt: work.dueAt },
      ...{ households: work.households, beganAt, doneAt, done: doneAt !== null },
      state: doneAt !== null ? 'done' : halted ? 'halted' : beganAt === null ? 'planned' : 'going',
      overdue: doneAt === null && work.dueAt < NOW,
    })
  }
})

test('[RFG51] sites, municipal works and the list of the year add up, in the city and in each district', () => {
  const { shown, cell } = intake
  const sites = works.filter(work => isOf('GD')(work) && isGoing(work))
  expect(shown('works.sites')).toBe(sites.length)
  for (const { code } of pretend.places.districts)
    expect(cell('works.sites', [], code) ?? 0).toBe(sites.filter(({ town }) => town.district === code).length)
  expect(shown('works.municipal')).toBe(works.filter(work => isOf('SZ')(work) && isGoing(work)).length)
  const late = works.filter(({ dueAt, endsAt }) => dueAt < NOW && endsAt > NOW)
  expect([shown('works.overdue') ?? 0, late.length > 0]).toEqual([late.length, true])
  const list = works.filter(work => isOf('JG2026')(work))
  const done = list.filter(({ endsAt }) => endsAt <= NOW)
  expect(cell('works.renewal.done')).toEqual({ n: done.length, d: list.length })
  expect(shown('works.renewal.households')).toBe(RENEWAL.households)
  const households = done.reduce((sum, work) => sum + work.households!, 0)
  expect(shown('works.renewal.households.done')).toBe(households)
  const finished = works.filter(work => isOf('SZ')(work) && work.endsAt <= NOW && work.endsAt >= YEAR)
  expect(shown('works.done.year')).toBe(finished.length)
})

test('[RFG51] (IOC-07, IOC-08) toilets and transfer stations are counted beside lamps and drains', () => {
  const now = facilities.filter(({ month }) => month === '2026-11')
  for (const name of ['公共厕所/座', '垃圾转运站/座', '路灯/盏']) {
    const all = now.filter(each => each.name === name).reduce((sum, { total }) => sum + total, 0)
    expect(intake.shown('facilities.total', name), name).toBe(all)
    expect(all, name).toBe(FACILITIES.find(each => each.name === name)!.total)
  }
})

test('[RFG51] (A9) of facilities so many are sound, and what nobody counted is in neither part', () => {
  const now = facilities.filter(({ month }) => month === '2026-11')
  expect(now.some(({ sound }) => sound === null)).toBe(true)
  for (const { name } of FACILITIES) {
    const counted = now.filter(each => each.name === name && each.sound !== null)
    const sum = (of: (told: (typeof now)[number]) => number) =>
      counted.reduce((all, each) => all + of(each), 0)
    expect(intake.cell('facilities.sound', [name]), name).toEqual({
      ...{ n: sum(({ sound }) => sound!), d: sum(({ total }) => total) },
    })
  }
})
