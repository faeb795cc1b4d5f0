import type { PretendCity } from '../city.ts'
import { stream } from '../random.ts'
import { periodCode, type Period } from './period.ts'
import { amount, count, words, type Table, type Value } from './table.ts'

type Chain = readonly [
  name: string,
  /** 亿元 from January to October 2026. */
  output: number,
  growth: number,
  /** 吨标煤 for 万元 of value added. */
  intensity: number,
  /** Of its machines that are connected, per cent. */
  online: number,
]

/** STAT-19: fourteen. Names and order are the city's field of work; what they bring is made up. */
// oxfmt-ignore
const CHAINS: readonly Chain[] = [
  ['石化芳烃', 412, 5.8, 3.42, 92], ['精细化工', 236, 8.6, 2.71, 95], ['钢铁深加工', 187, -2.4, 3.18, 90],
  ['装备制造', 142, 9.2, 0.46, 97], ['化纤纺织', 118, 1.7, 1.12, 88], ['铁矿采选', 96, -4.6, 1.64, 84],
  ['铝材加工', 84, 6.3, 1.38, 91], ['食品加工', 62, 7.1, 0.52, 79], ['塑料加工', 54, 4.4, 0.63, 86],
  ['皮装裘皮', 41, 2.2, 0.21, 62], ['泵阀', 33, 10.4, 0.38, 94], ['医药健康', 28, 12.1, 0.44, 96],
  ['新能源材料', 22, 31.6, 0.92, 98], ['数字产业', 11, 24.8, 0.12, 99],
]
const ADDED_SHARE = 0.22
const ENERGY_A_YEAR = -0.03
const BASE = { year: 2026, months: 10 } as const
const MACHINES = 13
const FIRMS = 0.14
const CLOUD = 0.91

const COLUMNS = [
  words('产业链'),
  amount('产值', '亿元', 1),
  amount('同比增长', '%', 1),
  amount('增加值', '亿元', 2),
  count('综合能耗', '吨标煤'),
  count('联网设备', '台'),
  count('在网设备', '台'),
  count('接入企业', '家'),
  count('上云企业', '家'),
  count('停机告警', '次'),
]

const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits

/** 重点产业链 since January: what they make, the energy that takes, and how much of their machinery is connected. */
export function chainsTable({ seed }: PretendCity, period: Period): Table {
  const years = period.year - BASE.year
  const rows = CHAINS.map(([name, base, growth, intensity, online]): Value[] => {
    const chance = stream(seed, 'stat chain', periodCode(period), name)
    const rate = rounded(growth + chance.normal() * 0.4, 1)
    const output = rounded(
      ((base * period.lastMonth) / BASE.months) * (1 + growth / 100) ** years * chance.between(0.99, 1.01),
      1,
    )
    const added = rounded(output * ADDED_SHARE, 2)
    const season = years + (period.lastMonth - BASE.months) / 12
    const energy = Math.round(added * 10_000 * intensity * (1 + ENERGY_A_YEAR) ** season)
    const machines = Math.round(base * MACHINES)
    const firms = Math.max(3, Math.round(base * FIRMS))
    return [
      ...[name, output, rate, added, energy, machines, Math.round((machines * online) / 100)],
      ...[firms, Math.round(firms * CLOUD), chance.int(Math.ceil(base / 12))],
    ]
  })
  return { columns: COLUMNS, rows, hasTotal: false }
}
