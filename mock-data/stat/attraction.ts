import type { PretendCity } from '../city.ts'
import { stream } from '../random.ts'
import { periodCode, type Period } from './period.ts'
import { amount, count, words, type Table, type Value } from './table.ts'

/** PRV-11: how many a first quarter brought, 亿元 of those begun, and how often somebody went out for them. */
export const FIRST_QUARTER = { reserve: 42, signed: 10, begun: 20, invested: 109.3, trips: 50 } as const
const QUARTER = 3
/** 亿元 of one that is signed, and of one in reserve; nobody published them. */
const EACH = { signed: 4.2, reserve: 6.1 } as const

const rounded = (value: number) => Math.round(value * 10) / 10

/** 招商引资 since January, by how far projects came; the first quarter is the published one. */
export function attractionTable({ seed }: PretendCity, period: Period): Table {
  const chance = stream(seed, 'stat attraction', periodCode(period))
  const isPublished = period.lastMonth === QUARTER
  const since = (first: number) =>
    isPublished ? first : Math.round((first * period.lastMonth * chance.between(0.94, 1.06)) / QUARTER)
  const [reserve, signed, begun] = [
    since(FIRST_QUARTER.reserve),
    since(FIRST_QUARTER.signed),
    since(FIRST_QUARTER.begun),
  ]
  const rows: Value[][] = [
    ['储备', reserve, rounded(reserve * EACH.reserve), since(FIRST_QUARTER.trips)],
    ['签约', signed, rounded(signed * EACH.signed), null],
    ['开工', begun, rounded((FIRST_QUARTER.invested * begun) / FIRST_QUARTER.begun), null],
  ]
  const columns = [words('阶段'), count('项目', '个'), amount('计划投资', '亿元', 1), count('外出招商', '次')]
  return { columns, rows, hasTotal: false }
}
