import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, dayNumber } from '../../shared/calendar/civil.ts'
import { dueAt } from '../../shared/calendar/due.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests, type CityForTests } from '../city-for-tests.ts'
import { BOOKS } from './books.ts'
import { debtsAt } from './debts.ts'
import type { LedgerEntry } from './entry.ts'
import { bytesOf, sentBetween, toldAt } from './files.ts'
import { createLedgers } from './ledgers.ts'

const START = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(START)
const open: { stop(): Promise<void> | void }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

function cityAt(options: { at?: string; rates?: Rates; seed?: string; folder?: string } = {}) {
  const city = cityForTests({ at: START, ...options })
  if (options.folder === undefined) open.push({ stop: city.remove })
  return city
}

const all = (city: CityForTests, at = NOW): LedgerEntry[] => BOOKS.flatMap(book => book.entries(city, at))

test('[LGB1] two months of four books and two days of the fifth, and then each in its time', async () => {
  const city = cityAt()
  const running = await createLedgers(city).start()
  await city.clock.advance(NOW + MINUTE)
  const folder = running.address
  const monthly = BOOKS.filter(({ rhythm }) => rhythm === 'month').map(({ name }) => name)
  for (const name of monthly)
    expect(readdirSync(folder).filter(file => file.startsWith(name))).toEqual([
      `${name}_202609.xlsx`,
      `${name}_202610.xlsx`,
    ])
  expect(readdirSync(folder)).toContain('拖欠账款台账_20261123.xlsx')
  for (const name of readdirSync(folder)) rmSync(`${folder}/${name}`)
  await city.clock.advance(Date.parse('2026-11-24T18:02:00+08:00'))
  expect(readdirSync(folder)).toEqual(['拖欠账款台账_20261124.xlsx'])
  await city.clock.advance(Date.parse('2026-12-08T10:02:00+08:00'))
  for (const name of monthly) expect(existsSync(`${folder}/${name}_202611.xlsx`), name).toBe(true)
  await running.stop()
})

test('[LGB1] files come on working mornings, some of them late', () => {
  const years = Array.from({ length: 24 }, (_, i) => NOW - i * 60 * DAY)
  const of = (rates: Rates) => {
    const city = cityAt({ rates })
    const sent = years.flatMap(to => sentBetween(city, to - 61 * DAY, to))
    const monthly = sent.filter(({ book }) => book.rhythm === 'month')
    expect(monthly.filter(({ at }) => !city.calendar.isWorkday(dayNumber(at)))).toEqual([])
    expect(new Set(monthly.map(({ at }) => (at + 8 * HOUR) % DAY))).toEqual(new Set([10 * HOUR]))
    return new Map(monthly.map(({ name, at }) => [name, at]))
  }
  const [calm, wild] = [of({}), of({ A4: 0.03 })]
  const late = [...wild].filter(([name, at]) => at > (calm.get(name) ?? Infinity))
  expect(late.length).toBeGreaterThan(2)
  expect(late.length).toBeLessThan(calm.size / 2)
})

test('[LGB2] entries stay, and what is done stays done', () => {
  const city = cityAt()
  const before = all(city, NOW - 60 * DAY)
  const after = new Map(all(city).map(entry => [entry.number, entry]))
  let moved = 0
  for (const entry of before) {
    const later = after.get(entry.number)
    expect(later?.title, entry.number).toBe(entry.title)
    if (entry.state === '已完成') expect(later).toEqual(entry)
    else if (later?.state === '已完成') moved++
  }
  expect(after.size).toBeGreaterThan(before.length)
  expect(moved).toBeGreaterThan(10)
})

test('[LGB2] what is done has its day, and no day is ahead', () => {
  for (const { number, beganAt, doneAt, state } of all(cityAt())) {
    expect(state === '已完成', number).toBe(doneAt !== null)
    const times = [beganAt, doneAt, NOW].filter(at => at !== null)
    expect(times, number).toEqual(times.toSorted((a, b) => a - b))
  }
})

test('[LGB3] (LYX-15, IOC-24, PRV-07) sums of what was published are exact, whatever the seed', () => {
  for (const seed of ['a', 'b']) {
    const entries = all(cityAt({ seed }))
    const sum = (ledger: string, of: (entry: LedgerEntry) => number | null) =>
      entries
        .filter(entry => entry.ledger === ledger)
        .reduce((total, entry) => total + Math.round((of(entry) ?? 0) * 1000), 0) / 1000
    expect(sum('一事一议道路', ({ quantity }) => quantity)).toBe(106.8)
    expect(sum('一事一议道路', ({ amount }) => amount)).toBe(3015)
    expect(sum('余热供热道路恢复', ({ quantity }) => quantity)).toBe(7579.48)
    expect(sum('山水林田湖草沙治理', ({ amount }) => amount)).toBe(194_600)
    expect(sum('重点项目集中开工', ({ amount }) => amount)).toBe(2_580_000)
  }
  const entries = all(cityAt())
  for (const { source, asOf, number } of entries) expect(source === null, number).toBe(asOf === null)
  expect(
    entries.filter(({ ledger }) => ledger === '年度村内道路').every(({ source }) => source === null),
  ).toBe(true)
})

test('[LGB4] nobody is named, and each number is there once', () => {
  const entries = all(cityAt())
  expect(new Set(entries.map(({ number }) => number)).size).toBe(entries.length)
  for (const { party } of entries)
    if (party !== null && /公司|企业/.test(party)) expect(party).toMatch(/^演示/)
})

test('[LGB5] (PRV-14) complaints are handed over and answered within their terms, but for a few', () => {
  const city = cityAt()
  const verdicts = { inTime: 0, late: 0 }
  const stages = new Set<string>()
  for (let at = NOW - 200 * DAY; at <= NOW; at += DAY)
    for (const { term, state, stage } of debtsAt(city, at)) {
      if (state === '已完成' || term === null) continue
      const unit = ({ 工作日: 'workday', 天: 'day', 月: 'month' } as const)[term.unit]
      const due = dueAt(term.since, { n: term.n, unit }, city.official).at!
      stages.add(`${stage} ${term.n}${term.unit}`)
      verdicts[at > due ? 'late' : 'inTime']++
    }
  expect(stages).toEqual(new Set(['待移交 7工作日', '待答复 1月', '复杂待答复 3月']))
  expect(verdicts.late).toBeGreaterThan(5)
  expect(verdicts.late).toBeLessThan(verdicts.inTime / 4)
})

test('[LGB6] same seed, same bytes; a clerk moves columns, writes a line above, and puts a row down twice', () => {
  const bytes = (seed: string, rates: Rates = {}) => {
    const city = cityAt({ seed, rates })
    return sentBetween(city, 0, NOW).map(sent => Buffer.from(bytesOf(city, sent)))
  }
  const [one, same, other] = [bytes('a'), bytes('a'), bytes('b')]
  expect(one.every((file, i) => file.equals(same[i]!))).toBe(true)
  expect(one.some((file, i) => !file.equals(other[i]!))).toBe(true)
  const odd = bytes('a', { A7: 0.04, A1: 0.04 })
  expect(odd.filter((file, i) => !file.equals(one[i]!)).length).toBe(one.length)
})

test('[LGB1] what fell into an outage comes afterwards, and nothing twice', async () => {
  const city = cityAt()
  const upstream = createLedgers(city)
  const running = await upstream.start()
  open.push(running)
  await city.clock.advance(NOW + MINUTE)
  const before = readdirSync(running.address)
  upstream.outage(true)
  await city.clock.advance(NOW + 9 * HOUR)
  expect(readdirSync(running.address)).toEqual(before)
  upstream.outage(false)
  await city.clock.advance(NOW + 10 * HOUR)
  expect(readdirSync(running.address)).toHaveLength(before.length + 1)
  expect(readFileSync(`${running.address}/拖欠账款台账_20261124.xlsx`).length).toBeGreaterThan(1000)
  const debts = BOOKS.at(-1)!
  expect(toldAt(city, debts, NOW).length).toBe(debtsAt(city, Date.parse('2026-11-23T18:00:00+08:00')).length)
})
