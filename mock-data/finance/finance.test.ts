import { readdirSync, rmSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, dayNumber, fieldsOfDay, weekdayOf } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import type { LedgerEntry } from '../ledgers/entry.ts'
import { bytesOf, sentBetween } from '../ledgers/files.ts'
import { fileBytes } from '../stat/csv.ts'
import { releases, truth } from '../stat/releases.ts'
import { financeReports } from './balances.ts'
import { dealsAt } from './deals.ts'
import { createFinance, FINANCE_BOOK } from './finance.ts'

const START = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(START)
const open: { stop(): Promise<void> | void }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

function cityAt(options: { at?: string; rates?: Rates; seed?: string } = {}) {
  const city = cityForTests({ at: START, ...options })
  open.push({ stop: city.remove })
  return city
}
const all = (city: ReturnType<typeof cityAt>, at = NOW) => FINANCE_BOOK.entries(city, at)
const money = (entries: readonly LedgerEntry[]) => entries.reduce((sum, { amount }) => sum + amount!, 0)

test('[FIN1] the last week and thirteen months at the start, then each in its time', async () => {
  const city = cityAt()
  const running = await createFinance(city).start()
  await city.clock.advance(NOW + MINUTE)
  const names = readdirSync(running.address).sort()
  expect(names.filter(name => name.startsWith('金融助企台账'))).toEqual(['金融助企台账_20261123.xlsx'])
  expect(names.filter(name => name.startsWith('金融运行'))).toHaveLength(13)
  for (const name of names) rmSync(`${running.address}/${name}`)
  await city.clock.advance(Date.parse('2026-12-01T10:00:00+08:00'))
  expect(readdirSync(running.address)).toEqual(['金融助企台账_20261130.xlsx'])
  await running.stop()
})

test('[FIN1] (A15) what fell into an outage comes afterwards, and nothing twice', async () => {
  const city = cityAt()
  const upstream = createFinance(city)
  const running = await upstream.start()
  open.push(running)
  await city.clock.advance(NOW + MINUTE)
  const before = readdirSync(running.address)
  upstream.outage(true)
  await city.clock.advance(Date.parse('2026-11-30T12:00:00+08:00'))
  expect(readdirSync(running.address)).toEqual(before)
  upstream.outage(false)
  await city.clock.advance(Date.parse('2026-11-30T12:05:00+08:00'))
  expect(readdirSync(running.address).filter(name => !before.includes(name))).toEqual([
    '金融助企台账_20261130.xlsx',
  ])
})

test('[FIN1] (A4) workbooks come on the first working day of a week at nine, or two days later', () => {
  const weeks = Array.from({ length: 104 }, (_, i) => NOW - i * 7 * DAY)
  const of = (rates: Rates) => {
    const city = cityAt({ rates })
    const sent = weeks.flatMap(to => sentBetween(city, to - 7 * DAY, to, [FINANCE_BOOK]))
    expect(new Set(sent.map(({ at }) => (at + 8 * HOUR) % DAY))).toEqual(new Set([9 * HOUR]))
    return new Map(sent.map(({ name, at }) => [name, at]))
  }
  const [calm, wild] = [of({}), of({ A4: 0.05 })]
  const city = cityAt()
  expect([...calm.values()].filter(at => !city.calendar.isWorkday(dayNumber(at)))).toEqual([])
  expect([...calm.values()].filter(at => weekdayOf(dayNumber(at)) === 1).length).toBeGreaterThan(85)
  const late = [...wild].filter(([name, at]) => at === calm.get(name)! + 2 * DAY)
  expect(late.length).toBeGreaterThan(8)
  expect(late.length).toBeLessThan(50)
})

test('[FIN2] (HW-08, PRV-15) what was published is exact, whatever the seed', () => {
  for (const seed of ['a', 'b']) {
    const entries = all(cityAt({ seed }))
    const deals = entries.filter(({ ledger }) => ledger === '政银企对接')
    expect([deals.length, new Set(deals.map(({ department }) => department)).size]).toEqual([9, 6])
    expect([money(deals), money(deals.filter(({ doneAt }) => doneAt !== null))]).toEqual([8900, 1545])
    const paid = entries.filter(({ ledger }) => ledger === '惠企资金兑现')
    expect([paid.length, money(paid)]).toEqual([37, 97_000])
    expect([...deals, ...paid].every(({ source, asOf }) => source !== null && asOf !== null)).toBe(true)
    expect(new Set(entries.map(({ number }) => number)).size).toBe(entries.length)
  }
})

test('[FIN3] (HW-08) most ask at the end of a quarter, and none changes its mind', () => {
  const city = cityAt()
  const deals = dealsAt(city, NOW)
  const atEnd = deals.filter(({ beganAt }) => fieldsOfDay(dayNumber(beganAt!)).month % 3 === 0)
  expect(atEnd.length / 4).toBeGreaterThan(1.5 * ((deals.length - atEnd.length) / 9))
  const later = new Map(dealsAt(city, NOW + 60 * DAY).map(deal => [deal.number, deal]))
  let moved = 0
  for (const deal of deals) {
    const after = later.get(deal.number)!
    expect([after.title, after.amount, after.beganAt]).toEqual([deal.title, deal.amount, deal.beganAt])
    if (deal.state !== '推进中') expect(after).toEqual(deal)
    else if (after.state !== '推进中') moved++
    const times = [deal.beganAt!, deal.doneAt ?? NOW, NOW]
    expect(times, deal.number).toEqual(times.toSorted((a, b) => a - b))
  }
  expect(moved).toBeGreaterThan(3)
  const stages = new Set(deals.map(({ stage }) => stage))
  expect(stages).toEqual(new Set(['意向', '授信', '已放款', '未达成']))
})

test('[FIN4] balances grow by what they are said to grow by', () => {
  const found = truth(cityAt(), NOW, financeReports)
  const [before, after] = [found[0]!.table.rows, found.at(-1)!.table.rows]
  expect(after.map(([name]) => name)).toContain('普惠小微贷款余额')
  for (const [i, [name, value, growth]] of after.entries()) {
    const grown = (Number(value) / Number(before[i]![1]) - 1) * 100
    expect(Math.abs(grown - Number(growth)), String(name)).toBeLessThan(1.2)
  }
})

test('[FIN5] same seed, same bytes; anomalies near their rates, none when off', () => {
  const bytes = (seed: string, rates: Rates = {}) => {
    const city = cityAt({ seed, rates })
    return [
      ...sentBetween(city, 0, NOW, [FINANCE_BOOK]).map(sent => bytesOf(city, sent)),
      ...releases(city, NOW - 400 * DAY, NOW, financeReports).map(release => fileBytes(city, release)),
    ].map(file => Buffer.from(file).toString('base64'))
  }
  expect(bytes('a')).toEqual(bytes('a'))
  expect(bytes('a')).not.toEqual(bytes('b'))
  const [calm, odd] = [bytes('a'), bytes('a', { A1: 0.04, A7: 0.04, A8: 1 })]
  expect(odd.filter(file => calm.includes(file))).toEqual([])
})

test('[FIN6] nobody is named: firms and banks are pretended', () => {
  for (const { party, department, ledger } of all(cityAt())) {
    expect(party).toMatch(/^演示企业/)
    if (ledger !== '惠企资金兑现') expect(department).toMatch(/^演示银行\d$/)
  }
})
