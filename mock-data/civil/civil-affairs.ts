import type { PretendCity } from '../city.ts'
import { apportion, stream } from '../random.ts'
import { periodCode, type Period } from '../stat/period.ts'
import { count, withTotal, words, type Table, type Value } from '../stat/table.ts'

/** 2018: 7.2万人 on 低保, 2.3 urban and 4.9 rural (DOMAIN 1.5); the other totals are invented. */
export const CIVIL_TOTALS = {
  urbanHouseholds: 14_380,
  urbanPeople: 23_000,
  ruralHouseholds: 31_760,
  ruralPeople: 49_000,
  destitute: 6_240,
  homes: 128,
  beds: 11_400,
  residents: 5_930,
  nursing: 5_460,
  points: 216,
} as const

const COLUMNS = [
  words('县区'),
  words('街镇'),
  count('城市低保户数', '户'),
  count('城市低保人数', '人'),
  count('农村低保户数', '户'),
  count('农村低保人数', '人'),
  count('特困供养人数', '人'),
  count('养老机构', '个'),
  count('养老床位', '张'),
  count('入住老人', '人'),
  count('护理型床位', '张'),
  count('养老服务站点', '个'),
  count('临时救助', '人次'),
  count('结婚登记', '对'),
  count('离婚登记', '对'),
]

const isUrban = (name: string) => name.endsWith('街道')

/** 民政 by 街镇: what stands at the end of the month, and what happened in it. */
export function civilTable({ seed, places }: PretendCity, period: Period): Table {
  const code = periodCode(period)
  const fixed = stream(seed, 'stat civil')
  const month = stream(seed, 'stat civil', code)
  const { towns } = places
  const people = towns.map(town => places.weightOf(town.code) * fixed.between(0.8, 1.2))
  const urban = towns.map((town, i) => people[i]! * (isUrban(town.name) ? 1 : 0.12))
  const rural = towns.map((town, i) => people[i]! * (isUrban(town.name) ? 0.05 : 1))
  const columns = [
    apportion(CIVIL_TOTALS.urbanHouseholds, urban),
    apportion(CIVIL_TOTALS.urbanPeople, urban),
    apportion(CIVIL_TOTALS.ruralHouseholds, rural),
    apportion(CIVIL_TOTALS.ruralPeople, rural),
    apportion(CIVIL_TOTALS.destitute, rural),
    apportion(CIVIL_TOTALS.homes, people),
    apportion(CIVIL_TOTALS.beds, people),
    apportion(CIVIL_TOTALS.residents, people),
    apportion(CIVIL_TOTALS.nursing, people),
    apportion(CIVIL_TOTALS.points, people),
    apportion(260 + month.int(140), people),
    apportion(430 + month.int(220), people),
    apportion(240 + month.int(90), people),
  ]
  const rows = towns.map((town, i): Value[] => [
    places.districtOf(town.district).name,
    town.name,
    ...columns.map(column => column[i]!),
  ])
  return withTotal(COLUMNS, rows, '合计')
}
