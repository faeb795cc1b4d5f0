import type { PretendCity } from '../city.ts'
import { stream } from '../random.ts'
import { periodCode, type Period } from './period.ts'
import { amount, words, type Table, type Value } from './table.ts'

const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits

/** 2023, 亿元 (DOMAIN 1.5): the yearly base of what is made up for other periods. */
const INDICATORS: readonly (readonly [name: string, year2023: number, growth: number, aim: number | null])[] =
  [
    ['地区生产总值', 878.4, 5.1, 5],
    ['第一产业增加值', 103.2, 3.9, null],
    ['第二产业增加值', 351.6, 4.9, null],
    ['第三产业增加值', 423.7, 5.4, null],
    ['规上工业增加值', 262.4, 6.2, 6],
    ['固定资产投资', 248.6, 4.3, 7],
    ['社会消费品零售总额', 313.2, 4.8, 5],
    ['进出口总额', 23.9, -1.8, 3],
    ['一般公共预算收入', 79.8, 5.4, 5],
    ['旅游收入', 103, 9.5, 9],
  ]
/** Share of a year that its quarters have brought by their end. */
const CUMULATED = [0.21, 0.46, 0.72, 1]

const yearsSince2023 = (year: number) => year - 2023

/** Since the beginning of the year, with the change on the year before and what the year is to bring. */
export function quarterTable({ seed }: PretendCity, period: Period): Table {
  const columns = [
    words('指标'),
    amount('累计', '亿元', 1),
    amount('同比增长', '%', 1),
    amount('增长目标', '%', 1),
  ]
  const rows = INDICATORS.map(([name, base, growth, aim]): Value[] => {
    const chance = stream(seed, 'stat quarter', periodCode(period), name)
    const rate = rounded(growth + chance.normal() * 0.3, 1)
    const year = base * (1 + growth / 100) ** yearsSince2023(period.year)
    return [
      name,
      rounded(year * CUMULATED[period.lastMonth / 3 - 1]! * chance.between(0.985, 1.015), 1),
      rate,
      aim,
    ]
  })
  return { columns, rows, hasTotal: false }
}

/** 2023, 亿元, as published: they sum to 910.04, the city's own figure is 878.4. */
const BY_DISTRICT: { readonly [district: string]: number } = {
  宏伟区: 233.3,
  灯塔市: 163.4,
  白塔区: 161.44,
  辽阳县: 154.3,
  弓长岭区: 77.03,
  文圣区: 66.57,
  太子河区: 54,
}
const CITY_2023 = 878.4
const YEARLY_GROWTH = 0.045

/** GDP of the year by district; A21 leaves the city's figure as the city published it. */
export function gdpTable({ places, anomalies }: PretendCity, period: Period): Table {
  const growth = (1 + YEARLY_GROWTH) ** yearsSince2023(period.year)
  const rows = places.districts.map(({ name }): Value[] => [name, rounded(BY_DISTRICT[name]! * growth, 2)])
  const sum = rounded(
    rows.reduce((total, row) => total + Number(row[1]), 0),
    2,
  )
  const published = anomalies.hits('A21', ['stat gdp', period.year]) ? rounded(CITY_2023 * growth, 2) : sum
  return {
    columns: [words('地区'), amount('地区生产总值', '亿元', 2)],
    rows: [...rows, ['全市', published]],
    hasTotal: true,
  }
}
