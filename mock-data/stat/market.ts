import type { PretendCity } from '../city.ts'
import { apportion, stream } from '../random.ts'
import { monthBefore, monthIndex, periodCode, type Period } from './period.ts'
import { amount, count, withTotal, words, type Table, type Value } from './table.ts'

/** STAT-10: 12.6万户, as published. Between months it moves by some dozens, and stays what was published. */
export const MARKET_ENTITIES = 126_000
const MOVES_BY = 45
const SHARES = { enterprises: 0.242, selfEmployed: 0.731, cooperatives: 0.027 } as const
/** STAT-10. */
const SINCE_2015 = 39

const COLUMNS = [
  words('区划代码'),
  words('地区'),
  count('企业', '户'),
  count('个体工商户', '户'),
  count('农民专业合作社', '户'),
  count('市场主体合计', '户'),
  count('本月新设', '户'),
  count('本月注销', '户'),
  amount('较2015年增长', '%', 1),
]

/** The city's sum at the end of a month: never two months the same, always 12.6万 in words. */
export const entitiesAt = (period: Period): number =>
  MARKET_ENTITIES + Math.round(MOVES_BY * Math.sin(monthIndex(period) * 2.4 + 1.6))

/** 市场主体 by district: what is there now is what was there, and what was registered anew less what was struck off. */
export function marketTable({ seed, places }: PretendCity, period: Period): Table {
  const chance = stream(seed, 'stat market', periodCode(period))
  const weights = places.districts.map(
    ({ code }, i) =>
      places.townsOf(code).reduce((sum, town) => sum + places.weightOf(town.code), 0) +
      20 * (i === 0 ? 4 : 1),
  )
  const totals = apportion(entitiesAt(period), weights)
  const before = apportion(entitiesAt(monthBefore(period)), weights)
  const started = apportion(840 + chance.int(160), weights)
  const rows = places.districts.map(({ code, name }, i): Value[] => {
    const [enterprises, selfEmployed, cooperatives] = apportion(totals[i]!, Object.values(SHARES))
    const closed = started[i]! - (totals[i]! - before[i]!)
    return [code, name, enterprises!, selfEmployed!, cooperatives!, totals[i]!, started[i]!, closed, null]
  })
  const { columns, rows: all, hasTotal } = withTotal(COLUMNS, rows, '211000')
  const last = all.at(-1)!
  return { columns, rows: [...rows, [last[0]!, '全市', ...last.slice(2, -1), SINCE_2015]], hasTotal }
}
