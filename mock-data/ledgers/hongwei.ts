import type { PretendCity } from '../city.ts'
import { PAIRS } from '../enterprise/pairs.ts'
import { enterpriseName } from '../enterprise/sessions.ts'
import { doneBetween, ledgerOf, morningOf, type Draft, type Head, type LedgerEntry } from './entry.ts'
import { hongweiInnovation } from './hongwei-innovation.ts'
import { hongweiPark } from './hongwei-park.ts'
import { rolledAt, type Rolling } from './rolling.ts'
import { DISTRICT as DISTRICT_BEFORE, DISTRICT_LATER } from './sources.ts'

const DISTRICT = '宏伟区'
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))
const two = (n: number) => String(n).padStart(2, '0')

/** HW-03: 28 leaders of the district with 28 projects above 亿元, 100 section heads with 100 firms. */
function pairs(): readonly LedgerEntry[] {
  const head: Head = {
    ...{ ledger: '双进双促包联', theme: '助企纾困', prefix: 'HW-BL', department: '宏伟区发改委' },
    ...DISTRICT_LATER,
  }
  return ledgerOf(
    head,
    PAIRS.map(({ number, level, post, party }): Draft => ({
      ...{ number, title: `${post}包联${party}`, category: level, party, district: DISTRICT },
      ...{ state: '推进中', beganAt: morningOf('2023-03-01') },
    })),
  )
}

/** HW-07, HW-13: four envoys at five projects. */
function envoys(): readonly LedgerEntry[] {
  const head: Head = {
    ...{ ledger: '驻企特派员', theme: '助企纾困', prefix: 'HW-TP', department: '宏伟区委组织部' },
    ...DISTRICT_LATER,
  }
  return ledgerOf(
    head,
    times(5, i => ({
      title: `特派员${Math.min(i + 1, 4)}驻演示重点项目${i + 1}`,
      ...{ category: '原单位脱钩', party: `演示重点项目${i + 1}`, district: DISTRICT },
      ...{ state: '推进中', beganAt: morningOf('2023-03-01') },
      // The one that was told of: a hundred days from the contract to the first spade.
      ...(i === 0 && {
        quantity: 100,
        unit: '天',
        result: '签约到开工100天;12项审批业务24个审批阶段由67缩至39个工作日',
      }),
    })),
  )
}

const ENVOY_LOG: Rolling = {
  head: { ledger: '特派员日志', theme: '助企纾困', prefix: 'HW-RZ', department: '宏伟区委组织部' },
  aMonth: 10,
  promised: 7,
  draft: chance => ({
    title: chance.pick([
      '协调施工许可前置件',
      '对接银行授信',
      '落实用工需求',
      '督促管线迁改',
      '核对惠企政策',
      '会商环评意见',
    ]),
    ...{
      category: `特派员${1 + chance.int(4)}`,
      party: `演示重点项目${1 + chance.int(5)}`,
      district: DISTRICT,
    },
  }),
}

/** HW-09: 1443 万元 came; two more are asked for and have no sum yet. */
const funds = (): readonly LedgerEntry[] =>
  ledgerOf(
    {
      ledger: '争取上级资金',
      theme: '助企纾困',
      prefix: 'HW-ZJ',
      department: '宏伟区发改委',
      ...DISTRICT_LATER,
    },
    [
      {
        ...{ title: '沈阳都市圈资金', category: '都市圈', party: '演示核级超净试剂项目(100吨)' },
        ...{ amount: 1443, district: DISTRICT, ...doneBetween('2023-04-03', '2023-11-30') },
        stage: '已到位',
      },
      {
        title: '技改专项申报',
        category: '技改',
        state: '推进中',
        stage: '省级评审',
        district: DISTRICT,
        beganAt: morningOf('2023-09-04'),
      },
      {
        title: '首台套奖补申报',
        category: '奖补',
        state: '推进中',
        stage: '材料初审',
        district: DISTRICT,
        beganAt: morningOf('2023-10-09'),
      },
    ],
  )

/** HW-14: one meeting on a weekend, and what it settled. */
const onSite = (): readonly LedgerEntry[] =>
  ledgerOf(
    {
      ledger: '周末现场办公',
      theme: '助企纾困',
      prefix: 'HW-XC',
      department: '宏伟区政府办',
      ...DISTRICT_LATER,
    },
    [
      {
        ...{ title: '天然气接引现场办公会', category: '燃气', party: enterpriseName(3), stage: '现场议定' },
        ...{
          ...doneBetween('2023-10-21', '2023-10-22'),
          result: '明确接引路由与施工主体',
          district: DISTRICT,
        },
      },
    ],
  )

/** HW-15: 48 of the district and 38 of the city that the zone decides itself; so many cases of three of them are finished. */
const FINISHED: readonly (readonly [title: string, cases: number])[] = [
  ['企业投资项目立项', 18],
  ['建设工程规划许可', 2],
  ['建筑工程施工许可', 2],
]

function delegated(): readonly LedgerEntry[] {
  const head: Head = {
    ...{ ledger: '园区赋权事项', theme: '改革事项', prefix: 'HW-FQ', department: '高新区审批服务部' },
    ...DISTRICT_BEFORE,
  }
  return ledgerOf(
    head,
    times(86, (i): Draft => {
      const [title, cases] = FINISHED[i] ?? [`赋权事项${two(i + 1)}`, 0]
      return {
        ...{
          title,
          category: i < 48 ? '区级' : '市级及市直',
          stage: '园区事园区办',
          quantity: cases,
          unit: '件',
        },
        ...{ ...doneBetween('2022-01-04', '2022-09-30'), district: DISTRICT },
      }
    }),
  )
}

/** HW-16: 审批委员会 over eight departments, of which four are named. */
const OFFICES: readonly (readonly [title: string, duty: string | null])[] = [
  ['党政综合部', '综合协调'],
  ['科技创新部', '科技创新'],
  ['投资促进部', '招商引资'],
  ['审批服务部', '审批服务'],
  ['内设部五', null],
  ['内设部六', null],
  ['内设部七', null],
  ['内设部八', null],
]

const approvalBoard = (): readonly LedgerEntry[] =>
  ledgerOf(
    {
      ...{ ledger: '审批委员会', theme: '改革事项', prefix: 'HW-SP', department: '高新区管委会' },
      ...DISTRICT_BEFORE,
    },
    OFFICES.map(([title, stage]) => ({
      ...{
        ...{ title, stage },
        category: '机构',
        parent: null,
        district: DISTRICT,
        ...doneBetween('2022-01-04', '2022-06-30'),
      },
    })),
  )

/** What 宏伟区 and the zone keep. */
export const hongweiBook = (city: PretendCity, at: number): readonly LedgerEntry[] => [
  ...pairs(),
  ...envoys(),
  ...rolledAt(city, ENVOY_LOG, at),
  ...funds(),
  ...onSite(),
  ...delegated(),
  ...approvalBoard(),
  ...hongweiInnovation(city),
  ...hongweiPark(city),
]
