import type { PretendCity } from '../city.ts'
import { GROUPS, OPEN } from '../enterprise/groups.ts'
import type { Period } from './period.ts'
import { amount, count, withTotal, words, type Table, type Value } from './table.ts'

/** HW-04: found, solved, going on. */
export const PROBLEMS = { found: 130, solved: 129, going: 1 } as const

/** 双进双促 of 宏伟区 by the eight problem groups, as its ledger has them: 130 found, 129 solved, one going on. */
export function problemsTable(_city: PretendCity): Table {
  const rows = GROUPS.map(({ name, problems }): Value[] => {
    const going = name === OPEN.group ? PROBLEMS.going : 0
    return [name, problems, problems - going, going]
  })
  const columns = [words('问题小组'), count('发现问题', '项'), count('办结', '项'), count('推进中', '项')]
  return withTotal(columns, rows, '合计')
}

/** HW-06: the five carriers as the district counts them, and what came of them; money of banks is told by its own office. */
const SERVICES: readonly (readonly [
  carrier: string,
  times: number,
  firms: number,
  wish: number | null,
  done: number | null,
])[] = [
  ['助企亲清下午茶', 4, 12, null, null],
  ['驻企特派员', 4, 5, null, null],
  ['校企产教对接', 2, 63, null, null],
  ['政银企对接', 1, 9, null, null],
  ['供需对接', 3, 6, null, null],
  ['争取上级资金', 1, 1, null, 1443],
]

export function servicesTable(_city: PretendCity, _period: Period): Table {
  const columns = [
    words('平台载体'),
    count('场次', '场'),
    count('企业', '家'),
    amount('意向金额', '万元', 0),
    amount('落地金额', '万元', 0),
  ]
  return { columns, rows: SERVICES, hasTotal: false }
}
