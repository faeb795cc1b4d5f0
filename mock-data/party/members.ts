import { apportion } from '../random.ts'
import type { Unit } from './units.ts'

export const DIMENSIONS = ['性别', '民族', '学历', '年龄', '入党时间', '职业'] as const
export type Dimension = (typeof DIMENSIONS)[number]

export interface MemberCount {
  readonly unit: string
  readonly dimension: Dimension
  readonly key: string
  readonly count: number
}

/**
 * Members of the whole city by key. Shares follow the national communiqué (3.19), bent to an older, industrial city
 * with many Manchu; of each dimension the last key takes what is left of 110 236.
 */
const CITY: { readonly [dimension in Dimension]: readonly (readonly [key: string, weight: number])[] } = {
  性别: [
    ['女', 34_394],
    ['男', 75_842],
  ],
  民族: [
    ['少数民族', 13_669],
    ['汉族', 96_567],
  ],
  学历: [
    ['大专及以上', 57_102],
    ['高中及以下', 53_134],
  ],
  年龄: [
    ['30岁及以下', 11_050],
    ['31-35岁', 10_556],
    ['36-40岁', 11_020],
    ['41-45岁', 10_105],
    ['46-50岁', 9900],
    ['51-55岁', 10_486],
    ['56-60岁', 10_300],
    ['61岁及以上', 36_819],
  ],
  入党时间: [
    ['新中国成立前', 62],
    ['新中国成立后至十一届三中全会前', 14_600],
    ['十一届三中全会后至十八大前', 67_900],
    ['十八大以来', 27_674],
  ],
  职业: [
    ['工人', 9700],
    ['农牧渔民', 30_315],
    ['专业技术人员', 16_800],
    ['管理人员', 11_900],
    ['机关工作人员', 8300],
    ['学生', 1900],
    ['其他', 8221],
    ['离退休人员', 23_100],
  ],
}

/** Countryside has the farmers, systems the graduates; applied to the shares before they are made to sum. */
function leaning(unit: Unit, key: string): number {
  const rural = ['辽阳县', '灯塔市', '弓长岭区'].includes(unit.name)
  if (key === '农牧渔民') return unit.district === null ? 0.02 : rural ? 2.2 : 0.8
  if (key === '大专及以上') return unit.district === null ? 1.6 : rural ? 0.6 : 1
  return 1
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
const FITTING_ROUNDS = 60

/** Proportional fitting: a table that leans as wished and whose rows and columns sum as given, not yet in whole numbers. */
function fitted(
  rows: readonly number[],
  columns: readonly number[],
  lean: (r: number, c: number) => number,
): number[][] {
  let table = rows.map((_, r) => columns.map((count, c) => count * lean(r, c)))
  for (let round = 0; round < FITTING_ROUNDS; round++) {
    table = table.map((row, r) => row.map(cell => (cell * rows[r]!) / sum(row)))
    const sums = columns.map((_, c) => sum(table.map(row => row[c]!)))
    table = table.map(row => row.map((cell, c) => (cell * columns[c]!) / sums[c]!))
  }
  return table
}

/** The same in whole numbers: row by row, and the last row takes what the columns still have. */
function whole(
  table: readonly (readonly number[])[],
  rows: readonly number[],
  columns: readonly number[],
): number[][] {
  const left = [...columns]
  return table.map((weights, r) => {
    const shares = r === table.length - 1 ? [...left] : capped(rows[r]!, weights, left)
    shares.forEach((share, c) => (left[c]! -= share))
    return shares
  })
}

/** Shares of a total by weight, none above what its column still has. */
function capped(total: number, weights: readonly number[], limits: readonly number[]): number[] {
  const shares = apportion(total, weights).map((share, c) => Math.min(share, limits[c]!))
  let missing = total - sum(shares)
  for (let c = 0; missing > 0 && c < shares.length; c++) {
    const more = Math.min(missing, limits[c]! - shares[c]!)
    shares[c]! += more
    missing -= more
  }
  return shares
}

/** Per unit and dimension, so that the keys of a unit sum to its members and the units of a key to the city's. */
export function memberCounts(units: readonly Unit[]): MemberCount[] {
  return DIMENSIONS.flatMap(dimension => {
    const keys = CITY[dimension]
    const rows = units.map(unit => unit.members)
    const columns = keys.map(([, count]) => count)
    const table = whole(
      fitted(rows, columns, (r, c) => leaning(units[r]!, keys[c]![0])),
      rows,
      columns,
    )
    return table.flatMap((row, r) =>
      row.map((count, c) => ({ unit: units[r]!.code, dimension, key: keys[c]![0], count })),
    )
  })
}
