import gcoord from 'gcoord'
import { afterAll, describe, expect, test } from 'vitest'
import { DAY, HOUR, dayOfDate, startOfDay } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import { createCaseModel } from '../citymgmt/model.ts'
import { mattersOfDay } from '../matters.ts'
import { cellCentre } from '../positions.ts'
import { createLinkFinder } from './links.ts'
import { createGridModel } from './model.ts'
import type { Report, Status } from './report.ts'
import { dutyAt, dutyTimes } from './riders.ts'
import { oldForm, reportEvent, reportJson } from './wire.ts'

const opened: { remove(): void }[] = []
afterAll(() => opened.forEach(city => city.remove()))

function modelWith(rates: Rates = {}, seed = 'test') {
  const city = cityForTests({ at: '2026-10-20T12:00:00+08:00', rates, seed })
  opened.push(city)
  return { city, model: createGridModel(city) }
}

const FIRST = dayOfDate('2026-09-01')
const { city, model } = modelWith()
const week = (of = model): Report[] =>
  Array.from({ length: 7 }, (_, i) => of.draftsOfDay(FIRST + i)).flatMap(drafts =>
    drafts.filter(({ kind }) => kind === 'event').map(of.report),
  )
const events = week()
const share = <T>(items: readonly T[], of: (item: T) => boolean) => items.filter(of).length / items.length

test('[GRD1] 3 000 reports on an ordinary day, 500 about something, 60 from riders', () => {
  const days = ['2026-09-01', '2026-09-02', '2026-09-03', '2026-09-08', '2026-09-09'].map(dayOfDate)
  const drafts = days.flatMap(day => [...model.draftsOfDay(day)])
  expect(drafts.length / 5).toBeGreaterThan(2850)
  expect(drafts.length / 5).toBeLessThan(3150)
  const about = drafts.filter(({ kind }) => kind === 'event')
  expect(about.length / 5).toBeGreaterThan(470)
  expect(about.length / 5).toBeLessThan(530)
  const riders = about.filter(({ reporter }) => reporter === '骑手')
  expect(riders.length / 5).toBeGreaterThan(48)
  expect(riders.length / 5).toBeLessThan(72)
  const reports = riders.map(model.report)
  expect(new Set(reports.map(({ category }) => category!.name))).toEqual(new Set(['安全隐患', '环境卫生']))
  expect(new Set(reports.map(({ site }) => site.district.name))).toEqual(new Set(['宏伟区']))
  expect(reports.filter(({ reporterNo }) => !/^QS-(0\d\d|1\d\d|200)$/.test(reporterNo))).toEqual([])
  expect(new Set(events.map(({ category }) => category!.name)).size).toBe(6)
})

const FOLLOWS: { readonly [status in Status]: readonly Status[] } = {
  submitted: ['community_triage'],
  community_triage: ['self_handled', 'upgraded', 'invalid'],
  self_handled: ['feedback_sent'],
  upgraded: ['feedback_sent'],
  invalid: ['feedback_sent'],
  feedback_sent: [],
}

test('[GRD2] every life is a path to an answer, in rising time', () => {
  const patrols = model
    .draftsOfDay(FIRST)
    .filter(({ kind }) => kind === 'patrol')
    .map(model.report)
  const faulty = [...events, ...patrols].filter(({ steps }) =>
    steps.some(({ status, at }, i) => {
      const next = steps[i + 1]
      if (next === undefined) return status !== 'feedback_sent'
      return !FOLLOWS[status].includes(next.status) || next.at <= at
    }),
  )
  expect(faulty.map(({ reportNo }) => reportNo)).toEqual([])
  expect(patrols.every(({ changes }) => changes.length === 1)).toBe(true)
  expect(share(events, ({ steps }) => steps.some(({ status }) => status === 'upgraded'))).toBeCloseTo(0.29, 1)
  expect(share(events, ({ steps }) => steps.some(({ status }) => status === 'invalid'))).toBeCloseTo(0.09, 1)
})

test('[GRD2] a version per change, each with what was known then', () => {
  for (const draft of model
    .draftsOfDay(FIRST)
    .filter(({ kind }) => kind === 'event')
    .slice(0, 60)) {
    const states = draft.changes.map((at, i) => model.state({ draft, version: i + 1, at }))
    expect(states.map(({ steps }) => steps.length)).toEqual(states.map((_, i) => i + 1))
    expect(states.at(-1)!.steps.at(-1)!.status).toBe('feedback_sent')
  }
  const from = startOfDay(FIRST + 2) + 9 * HOUR
  const changes = model.changes(from, from + HOUR)
  expect(changes.every(({ at }) => at > from && at <= from + HOUR)).toBe(true)
  const halves = [...model.changes(from, from + HOUR / 2), ...model.changes(from + HOUR / 2, from + HOUR)]
  expect(halves).toEqual(changes)
  expect(changes.length).toBeGreaterThan(300)
})

test('[GRD4] 187 of 200 riders by day, in four towns; a snapshot every ten minutes', () => {
  const noon = startOfDay(FIRST) + 12 * HOUR
  const duty = dutyAt(city, noon)
  expect([duty.total, duty.onDuty]).toEqual([200, 187])
  expect(duty.towns).toHaveLength(4)
  expect(duty.towns.reduce((sum, { onDuty }) => sum + onDuty, 0)).toBe(187)
  expect(dutyAt(city, startOfDay(FIRST) + 3 * HOUR).onDuty).toBeLessThan(40)
  expect(dutyTimes(noon - HOUR, noon)).toHaveLength(6)
  expect(dutyTimes(noon - HOUR, noon).at(-1)).toBe(noon)
})

test('[GRD6] points are GCJ-02 degrees in the cell of the community; no photo', () => {
  const outside = events.filter(({ site }) => {
    const [lon, lat] = gcoord.transform([site.point.x, site.point.y], gcoord.GCJ02, gcoord.WGS84)
    const cell = city.places.communities.find(({ code }) => code === site.community?.code)!.cell
    const centre = cellCentre(city.places, cell)
    return Math.hypot((centre.lon - lon) * 83.6, (centre.lat - lat) * 111.2) > 2.25
  })
  expect(outside.map(({ reportNo }) => reportNo)).toEqual([])
  const [draft] = model.draftsOfDay(FIRST)
  const json = reportJson(model.state({ draft: draft!, version: 1, at: draft!.changes[0]! }), city.anomalies)
  expect(json.crs).toBe('GCJ02')
  expect(json.photoRef).toBeNull()
})

test('[GRD8] same seed, same reports; another seed, others', () => {
  const wild = { A4: 0.03, A5: 0.005, A11: 0.03, A12: 0.1, A19: 0.08 }
  const say = (seed: string) => {
    const { model: own } = modelWith(wild, seed)
    return own.draftsOfDay(FIRST).slice(0, 400).map(own.report)
  }
  expect(say('a')).toEqual(say('a'))
  expect(say('a')).not.toEqual(say('b'))
})

describe('[GRD9] anomalies', () => {
  const rates = { A4: 0.035, A5: 0.005, A7: 0.002, A11: 0.03, A12: 0.1, A14: 0.003, A19: 0.08 }
  const { model: wild, city: wildCity } = modelWith(rates)
  const flawed = week(wild)
  const inCity = ({ site: { point } }: Report) =>
    point.x > 122.5 && point.x < 124 && point.y > 40.4 && point.y < 41.8
  const drafts = new Map(
    [...Array.from({ length: 7 }, (_, i) => FIRST + i)].flatMap(day => [
      ...wild.draftsOfDay(day).map(draft => [`wild ${draft.reportNo}`, draft] as const),
      ...model.draftsOfDay(day).map(draft => [`calm ${draft.reportNo}`, draft] as const),
    ]),
  )
  const draftOf = ({ reportNo }: Report, of: typeof model) =>
    drafts.get(`${of === wild ? 'wild' : 'calm'} ${reportNo}`)!
  const last = (report: Report, of: typeof model, at: number) =>
    of.state({ draft: draftOf(report, of), version: report.changes.length, at })
  const END = startOfDay(FIRST + 30)

  test.each([
    ['A4', 0.035, (r: Report) => r.uploadedAt - r.reportedAt > 60_000],
    ['A5', 0.005, (r: Report) => r.correctedAt !== null],
    ['A11', 0.03, (r: Report) => !inCity(r)],
    [
      'A12',
      0.1,
      (r: Report) => r.site.community === null || r.site.address === null || r.site.community.code === '',
    ],
  ] as const)('[GRD9] %s near its rate of %d, and never when off', (_id, rate, of) => {
    const found = flawed.filter(of).length
    expect(Math.abs(found - rate * flawed.length)).toBeLessThan(4 * Math.sqrt(rate * flawed.length) + 2)
    expect(events.filter(of)).toHaveLength(0)
  })

  test('[GRD9] A4: minutes, hours and up to three days late', () => {
    const all = Array.from({ length: 20 }, (_, i) => wild.draftsOfDay(FIRST + i)).flat()
    const late = all.map(d => d.uploadedAt - d.reportedAt).filter(delay => delay > 60_000)
    expect(late.filter(delay => delay < HOUR).length / late.length).toBeGreaterThan(0.7)
    expect(late.some(delay => delay > HOUR && delay < 20 * HOUR)).toBe(true)
    expect(Math.max(...late)).toBeGreaterThan(DAY)
    expect(Math.max(...late)).toBeLessThanOrEqual(3 * DAY)
  })

  test('[GRD9] A5: filed under another category first, with a version more', () => {
    for (const report of flawed.filter(({ correctedAt }) => correctedAt !== null)) {
      const first = wild.state({ draft: draftOf(report, wild), version: 1, at: report.changes[0]! })
      expect(first.category).toBe(report.filedAs)
      expect(last(report, wild, END).category).toBe(report.category)
      expect(report.changes).toHaveLength(report.steps.length + 1)
    }
  })

  test('[GRD9] A7 and A14: the old form, and an answer before the report', () => {
    const json = flawed.map(report => reportJson(last(report, wild, END), wildCity.anomalies))
    const impossible = json.filter(({ history, reportedAt }) => history.at(-1)!.at < reportedAt).length
    expect(impossible).toBeGreaterThan(2)
    expect(impossible).toBeLessThan(25)
    const old = flawed.filter(
      report => 'location' in reportEvent(last(report, wild, END), wildCity.anomalies).data,
    )
    expect(old.length).toBeGreaterThan(1)
    expect(old.length).toBeLessThan(20)
    expect(oldForm(json[0]!).location).toBe(`${json[0]!.lon},${json[0]!.lat}`)
    const calm = events.map(report => reportEvent(last(report, model, END), city.anomalies).data)
    expect(calm.filter(data => 'location' in data)).toEqual([])
  })

  test('[GRD7] [GRD9] A19: what others report too is a report, and what goes up names the case', () => {
    const cases = createCaseModel(wildCity)
    const linked = createGridModel(wildCity, createLinkFinder(cases))
    const days = [FIRST + 1, FIRST + 2, FIRST + 3]
    const heard = days
      .flatMap(day => mattersOfDay(wildCity, day))
      .filter(m => m.heard.grid !== undefined && m.heard.grid < startOfDay(FIRST + 4))
    const reports = days.flatMap(day => linked.draftsOfDay(day)).filter(({ kind }) => kind === 'event')
    const byMatter = new Map(reports.map(draft => [draft.matter?.id, draft]))
    expect(heard.length).toBeGreaterThan(40)
    expect(heard.filter(({ id }) => !byMatter.has(id))).toEqual([])
    const caseNumbers = new Map(days.flatMap(day => cases.casesOfDay(day)).map(c => [c.caseNo, c]))
    const passed = reports.map(linked.report).filter(({ upgrade }) => upgrade?.system === 'citymgmt')
    expect(passed.length).toBeGreaterThan(100)
    const shared = passed.filter(
      ({ matter, upgrade }) => matter !== null && caseNumbers.get(upgrade!.no!)?.matter === matter,
    )
    expect(shared.length).toBeGreaterThan(5)
    const others = passed.filter(
      ({ matter, upgrade }) => matter === null && caseNumbers.has(upgrade!.no ?? ''),
    )
    expect(others.length).toBeGreaterThan(50)
    expect(events.every(({ matter }) => matter === null)).toBe(true)
  })
})
