import type { PretendCity } from '../city.ts'
import { attractionTable } from './attraction.ts'
import { chainsTable } from './chains.ts'
import { gdpTable, quarterTable } from './economy.ts'
import { educationTable } from './education.ts'
import { problemsTable, servicesTable } from './enterprise-service.ts'
import { keyIndicatorsTable } from './key-indicators.ts'
import { marketTable } from './market.ts'
import type { Period, Rhythm } from './period.ts'
import type { Table } from './table.ts'

/** A report that comes again and again. */
export interface Report {
  /** First part of its files' names. */
  readonly name: string
  readonly title: string
  readonly department: string
  readonly rhythm: Rhythm
  /** Days after the first day of release. */
  readonly after: number
  /** Comes by halves when some 街镇 are late (A18). */
  readonly byTown: boolean
  readonly table: (city: PretendCity, period: Period) => Table
}

/** Those that the office of statistics gathers. */
export const reports: readonly Report[] = [
  {
    name: '市场主体',
    title: '辽阳市市场主体发展情况',
    department: '市市场监管局',
    rhythm: 'month',
    after: 0,
    byTown: false,
    table: marketTable,
  },
  {
    name: '双进双促台账',
    title: '宏伟区双进双促问题台账',
    department: '宏伟区发改委',
    rhythm: 'month',
    after: 2,
    byTown: false,
    table: problemsTable,
  },
  {
    name: '助企服务',
    title: '宏伟区助企服务情况',
    department: '宏伟区工信局',
    rhythm: 'month',
    after: 2,
    byTown: false,
    table: servicesTable,
  },
  {
    name: '重点指标',
    title: '辽阳市重点指标',
    department: '市发改委',
    rhythm: 'month',
    after: 4,
    byTown: false,
    table: keyIndicatorsTable,
  },
  {
    name: '产业链运行',
    title: '辽阳市重点产业链运行情况',
    department: '市工信局',
    rhythm: 'month',
    after: 6,
    byTown: false,
    table: chainsTable,
  },
  {
    name: '招商引资',
    title: '辽阳市招商引资情况',
    department: '市商务局',
    rhythm: 'month',
    after: 7,
    byTown: false,
    table: attractionTable,
  },
  {
    name: '主要经济指标',
    title: '辽阳市主要经济指标',
    department: '市发改委',
    rhythm: 'quarter',
    after: 0,
    byTown: false,
    table: quarterTable,
  },
  {
    name: '地区生产总值',
    title: '辽阳市分地区生产总值',
    department: '市发改委',
    rhythm: 'year',
    after: 0,
    byTown: false,
    table: gdpTable,
  },
  {
    name: '教育事业统计',
    title: '辽阳市教育事业统计',
    department: '市教育局',
    rhythm: 'year',
    after: 1,
    byTown: false,
    table: educationTable,
  },
]
