import type { PretendCity } from '../city.ts'
import { stream } from '../random.ts'
import { periodCode, type Period } from '../stat/period.ts'
import type { Report } from '../stat/reports.ts'
import { amount, words, type Table, type Value } from '../stat/table.ts'

/** 亿元 at the end of 2023; the first as published (DOMAIN 1.5), the others are made up. */
const BALANCES: readonly (readonly [name: string, end2023: number, growth: number])[] = [
  ['本外币存款余额', 2945.8, 6.1],
  ['本外币贷款余额', 1748.2, 4.2],
  ['制造业中长期贷款余额', 156.4, 11.3],
  ['普惠小微贷款余额', 214.6, 13.8],
]
const FIRST_YEAR = 2024

const rounded = (value: number) => Math.round(value * 10) / 10

/** What stands in the banks' books at the end of a month. */
function balancesTable({ seed }: PretendCity, period: Period): Table {
  const columns = [words('指标'), amount('余额', '亿元', 1), amount('同比增长', '%', 1)]
  const years = period.year - FIRST_YEAR + period.lastMonth / 12
  const rows = BALANCES.map(([name, base, growth]): Value[] => {
    const chance = stream(seed, 'stat finance', periodCode(period), name)
    return [name, rounded(base * (1 + growth / 100) ** years), rounded(growth + chance.normal() * 0.3)]
  })
  return { columns, rows, hasTotal: false }
}

export const financeReports: readonly Report[] = [
  {
    name: '金融运行',
    title: '辽阳市金融运行情况',
    department: '市金融发展局',
    rhythm: 'month',
    after: 5,
    byTown: false,
    table: balancesTable,
  },
]
