import type { PretendCity } from '../city.ts'
import type { Period } from './period.ts'
import { words, type Table, type Value } from './table.ts'

type Row = readonly [id: string, name: string, value: number, unit: string, asOf: string, source: string]

const REPORT = '辽宁日报2021年10月专版'
const YEARBOOK = '公开统计公报'

/** DOMAIN 1.5: published figures of the city, each as of its own day. They stay what they were. */
// prettier-ignore
const ROWS: readonly Row[] = [
  ['STAT-01', '网上可办率', 100, '%', '2021-08-31', REPORT],
  ['STAT-02', '依申请事项集中办理率', 100, '%', '2021-08-31', REPORT],
  ['STAT-03', '最多跑一次比例', 95, '%', '2021-08-31', REPORT],
  ['STAT-04', '零跑腿比例', 76.8, '%', '2021-08-31', REPORT],
  ['STAT-05', '审批时限压缩', 80, '%', '2021-08-31', REPORT],
  ['STAT-06', '平均办理环节', 2.52, '个', '2021-08-31', REPORT],
  ['STAT-07', '取消承接下放调整行政职权', 938, '项', '2021-08-31', REPORT],
  ['STAT-08', '依申请和公共服务事项', 6961, '项', '2021-08-31', REPORT],
  ['STAT-09', '重点改革任务', 527, '项', '2021-08-31', REPORT],
  ['STAT-10', '市场主体', 12.6, '万户', '2021-08-31', REPORT],
  ['STAT-11', '个转企', 436, '户', '2021-08-31', REPORT],
  ['STAT-12', '减免税负', 45.6, '亿元', '2021-08-31', REPORT],
  ['STAT-13', '服务业增加值占比', 44.5, '%', '2021-08-31', REPORT],
  ['STAT-14', '淘汰化解落后产能', 1051, '万吨', '2021-08-31', REPORT],
  ['STAT-15', '脱贫人口', 23647, '名', '2021-08-31', REPORT],
  ['STAT-16', '新增城镇就业', 7.8, '万人', '2021-08-31', REPORT],
  ['STAT-17', '常住人口城镇化率', 66.8, '%', '2021-08-31', REPORT],
  ['STAT-18', '高新技术产品增加值年均增长', 34.7, '%', '2021-08-31', REPORT],
  ['STAT-19', '重点产业链', 14, '条', '2021-08-31', REPORT],
  ['LYX-12', '工程项目审批时限(原)', 120, '工作日', '2022-12-31', REPORT],
  ['LYX-01', '工程项目审批时限(现)', 55, '工作日', '2022-12-31', REPORT],
  ['EXT-01', '土地面积', 4735.78, '平方公里', '2023-12-31', YEARBOOK],
  ['EXT-02', '常住人口', 160.46, '万人', '2020-11-01', YEARBOOK],
  ['EXT-03', '居民人均可支配收入', 32671, '元', '2023-12-31', YEARBOOK],
]

/** Here every row says its unit and its day. */
export const keyIndicatorsTable = (_city: PretendCity, _period: Period): Table => ({
  columns: ['指标编号', '指标名称', '数值', '计量单位', '截止日期', '出处'].map(words),
  rows: ROWS.map((row): Value[] => [...row]),
  hasTotal: false,
})
