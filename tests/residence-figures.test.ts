import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityForTests, type CityForTests } from '../mock-data/city-for-tests.ts'
import { createCheckModel, standingAt } from '../mock-data/residence/checks.ts'
import { createCounts, RESIDENCE_TOTALS, totalsOf, type Counted } from '../mock-data/residence/counts.ts'
import { createResidence } from '../mock-data/residence/residence.ts'
import { dayNumber, dayOfDate } from '../shared/calendar/civil.ts'
import { TYPES } from '../shared/kinds/residence-check/codes.ts'
import { createIntake, type Intake } from './intake.fixture.ts'
import { toldThrough } from './told-by-tables.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const MONTH = Date.parse('2026-11-01T00:00:00+08:00')
const KINDS = ['residence-count', 'residence-check']
const COMMUNITIES = 714

/** What a city's own upstream tells through its feeds. */
async function toldBy(
  pretend: CityForTests,
  at: number,
  rows: { readonly [feed: string]: number },
): Promise<Intake> {
  const intake = createIntake(at, KINDS)
  await toldThrough(pretend, createResidence(pretend), intake, rows)
  return intake
}

const pretend = cityForTests({ at: AT })
const counts = createCounts(pretend)(dayNumber(NOW))
const checks = createCheckModel(pretend)
  .until(NOW)
  .map(check => ({ ...check, ...standingAt(check, NOW) }))
let intake: Intake
beforeAll(async () => {
  intake = await toldBy(pretend, NOW, {
    ...{ 'residence-counts': 2 * COMMUNITIES, 'residence-checks': checks.length },
  })
}, 60_000)
afterAll(() => pretend.remove())

const METRICS: readonly (readonly [metric: string, counted: readonly Counted[]])[] = [
  ['residence.people', ['registered', 'floating']],
  ['residence.floating', ['floating']],
  ['residence.households', ['households']],
  ['residence.homes', ['homes']],
  ['residence.rented', ['rented']],
  ['residence.vacant', ['vacant']],
  ['residence.elderly-alone', ['elderlyAlone']],
  ['residence.disabled', ['disabled']],
  ['residence.children', ['children']],
]

test('[RFG28] (IOC-11) every community stands as the register has it, and all add up to the city and each district', () => {
  const { rowsOf, shown, cell } = intake
  const totals = totalsOf(pretend, dayNumber(NOW))
  const rows = rowsOf('residence/2110')
  expect(rows.size).toBe(COMMUNITIES)
  for (const [code, { row, rows: inner }] of rows) {
    const { registered, floating, homes } = counts.get(`2110${code}`)!
    expect(row).toMatchObject({ registered, floating, homes, people: registered + floating, current: true })
    expect(inner?.['months']).toHaveLength(2)
  }
  for (const [metric, counted] of METRICS) {
    expect(shown(metric), metric).toBe(counted.reduce((sum, name) => sum + totals[name], 0))
    const districts = pretend.places.districts.map(({ code }) => cell(metric, [], code) as number)
    expect(
      districts.reduce((a, b) => a + b, 0),
      metric,
    ).toBe(shown(metric))
  }
  expect(cell('residence.current')).toEqual({ n: COMMUNITIES, d: COMMUNITIES })
  expect(shown('residence.held') ?? 0).toBe(0)
})

test('[RFG28] on the first of November they are the people of the census', async () => {
  const first = cityForTests({ at: '2026-11-01T10:24:00+08:00' })
  const told = await toldBy(first, first.clock.now(), { 'residence-counts': 2 * COMMUNITIES })
  expect(told.shown('residence.people')).toBe(1_604_600)
  expect(told.shown('residence.homes')).toBe(RESIDENCE_TOTALS.homes)
  first.remove()
}, 60_000)

test('[RFG28] checks of today, open, overdue and in time are those that the platform has', () => {
  const { rowsOf, shown, cell } = intake
  expect(rowsOf('residence/HC').size).toBe(checks.length)
  const today = checks.filter(({ issuedAt }) => dayNumber(issuedAt) === dayNumber(NOW))
  expect(shown('residence.checks.today')).toBe(today.length)
  const open = checks.filter(({ doneAt }) => doneAt === null)
  expect(shown('residence.checks.open')).toBe(open.length)
  const lastDay = ({ issuedAt, sort }: (typeof checks)[number]) =>
    pretend.calendar.add(dayNumber(issuedAt), sort.limit)
  const late = open.filter(check => lastDay(check) < dayNumber(NOW))
  expect(late.length).toBeGreaterThan(0)
  expect(shown('residence.checks.overdue')).toBe(late.length)
  for (const [code, { zh }] of Object.entries(TYPES)) {
    const ofType = open.filter(({ sort }) => sort.name === zh)
    expect(shown('residence.checks.type', code) ?? 0, zh).toBe(ofType.length)
  }
  const due = checks.filter(
    check =>
      check.finding !== '任务撤销' && lastDay(check) >= dayNumber(MONTH) && lastDay(check) < dayNumber(NOW),
  )
  const inTime = due.filter(check => check.doneAt !== null && dayNumber(check.doneAt) <= lastDay(check))
  expect(cell('residence.checks.on-time.month')).toEqual({ n: inTime.length, d: due.length })
  const done = checks.filter(
    ({ doneAt, finding }) => doneAt !== null && doneAt >= MONTH && finding !== '任务撤销',
  )
  const matched = done.filter(({ finding }) => finding === '相符')
  expect(cell('residence.checks.matched.month')).toEqual({ n: matched.length, d: done.length })
})

test('[RFG28] (A4, A9) a late district keeps its old counts, and what is tenfold is held as it was', async () => {
  const odd = cityForTests({ at: '2026-11-24T12:00:00+08:00', rates: { A4: 0.4, A9: 0.03 } })
  const at = odd.clock.now()
  const told = await toldBy(odd, at, { 'residence-counts': 2 * COMMUNITIES })
  const rows = [...told.rowsOf('residence/2110').values()].map(({ row }) => row)
  const old = rows.filter(row => row['current'] === false && row['waiting'] === false)
  const held = rows.filter(row => row['waiting'] === true)
  expect([old.length > 0, held.length > 0]).toEqual([true, true])
  const { n, d } = told.cell('residence.current') as { readonly n: number; readonly d: number }
  expect([d, n]).toEqual([COMMUNITIES, COMMUNITIES - old.length - held.length])
  expect(told.shown('residence.held')).toBe(held.length)
  for (const row of held) expect(row['period']).toBe('2026-10')
  // Not one is off by more than a month of coming and going.
  const people = told.shown('residence.people')!
  expect(Math.abs(people - 1_604_600)).toBeLessThan(1500)
  expect(dayNumber(at)).toBe(dayOfDate('2026-11-24'))
  odd.remove()
}, 60_000)
