import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { financeReports } from '../mock-data/finance/balances.ts'
import { createFinance, FINANCE_BOOK } from '../mock-data/finance/finance.ts'
import type { LedgerEntry } from '../mock-data/ledgers/entry.ts'
import { toldAt } from '../mock-data/ledgers/files.ts'
import { truth } from '../mock-data/stat/releases.ts'
import { createIntake } from './intake.fixture.ts'
import { toldThrough } from './told-by-tables.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const THIS_YEAR = Date.parse('2026-01-01T00:00:00+08:00')

/** Some rows stand twice, and some sheets have their columns moved. */
const pretend = cityForTests({ at: AT, rates: { A1: 0.02, A5: 0.02, A7: 0.02, A8: 0.05 } })
const balances = truth(pretend, NOW, financeReports)
const told = toldAt(pretend, FINANCE_BOOK, NOW)
const of = (ledger: string) => told.filter(entry => entry.ledger === ledger)
const intake = createIntake(NOW, ['ledger-entry', 'indicator'])
const { shown, cell } = intake
beforeAll(async () => {
  const rows = {
    'finance-ledger': told.length,
    'finance-balances': balances.reduce((sum, { table }) => sum + table.rows.length, 0),
  }
  await toldThrough(pretend, createFinance(pretend), intake, rows)
}, 60_000)
afterAll(() => pretend.remove())

/** 万元 */
const YI = 10_000
const money = (entries: readonly LedgerEntry[]) => entries.reduce((sum, { amount }) => sum + amount!, 0)
const lent = of('融资对接').filter(({ doneAt }) => doneAt !== null && doneAt >= THIS_YEAR)
const open = of('融资对接').filter(({ state }) => state === '推进中')

test('[RFG81] (HW-08) nine firms want 8 900 万元 of six banks, and 1 545 were lent', () => {
  expect([shown('financing.firms'), shown('financing.wished'), shown('financing.landed')]).toEqual([
    9, 8900, 1545,
  ])
  expect(cell('financing.landed-share')).toEqual({ n: 154_500, d: 890_000 })
  expect(intake.cells('financing.bank')).toHaveLength(6)
  expect(shown('ledger.amount', '政银企对接')).toBe(89_000_000)
})

test('[RFG81] (PRV-15) 37 firms were paid 9.7 亿', () => {
  expect(shown('ledger.amount', '惠企资金兑现')).toBe(970_000_000)
  expect(shown('ledger.total', '惠企资金兑现')).toBe(37)
})

test('[RFG81] (HW-08) what was lent this year and what is asked for add up', () => {
  expect(lent.length).toBeGreaterThan(50)
  expect(shown('financing.lent.year')).toBe(money(lent) / YI)
  expect(shown('financing.firms.year')).toBe(lent.length)
  const small = lent.filter(({ category }) => category === '普惠小微')
  expect(shown('financing.inclusive.year')).toBe(money(small) / YI)
  expect(shown('financing.product', '普惠小微')).toBe(money(small) / YI)
  expect(open.length).toBeGreaterThan(3)
  expect([shown('financing.open'), shown('financing.open.amount')]).toEqual([open.length, money(open) / YI])
  const stages = ['意向', '授信', '已放款', '未达成']
  const counted = stages.map(stage => shown('financing.stage', stage) ?? 0)
  expect(counted).toEqual(stages.map(stage => of('融资对接').filter(entry => entry.stage === stage).length))
  expect(counted.reduce((a, b) => a + b, 0)).toBe(of('融资对接').length)
})

test('[RFG81] balances are those that the banks told last', () => {
  for (const [name, value, growth] of balances.at(-1)!.table.rows) {
    expect(shown('indicator.value', name as string), String(name)).toBe(value)
    expect(shown('indicator.growth', name as string), String(name)).toBe(growth)
  }
})
