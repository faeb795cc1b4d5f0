import { DAY } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { stream } from '../random.ts'
import {
  doneBetween,
  ledgerOf,
  livedAt,
  morningOf,
  type Draft,
  type Head,
  type LedgerEntry,
} from './entry.ts'
import { beginnings, rolledAt, type Rolling } from './rolling.ts'
import { COUNTY } from './sources.ts'

const DISTRICT = '辽阳县'
const TOWN = '隆昌镇'
const TOWN_CODE = '211021111'

/** LYX-16: what each net is about, in 隆昌镇. */
const NETS = [
  ['红·党建网', '党员包户与乡村振兴指导员驻村'],
  ['橙·致富网', '增加村集体收入'],
  ['绿·生态网', '沟渠林带与人居环境整治'],
  ['金·文明网', '最美庭院与好家风评选'],
  ['蓝·治理网', '矛盾纠纷调解'],
] as const

/** Seven villages, five nets each; all seven brought their income up. */
function nets(city: PretendCity, at: number): readonly LedgerEntry[] {
  const head: Head = {
    ...{ ledger: '五色五网', theme: '乡村治理', prefix: 'LYX-WS', department: '隆昌镇人民政府' },
  }
  const villages = city.places.communitiesOf(TOWN_CODE)
  const drafts = villages.flatMap(({ name }, v) =>
    NETS.map(([category, title], n): Draft => {
      const chance = stream(city.seed, 'ledgers', head.ledger, name, category)
      const began = morningOf('2026-01-12') + (v + n * 3) * DAY
      const isIncome = n === 1
      return {
        ...{ title, category, party: name.replace(/民委员会$/, ''), department: '隆昌镇乡村振兴指导员' },
        ...{ district: DISTRICT, town: TOWN, community: name },
        ...livedAt({ beganAt: began, dueAt: began + (230 + chance.int(110)) * DAY }, chance, at),
        ...(isIncome
          ? { quantity: 3 + chance.int(9), unit: '万元' }
          : { quantity: 2 + chance.int(14), unit: '件' }),
      }
    }),
  )
  return ledgerOf(head, drafts)
}

const REFORMS: Head = {
  ...{ ledger: '改革里程碑', theme: '改革事项', prefix: 'LYX-GG', department: '辽阳县营商局' },
  ...COUNTY,
}
/** The four halls whose cases are one at one counter (LYX-13). */
const ONE_COUNTER = ['房产交易', '维修基金', '契税征缴', '不动产登记'] as const
const COUNTER = 'LYX-GG-2019'

/** LYX-13 with the limits of LYX-12 between them. */
const MILESTONES: readonly (readonly [number: string, date: string, title: string, stage: string])[] = [
  ['LYX-GG-2018', '2018-12-31', '车辆服务中心', '一站办理'],
  [COUNTER, '2019-12-31', '一窗四家', '四家合一窗'],
  ['LYX-GG-2020', '2020-12-31', '工程审批 120→90', '时限压缩'],
  ['LYX-GG-2021', '2021-06-30', '最多跑一次', '减环节'],
  ['LYX-GG-2021V', '2021-12-31', '视频工作站', '全省率先'],
  ['LYX-GG-2022', '2022-12-31', '工程审批 90→55', '时限压缩'],
]

const milestones = (): readonly LedgerEntry[] =>
  ledgerOf(REFORMS, [
    ...MILESTONES.map(([number, date, title, stage]): Draft => ({
      ...{ number, title, stage, category: date.slice(0, 4), district: DISTRICT },
      ...doneBetween(`${date.slice(0, 4)}-01-04`, date),
    })),
    ...ONE_COUNTER.map((title, i): Draft => ({
      ...{ number: `${COUNTER}-${i + 1}`, parent: COUNTER, title, category: '2019', district: DISTRICT },
      ...doneBetween('2019-01-04', '2019-12-31'),
    })),
  ])

const BUNDLES: Head = {
  ledger: '一窗四家套办',
  theme: '改革事项',
  prefix: 'LYX-TB',
  department: '辽阳县不动产登记中心',
}
const BUNDLES_A_MONTH = 3

/** A case at the one counter, and under it one for each of the four: done when the last of them is. */
function bundles(city: PretendCity, at: number): readonly LedgerEntry[] {
  const made = beginnings(city, BUNDLES, BUNDLES_A_MONTH, at)
  const drafts = made.flatMap(({ number, beganAt, chance }): Draft[] => {
    const dueAt = beganAt + 5 * DAY
    const parts = ONE_COUNTER.map((title, i): Draft => ({
      ...{ number: `${number}-${i + 1}`, parent: number, title: `${title}(套办)`, category: title },
      district: DISTRICT,
      ...livedAt({ beganAt, dueAt }, chance.split('part', i), at),
      dueAt: null,
    }))
    const ends = parts.map(({ doneAt }) => doneAt ?? null)
    const doneAt = ends.some(end => end === null) ? null : Math.max(...ends.map(Number))
    const state = doneAt === null ? '推进中' : '已完成'
    return [
      {
        number,
        title: '存量房过户一窗套办',
        category: '套办',
        district: DISTRICT,
        state,
        beganAt,
        doneAt,
      },
      ...parts,
    ]
  })
  return ledgerOf(BUNDLES, drafts)
}

const BUTLERS: Head = {
  ...{ ledger: '项目管家事项', theme: '项目推进', prefix: 'LYX-GJ2022', department: '辽阳县项目服务中心' },
}

/** LYX-10, told as done; what waited for the end of the heating season came last. */
const HUASEN: readonly (readonly [title: string, department: string, began: string, done: string])[] = [
  ['移四条高压线', '分管家(电力)', '2022-08-15', '2022-10-28'],
  ['净地交付', '分管家(镇政府)', '2022-08-15', '2022-11-01'],
  ['供暖管线移地下', '分管家(供暖)', '2022-11-04', '2023-04-20'],
]

const CULTURE: Head = {
  ...{ ledger: '文旅宣传活动', theme: '文化旅游', prefix: 'LYX-WL', department: '辽阳县文旅广电局' },
}

/** LYX-20: recorded on 18 December, shown from the first to the sixth day of the year by the moon. */
const cultureEvents = (): readonly LedgerEntry[] =>
  ledgerOf(CULTURE, [
    {
      ...{
        title: '《乡村大舞台》河栏镇取景',
        category: '电视节目',
        ...doneBetween('2022-12-18', '2022-12-18'),
      },
      ...{ district: DISTRICT, town: '河栏镇', ...COUNTY, quantity: 1, unit: '场' },
    },
    {
      ...{
        title: '《乡村大舞台》河栏镇播出',
        category: '电视节目',
        ...doneBetween('2023-01-22', '2023-01-27'),
      },
      ...{ district: DISTRICT, town: '河栏镇', ...COUNTY, quantity: 6, unit: '场' },
    },
  ])

const FAIRS: Rolling = {
  head: CULTURE,
  aMonth: 1.6,
  promised: 20,
  draft: (chance, { places }) => ({
    title: chance.pick(['草莓采摘节', '乡村文艺汇演', '非遗进景区', '冰雪旅游推介', '村晚展演']),
    ...{ category: '文旅活动', district: DISTRICT, quantity: 1 + chance.int(3), unit: '场' },
    town: chance.pick(places.townsOf('211021')).name,
  }),
}

const huasen = (): readonly LedgerEntry[] =>
  ledgerOf(
    BUTLERS,
    HUASEN.map(([title, department, began, done]) => ({
      ...{
        title,
        department,
        category: department.slice(0, 3),
        party: '演示再生资源项目',
        ...COUNTY,
      },
      ...{ district: DISTRICT, ...doneBetween(began, done) },
    })),
  )

export const countyVillages = (city: PretendCity, at: number): readonly LedgerEntry[] => [
  ...nets(city, at),
  ...milestones(),
  ...bundles(city, at),
  ...huasen(),
  ...cultureEvents(),
  ...rolledAt(city, FAIRS, at),
]
