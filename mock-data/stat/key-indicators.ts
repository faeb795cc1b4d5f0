import type { PretendCity } from '../city.ts'
import type { Period } from './period.ts'
import { words, type Table, type Value } from './table.ts'

type Row = readonly [
  id: string,
  name: string,
  value: number,
  unit: string,
  asOf: string,
  source: string,
  target?: number,
]

const REPORT = '辽宁日报2021年10月专版'
const COUNTY = '辽宁日报2022年辽阳县专版'
const DISTRICT = '辽宁日报2022年宏伟区专版'
const DISTRICT_LATER = '辽宁日报2023年宏伟区专版'
const PROVINCE = '多彩辽宁2023年4月'
const CODES = '国家统计局区划代码2023年版'
const YEARBOOK = '公开统计公报'

/**
 * DOMAIN 1: published figures, each as of its own day and from its own source. They stay what they were, also where two
 * sources say different things of one name: nobody here knows which is right.
 */
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
  ['STAT-09', '重点改革任务(六大领域)', 527, '项', '2021-08-31', REPORT, 527],
  ['STAT-10', '市场主体', 12.6, '万户', '2021-08-31', REPORT],
  ['STAT-10-2', '市场主体较2015年增长', 39, '%', '2021-08-31', REPORT],
  ['STAT-11', '个转企', 436, '户', '2021-08-31', REPORT, 400],
  ['STAT-12', '减免税负', 45.6, '亿元', '2021-08-31', REPORT],
  ['STAT-13', '服务业增加值占比', 44.5, '%', '2021-08-31', REPORT],
  ['STAT-14', '淘汰化解落后产能', 1051, '万吨', '2021-08-31', REPORT],
  ['STAT-15', '脱贫人口', 23647, '名', '2021-08-31', REPORT],
  ['STAT-15-2', '脱贫省级贫困村', 52, '个', '2021-08-31', REPORT],
  ['STAT-16', '新增城镇就业', 7.8, '万人', '2021-08-31', REPORT],
  ['STAT-16-2', '省级美丽示范村', 100, '个', '2021-08-31', REPORT],
  ['STAT-17', '常住人口城镇化率', 66.8, '%', '2021-08-31', REPORT],
  ['STAT-18', '高新技术产品增加值年均增长', 34.7, '%', '2021-08-31', REPORT],
  ['STAT-19', '重点产业链', 14, '条', '2021-08-31', REPORT],
  ['STAT-21', '聚丙烯装置开车', 30, '万吨/年', '2021-08-18', REPORT],
  ['STAT-22', '骨干企业产值年增(化工)', 20, '%以上', '2021-08-31', REPORT],
  ['STAT-22-2', '骨干企业产值年增(装备)', 30, '%', '2021-08-31', REPORT],
  ['STAT-22-3', '碳酸甲乙酯产能', 1, '万吨', '2021-08-31', REPORT],
  ['LYX-12', '工程项目审批时限(原)', 120, '工作日', '2022-12-31', REPORT],
  ['LYX-01', '工程项目审批时限(现)', 55, '工作日', '2022-12-31', REPORT],
  ['LYX-14', '行政村', 199, '个', '2022-12-31', COUNTY],
  ['LYX-14-2', '社区', 15, '个', '2022-12-31', COUNTY],
  ['LYX-14-3', '社区', 13, '个', '2023-06-30', CODES],
  ['LYX-18', '草莓小镇种植面积', 8000, '余亩', '2022-12-31', COUNTY],
  ['LYX-18-2', '草莓小镇大棚', 2000, '余栋', '2022-12-31', COUNTY],
  ['LYX-18-3', '草莓小镇从业', 2000, '余人', '2022-12-31', COUNTY],
  ['LYX-18-4', '草莓小镇人均年增收', 1.5, '万元', '2022-12-31', COUNTY],
  ['LYX-19', '鞋业企业', 320, '家', '2022-12-31', COUNTY],
  ['LYX-19-2', '鞋业配套企业', 30, '家', '2022-12-31', COUNTY],
  ['LYX-19-3', '鞋业销售人员', 415, '人', '2022-12-31', COUNTY],
  ['LYX-19-4', '鞋业从业', 5200, '人', '2022-12-31', COUNTY],
  ['LYX-19-5', '鞋业人均年收入', 3.6, '万元', '2022-12-31', COUNTY],
  ['LYX-19-6', '直播日销', 300, '余双', '2022-12-31', COUNTY],
  ['LYX-19-7', '直播基地面积', 1000, '余平方米', '2022-12-31', COUNTY],
  ['LYX-19-8', '进直播间企业', 30, '余家', '2022-12-31', COUNTY],
  ['LYX-19-9', '直播基地规划面积', 1.5, '万平方米', '2022-12-31', COUNTY],
  ['LYX-19-10', '直播基地规划用地', 95, '亩', '2022-12-31', COUNTY],
  ['LYX-20', '《乡村大舞台》河栏镇播出', 6, '天', '2023-01-27', COUNTY],
  ['HW-20', '聚苯乙烯项目年利税', 2.4, '亿元', '2022-11-30', DISTRICT],
  ['HW-20-2', '聚苯乙烯项目年利税', 0.2, '亿元', '2023-12-31', DISTRICT_LATER],
  ['HW-20-3', '聚苯乙烯项目年收入', 32, '亿元', '2023-12-31', DISTRICT_LATER],
  ['HW-21', '龙石风景区年接待', 120, '万人次', '2022-11-30', DISTRICT],
  ['HW-21-2', '龙石风景区面积', 20.3, '平方公里', '2022-11-30', DISTRICT],
  ['HW-21-3', '龙石风景区森林覆盖', 90, '%以上', '2022-11-30', DISTRICT],
  ['PRV-17', '景区服务培训(金石滩)', 200, '余场', '2023-04-30', PROVINCE],
  ['PRV-19', '文艺成果(全省)', 1200, '余件', '2023-04-30', PROVINCE],
  ['PRV-19-2', '社科讲坛(全省)', 4, '万余场', '2023-04-30', PROVINCE],
  ['PRV-19-3', '社科课题(全省)', 1822, '项', '2023-04-30', PROVINCE],
  ['PRV-19-4', '社科论文(全省)', 2812, '篇', '2023-04-30', PROVINCE],
  ['PRV-19-5', '文艺成果作者(全省)', 1600, '余人次', '2023-04-30', PROVINCE],
  ['PRV-19-6', '文联新会员(全省)', 1755, '人', '2023-04-30', PROVINCE],
  ['PRV-19-7', '社科讲坛听众(全省)', 863, '万人次', '2023-04-30', PROVINCE],
  ['EXT-01', '土地面积', 4735.78, '平方公里', '2023-12-31', YEARBOOK],
  ['EXT-02', '常住人口', 160.46, '万人', '2020-11-01', YEARBOOK],
  ['EXT-03', '居民人均可支配收入', 32671, '元', '2023-12-31', YEARBOOK],
]

/** Here every row says its unit and its day, and a target where it had one. */
export const keyIndicatorsTable = (_city: PretendCity, _period: Period): Table => ({
  columns: ['指标编号', '指标名称', '数值', '计量单位', '截止日期', '出处', '目标'].map(words),
  rows: ROWS.map(([id, name, value, unit, asOf, source, target]): Value[] => [
    ...[id, name, value, unit, asOf, source],
    target ?? null,
  ]),
  hasTotal: false,
})
