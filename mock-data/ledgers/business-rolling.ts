import type { PretendCity } from '../city.ts'
import { cityDepartment } from '../organisation.ts'
import type { LedgerEntry } from './entry.ts'
import { rolledAt, type Rolling } from './rolling.ts'

const office = cityDepartment('营商局').name
const firm = (i: number) => `演示企业${String(i + 1).padStart(3, '0')}`

/** PRV-02: what butlers do for a firm that called. */
const LINE: Rolling = {
  head: { ledger: '政企直通车', theme: '助企纾困', prefix: 'PRV-ZT', department: office },
  aMonth: 9,
  promised: 5,
  draft: (chance, { places }) => {
    const town = places.town(chance)
    return {
      title: chance.pick(['融资对接', '用工对接', '审批代办', '政策解读', '水电气接入', '物流协调']),
      ...{ category: '管家服务', party: firm(chance.int(90)), town: town.name },
      district: places.districtOf(town.district).name,
    }
  },
}

/** PRV-06: who looked, and what came of it. */
const WINDOWS: Rolling = {
  head: { ledger: '清风窗口', theme: '改革事项', prefix: 'PRV-QF', department: office },
  aMonth: 8,
  promised: 10,
  draft: chance => ({
    title: chance.pick(['窗口在岗情况', '一次告知执行', '超时办件倒查', '服务态度回访', '收费公示核查']),
    category: chance.weighted(['专人巡查', '互检互查', '明察暗访', '社会监督', '网上巡察'], [5, 3, 2, 1, 3]),
    stage: chance.weighted(['未见问题', '提醒整改', '通报', '移交问责'], [12, 6, 2, 1]),
  }),
}

/** PRV-12: five steps that departments take together. */
const TOGETHER: Rolling = {
  head: { ledger: '五联合', theme: '项目推进', prefix: 'PRV-WL', department: cityDepartment('住建局').name },
  aMonth: 7,
  promised: 15,
  draft: chance => {
    const category = chance.pick(['联合指导', '联合踏勘', '联合测绘', '联合图审', '联合验收'])
    return { title: `${category}·演示项目${String(1 + chance.int(66)).padStart(2, '0')}`, category }
  },
}

/** PRV-08: what is signed is prepared, what is built has a plan backwards from its end, what is built makes its plan. */
const SORTED: Rolling = {
  head: {
    ledger: '项目分类推进',
    theme: '项目推进',
    prefix: 'PRV-FL',
    department: cityDepartment('发改委').name,
  },
  aMonth: 5,
  promised: 120,
  draft: chance => ({
    title: `演示推进项目${String(1 + chance.int(400)).padStart(3, '0')}`,
    category: chance.weighted(['储备', '开工', '建设', '投产'], [5, 3, 6, 2]),
    amount: 800 + chance.int(19_000),
  }),
}

/** PRV-17: five sorts of staff at scenic spots, marked of a hundred. */
const GUIDES: Rolling = {
  head: {
    ledger: '旅游服务考核',
    theme: '文化旅游',
    prefix: 'PRV-LY',
    department: cityDepartment('文旅广电局').name,
  },
  aMonth: 5,
  promised: 10,
  draft: chance => ({
    title: `${chance.pick(['讲解员', '引导员', '安全员', '保洁员', '服务员'])}服务考核`,
    ...{
      category: '五员五心',
      party: `演示景区${1 + chance.int(3)}`,
      quantity: 78 + chance.int(22),
      unit: '分',
    },
  }),
}

/** IOC-11: what the register told the office that watches over an entity, and what that office looked at then. */
const WATCHED: Rolling = {
  head: {
    ledger: '市场主体监管',
    theme: '改革事项',
    prefix: 'IOC-JG',
    department: cityDepartment('市场监管局').name,
  },
  aMonth: 26,
  promised: 45,
  draft: (chance, { places }) => {
    const category = chance.weighted(['双向告知', '双随机抽查', '年报抽查', '异常名录核实'], [9, 8, 5, 3])
    const town = places.town(chance)
    const party = firm(chance.int(90))
    return {
      ...{ title: `${category}·${party}`, category, party, town: town.name },
      district: places.districtOf(town.district).name,
    }
  },
}

const ROLLING = [WATCHED, LINE, WINDOWS, TOGETHER, SORTED, GUIDES]

export const businessRolling = (city: PretendCity, at: number): readonly LedgerEntry[] =>
  ROLLING.flatMap(spec => rolledAt(city, spec, at))
