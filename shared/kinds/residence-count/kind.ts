import { count, fewFlag, flag, text } from '../columns.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import type { Column, Kind } from '../kind.ts'
import { deriveResidence } from './derive.ts'
import { ResidenceFields } from './fields.ts'

const counted: readonly Column[] = [
  ...eventColumns,
  text('period', '时期', 'period'),
  count('people', '实有人口', 'people', '人'),
  count('households', '户数', 'households', '户'),
  count('registered', '户籍人口', 'registered here', '人'),
  count('floating', '流动人口', 'from elsewhere', '人'),
  count('homes', '实有房屋', 'homes', '套'),
  count('rented', '出租房屋', 'let', '套'),
  count('vacant', '空置房屋', 'vacant', '套'),
  count('elderlyAlone', '独居老人', 'elderly who live alone', '人'),
  count('disabled', '重度残疾人', 'severely disabled', '人'),
  count('children', '困境儿童', 'children in need', '人'),
  count('change', '较上月增减', 'change', '人'),
  fewFlag('held', '待确认', 'held'),
  marksColumn,
]

/** 人房信息 (IOC-11): people and homes of a community or village, in numbers. Event: when they were counted. */
export const residenceCount: Kind = {
  id: 'residence-count',
  version: 1,
  title: { zh: '人口房屋统计', en: 'count of people and homes' },
  parts: { 'main:': ResidenceFields },
  columns: [
    ...counted,
    flag('current', '一日内上报', 'told within the day'),
    fewFlag('waiting', '新数待确认', 'a newer count is held'),
  ],
  inner: { months: [...counted, text('key', '时期键', 'key of the month')] },
  bounded: true,
  /** Of a village there may be few: no such number is told where people pass by. */
  publicly: { open: ['period', 'key'] },
  derive: deriveResidence,
}
