import { count, fewFlag, flag, instant, number, text } from '../columns.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import type { Codes, Column, Kind } from '../kind.ts'
import { deriveIndicator } from './derive.ts'
import { GROWTH_SCALE, IndicatorFields, VALUE_SCALE } from './fields.ts'

const PERIODS: Codes = {
  day: { zh: '日', en: 'day' },
  month: { zh: '月', en: 'month' },
  quarter: { zh: '季', en: 'quarter' },
  year: { zh: '年', en: 'year' },
}

/** Its unit is the indicator's own: the column `unit` names it. */
const value = (name: string, zh: string, en: string): Column =>
  number(name, zh, en, { zh: '', en: '' }, VALUE_SCALE)

const published: readonly Column[] = [
  ...eventColumns,
  text('code', '指标代码', 'indicator code'),
  text('name', '指标', 'indicator'),
  text('period', '时期', 'period'),
  text('periodType', '时期类型', 'type of period', PERIODS),
  text('unit', '计量单位', 'unit'),
  value('value', '数值', 'value'),
  value('told', '公布数值', 'value as published'),
  value('previous', '上期数值', 'value before'),
  value('change', '较上期增减', 'change'),
  number('yoy', '同比', 'against the year before', { zh: '%', en: '%' }, GROWTH_SCALE),
  number('yoyBefore', '去年同期同比', 'growth a year before', { zh: '%', en: '%' }, GROWTH_SCALE),
  value('target', '目标', 'target'),
  flag('reached', '达到目标', 'target reached'),
  value('former', '原值', 'what it was'),
  value('saved', '较原值减少', 'less than it was'),
  number('growthTarget', '增长目标', 'growth wanted', { zh: '%', en: '%' }, GROWTH_SCALE),
  flag('onCourse', '达到增长目标', 'growing as wanted'),
  instant('asOf', '数据截至', 'as of'),
  text('source', '来源', 'source'),
  count('revision', '修订次数', 'revision', '次'),
  flag('revised', '已修订', 'revised'),
  count('covered', '已报地区', 'areas that reported', '个'),
  count('expected', '应报地区', 'areas that should', '个'),
  flag('whole', '地区齐全', 'all areas reported'),
  fewFlag('held', '待确认', 'held'),
  marksColumn,
]

export const indicator: Kind = {
  id: 'indicator',
  version: 1,
  title: { zh: '统计指标', en: 'indicator' },
  parts: { 'main:': IndicatorFields },
  columns: [...published, fewFlag('waiting', '新一期待确认', 'a newer period is held')],
  inner: { periods: [...published, text('key', '时期键', 'key of the period')] },
  bounded: true,
  publicly: { about: 'things', open: ['code', 'name', 'period', 'unit', 'source', 'key', 'area'] },
  derive: deriveIndicator,
}
