import type { Kind } from '../kind.ts'
import { reportKind, type Measure } from './report-kind.ts'

const measure = (name: string, zh: string, en: string, unit: string): Measure => ({
  name,
  title: { zh, en },
  unit: { zh: unit, en: '' },
})

/** 市场主体 by district, each month (STAT-10). */
export const marketReport: Kind = reportKind({
  id: 'market-report',
  title: { zh: '市场主体月报', en: 'market entities by month' },
  lead: 'entities',
  measures: [
    measure('entities', '市场主体', 'market entities', '户'),
    measure('enterprises', '企业', 'enterprises', '户'),
    measure('selfEmployed', '个体工商户', 'self-employed', '户'),
    measure('cooperatives', '农民专业合作社', "farmers' cooperatives", '户'),
    measure('started', '本月新设', 'started this month', '户'),
    measure('closed', '本月注销', 'closed this month', '户'),
  ],
})

/** 民政 by town, each month. Totals only: no person is known. */
export const civilReport: Kind = reportKind({
  id: 'civil-report',
  title: { zh: '民政统计月报', en: 'civil affairs by month' },
  lead: 'lowIncome',
  measures: [
    measure('urbanHouseholds', '城市低保户数', 'urban households on allowance', '户'),
    measure('urbanPeople', '城市低保人数', 'urban people on allowance', '人'),
    measure('ruralHouseholds', '农村低保户数', 'rural households on allowance', '户'),
    measure('ruralPeople', '农村低保人数', 'rural people on allowance', '人'),
    {
      ...measure('lowIncome', '低保人数', 'on subsistence allowance', '人'),
      of: ['urbanPeople', 'ruralPeople'],
    },
    measure('destitute', '特困供养人数', 'in special hardship', '人'),
    measure('homes', '养老机构', 'homes for the elderly', '个'),
    measure('beds', '养老床位', 'beds for the elderly', '张'),
    measure('residents', '入住老人', 'elderly residents', '人'),
    measure('nursing', '护理型床位', 'beds with care', '张'),
    measure('points', '养老服务站点', 'service points for the elderly', '个'),
    measure('aid', '临时救助', 'aided for a time', '人次'),
    measure('marriages', '结婚登记', 'marriages', '对'),
    measure('divorces', '离婚登记', 'divorces', '对'),
  ],
})

/** Problems that the visits of 双进双促 found, by the group that solves them (HW-04). */
export const pairingReport: Kind = reportKind({
  id: 'pairing-report',
  title: { zh: '双进双促问题台账', en: 'problems found in visits to enterprises' },
  lead: 'solved',
  measures: [
    measure('found', '发现问题', 'found', '项'),
    measure('solved', '办结', 'solved', '项'),
    measure('going', '推进中', 'going on', '项'),
  ],
})

/** The city's chains of industry since January: what they make, their energy, and their machines that are connected (STAT-19). */
export const chainReport: Kind = reportKind({
  id: 'chain-report',
  title: { zh: '产业链运行月报', en: 'chains of industry by month' },
  lead: 'output',
  measures: [
    { ...measure('output', '产值', 'output', '亿元'), scale: 10_000 },
    { ...measure('growth', '产值同比', 'growth of output', '%'), signed: true, scale: 10 },
    { ...measure('added', '增加值', 'value added', '亿元'), scale: 10_000 },
    measure('energy', '综合能耗', 'energy', '吨标煤'),
    measure('machines', '联网设备', 'connected machines', '台'),
    measure('online', '在网设备', 'machines online', '台'),
    measure('firms', '接入企业', 'firms connected', '家'),
    measure('cloud', '上云企业', 'firms in the cloud', '家'),
    measure('stops', '停机告警', 'stops', '次'),
  ],
})

/** What came of bringing enterprises together with banks, schools and funds (HW-06, HW-08, HW-09). */
export const carrierReport: Kind = reportKind({
  id: 'carrier-report',
  title: { zh: '助企平台载体月报', en: 'carriers of service to enterprises' },
  lead: 'landed',
  measures: [
    measure('times', '场次', 'times', '场'),
    measure('firms', '企业', 'firms', '家'),
    measure('wished', '意向金额', 'agreed on', '万元'),
    measure('landed', '落地金额', 'landed', '万元'),
  ],
})

/** Projects that were attracted since January, by how far they came (PRV-11). */
export const attractionReport: Kind = reportKind({
  id: 'attraction-report',
  title: { zh: '招商引资月报', en: 'projects attracted by month' },
  lead: 'projects',
  measures: [
    measure('projects', '项目', 'projects', '个'),
    { ...measure('investment', '计划投资', 'planned investment', '亿元'), scale: 10_000 },
    measure('trips', '外出招商', 'trips', '次'),
  ],
})

/** 市政设施 of each district by sort, each month: how many there are, and how many of them are sound or under repair (IOC-08). */
export const facilityReport: Kind = reportKind({
  id: 'facility-report',
  title: { zh: '市政设施统计', en: 'municipal facilities by month' },
  lead: 'sound',
  measures: [
    measure('facilities', '设施数量', 'facilities', ''),
    measure('sound', '完好', 'sound', ''),
    measure('repairing', '维修中', 'under repair', ''),
  ],
})

/** Schools of each level by district, each year (IOC-17). */
export const schoolReport: Kind = reportKind({
  id: 'school-report',
  title: { zh: '教育事业统计', en: 'schools by year' },
  lead: 'pupils',
  measures: [
    measure('schools', '学校', 'schools', '所'),
    measure('places', '学位', 'places', '个'),
    measure('pupils', '在校生', 'pupils', '人'),
    measure('teachers', '专任教师', 'teachers', '人'),
  ],
})
