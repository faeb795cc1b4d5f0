import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import { createHospital } from './hospital.ts'
import { createHospitalModel, REPORT_EVERY, type HospitalModel, type HospitalReport } from './model.ts'
import { rowJson, type HospitalRowJson } from './wire.ts'

const AT = '2026-10-20T10:24:00+08:00'
const opened: { remove(): void }[] = []
const open: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.stop()
})
afterAll(() => opened.forEach(city => city.remove()))

function cityWith(rates: Rates = {}, seed = 'test', at = AT) {
  const city = cityForTests({ at, rates, seed })
  opened.push(city)
  return city
}

const city = cityWith()
const model = createHospitalModel(city)
const instant = (text: string) => Date.parse(`${text}+08:00`)
const sum = (reports: readonly HospitalReport[], of: (report: HospitalReport) => number | null) =>
  reports.reduce((total, report) => total + (of(report) ?? 0), 0)
const mean = (at: readonly number[], of: (report: HospitalReport) => number | null) =>
  at.reduce((total, instant) => total + sum(model.reports(instant), of), 0) / at.length
/** The same weekday and hour, so many weeks. */
const weekly = (from: string, hour: number, weeks = 12) =>
  Array.from({ length: weeks }, (_, week) => instant(`${from}T00:00:00`) + week * 7 * DAY + hour * HOUR)

test('[HSP1] fourteen hospitals in seven districts, marked as pretended', () => {
  const { hospitals } = model
  expect(hospitals).toHaveLength(14)
  expect(new Set(hospitals.map(({ district }) => district)).size).toBe(7)
  expect(new Set(hospitals.map(({ name }) => name)).size).toBe(14)
  expect(hospitals.every(({ name }) => name.startsWith('演示'))).toBe(true)
  expect(hospitals.filter(({ emergency }) => emergency === null)).toHaveLength(2)
  expect(hospitals.filter(({ ambulances }) => ambulances === null)).toHaveLength(2)
})

test('[HSP2] reports are heard of within a minute and a half, of one hospital half an hour later', () => {
  const at = instant('2026-10-20T10:20:00')
  const delays = (slow: boolean) =>
    model.hospitals
      .filter(hospital => hospital.slow === slow)
      .flatMap(
        hospital =>
        Array.from({ length: 200 }, (_, i) => model.heardAt(hospital, at + i * REPORT_EVERY) - (at + i * REPORT_EVERY)), // oxfmt-ignore
      )
  expect(delays(true)).toHaveLength(200)
  expect(Math.min(...delays(true))).toBeGreaterThanOrEqual(25 * MINUTE)
  expect(Math.max(...delays(true))).toBeLessThan(40 * MINUTE)
  expect(Math.max(...delays(false))).toBeLessThanOrEqual(1.5 * MINUTE)
  const heard = model.truth(at + 4 * MINUTE)
  expect(heard).toHaveLength(14)
  for (const { hospital, reportedAt } of heard) expect(reportedAt === at, hospital.name).toBe(!hospital.slow)
  for (let now = at; now < at + 3 * HOUR; now += MINUTE) {
    const slow = model.truth(now).find(({ hospital }) => hospital.slow)!
    expect(now - slow.reportedAt).toBeGreaterThanOrEqual(25 * MINUTE)
    expect(now - slow.reportedAt).toBeLessThan(46 * MINUTE)
  }
})

test('[HSP3] beds: fuller in the week than at its end, emptiest at noon, fullest in the cold, and never far beyond what there is', () => {
  const occupied = (at: readonly number[]) => mean(at, report => report.occupied)
  // 2026-07-07 is a Tuesday: warm weeks without holidays.
  const wednesday = occupied(weekly('2026-07-08', 16))
  expect(occupied(weekly('2026-07-11', 16))).toBeLessThan(0.97 * wednesday)
  expect(occupied(weekly('2026-07-08', 11))).toBeLessThan(0.99 * wednesday)
  expect(occupied(weekly('2026-12-16', 16, 8))).toBeGreaterThan(1.02 * wednesday)
  const shares = weekly('2026-12-15', 20, 8).flatMap(at =>
    model.reports(at).map(({ hospital, occupied: some }) => some / hospital.beds),
  )
  expect(Math.max(...shares)).toBeGreaterThan(1)
  expect(Math.max(...shares)).toBeLessThan(1.06)
  expect(Math.min(...shares)).toBeGreaterThan(0.4)
})

test('[HSP3] from one report to the next no hospital fills or empties', () => {
  for (let at = instant('2026-10-20T00:00:00'); at < instant('2026-10-22T00:00:00'); at += REPORT_EVERY) {
    const [before, after] = [model.reports(at), model.reports(at + REPORT_EVERY)]
    after.forEach(({ hospital, occupied }, i) =>
      expect(Math.abs(occupied - before[i]!.occupied), hospital.name).toBeLessThanOrEqual(
        1 + hospital.beds / 100,
      ),
    )
  }
})

test('[HSP4] emergency: emptiest before dawn, fullest in the evening, longer waits where more wait', () => {
  const waiting = (hour: number) => mean(weekly('2026-07-07', hour), report => report.waiting)
  expect(waiting(20)).toBeGreaterThan(4 * waiting(4))
  expect(waiting(20)).toBeGreaterThan(1.2 * waiting(14))
  const reports = weekly('2026-07-07', 20).flatMap(at => model.reports(at))
  for (const { hospital, waiting: people, longest } of reports) {
    if (hospital.emergency === null) expect([people, longest]).toEqual([null, null])
    else expect(longest === null, hospital.name).toBe(people === 0)
  }
  const nights = weekly('2026-07-07', 4).flatMap(at => model.reports(at))
  expect(nights.some(({ waiting: people }) => people === 0)).toBe(true)
  const longest = (hour: number) =>
    Math.max(...weekly('2026-07-07', hour).flatMap(at => model.reports(at).map(each => each.longest ?? 0)))
  expect(longest(20)).toBeGreaterThan(longest(4))
  expect(longest(20)).toBeLessThan(180)
})

test('[HSP5] vehicles are out for a while, and no more are ready than there are', () => {
  const reports = Array.from({ length: 288 }, (_, i) => model.reports(instant('2026-10-20T00:00:00') + i * REPORT_EVERY)) // oxfmt-ignore
  for (const report of reports.flat()) {
    const { hospital, available } = report
    if (hospital.ambulances === null) expect(available).toBeNull()
    else expect(available! >= 0 && available! <= hospital.ambulances, hospital.name).toBe(true)
  }
  const ready = reports.map(each => sum(each, report => report.available))
  expect(Math.max(...ready)).toBeGreaterThan(Math.min(...ready) + 10)
  const changes = ready.filter((count, i) => i > 0 && count !== ready[i - 1]).length
  expect(changes).toBeLessThanOrEqual(24 * 1.5)
})

test('[HSP6] the query agrees with the truth, and out of order it answers nothing', async () => {
  const moving = cityWith({ A4: 0.03, A9: 0.05, A14: 0.05 })
  const own = createHospitalModel(moving)
  const upstream = createHospital(moving, { port: 0 }, own)
  const running = await upstream.start()
  open.push(running)
  const ask = async () => (await (await fetch(running.address)).json()) as { asOf: string; rows: HospitalRowJson[] } // oxfmt-ignore
  for (let turn = 0; turn < 12; turn++) {
    const { asOf, rows } = await ask()
    expect(instant(asOf.replace(' ', 'T'))).toBe(moving.clock.now())
    expect(rows).toEqual(own.truth(moving.clock.now()).map(rowJson))
    expect(rows).toHaveLength(14)
    await moving.clock.advance(moving.clock.now() + 35 * MINUTE)
  }
  const withoutEmergency = (await ask()).rows.find(({ hospitalCode }) => hospitalCode === 'YY-14')!
  expect([withoutEmergency.emergencyWaiting, withoutEmergency.ambulances]).toEqual(['—', '—'])
  expect((await fetch(running.address.replace('hospitals', 'patients'))).status).toBe(404)
  upstream.outage(true)
  await expect(ask()).rejects.toThrow()
  upstream.outage(false)
  expect((await ask()).rows).toHaveLength(14)
})

test('[HSP7] same seed, same rows, whatever was asked before; another seed, others', () => {
  const at = instant('2026-10-20T21:20:00')
  const rates = { A4: 0.03, A9: 0.01, A14: 0.003 }
  const say = (own: HospitalModel) => own.truth(at).map(rowJson)
  const first = createHospitalModel(cityWith(rates, 'a'))
  for (let hour = 0; hour < 40; hour++) first.truth(at - hour * HOUR)
  expect(say(first)).toEqual(say(createHospitalModel(cityWith(rates, 'a', '2026-10-20T21:20:00+08:00'))))
  expect(say(first)).not.toEqual(say(createHospitalModel(cityWith(rates, 'b'))))
})

describe('[HSP8] anomalies', () => {
  const wild = createHospitalModel(cityWith({ A4: 0.03, A9: 0.01, A14: 0.003 }))
  const HOURS = 24 * 28
  const from = instant('2026-10-01T00:00:00')
  const hours = Array.from({ length: HOURS }, (_, hour) => from + hour * HOUR)
  const near = (share: number, rate: number) => {
    expect(share).toBeGreaterThan(0.6 * rate)
    expect(share).toBeLessThan(1.5 * rate)
  }

  test('[HSP8] A4: an hour of reports comes one to three hours late', () => {
    const delays = wild.hospitals.flatMap(hospital =>
      hours.map(at => Math.floor((wild.heardAt(hospital, at) - at) / MINUTE)),
    )
    const late = delays.filter(minutes => minutes >= 60)
    near(late.length / delays.length, 0.03)
    expect(Math.max(...late)).toBeLessThan(3 * 60 + 40)
    const calm = model.hospitals.flatMap(hospital => hours.map(at => model.heardAt(hospital, at) - at))
    expect(Math.max(...calm)).toBeLessThan(HOUR)
  })

  test('[HSP8] A9: what is not known is a dash, nothing or 0, and some waits are seconds', () => {
    const reports = hours.flatMap(at => wild.reports(at))
    const kinds = reports
      .flatMap(({ spoilt }) => Object.values(spoilt))
      .filter(kind => kind !== 'contradicts')
    near(kinds.length / (reports.length * 6), 0.01)
    expect(new Set(kinds)).toEqual(new Set(['missing', 'blank', 'zero', 'other unit']))
    const texts = new Set(reports.filter(({ spoilt }) => spoilt.beds !== undefined).map(each => rowJson(each).beds)) // oxfmt-ignore
    expect(texts).toEqual(new Set(['—', '', '0']))
    const seconds = reports.filter(
      ({ spoilt, longest }) => spoilt.longest === 'other unit' && longest !== null,
    )
    expect(seconds.length).toBeGreaterThan(0)
    for (const report of seconds)
      expect(rowJson(report).longestWaitMinutes).toBe(String(report.longest! * 60))
  })

  test('[HSP8] A14: more occupied or ready than there are, by far', () => {
    const reports = hours.flatMap(at => wild.reports(at))
    const odd = reports.filter(({ spoilt }) => Object.values(spoilt).includes('contradicts'))
    near(odd.length / reports.length, 0.003)
    for (const report of odd) {
      const { beds, bedsOccupied, ambulances, ambulancesAvailable } = rowJson({
        ...report,
        spoilt: Object.fromEntries(
          Object.entries(report.spoilt).filter(([, kind]) => kind === 'contradicts'),
        ),
      })
      if (report.spoilt.occupied === 'contradicts') expect(Number(bedsOccupied)).toBe(2 * Number(beds))
      else if (ambulances === '—') expect(ambulancesAvailable).toBe('—')
      else expect(Number(ambulancesAvailable)).toBe(2 * Number(ambulances))
    }
  })

  test('[HSP8] none of them when off', () => {
    const reports = hours.flatMap(at => model.reports(at))
    expect(reports.every(({ spoilt }) => Object.keys(spoilt).length === 0)).toBe(true)
  })
})
