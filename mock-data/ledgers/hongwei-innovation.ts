import type { PretendCity } from '../city.ts'
import { enterpriseName } from '../enterprise/sessions.ts'
import { apportion, stream } from '../random.ts'
import {
  doneBetween,
  endingOf,
  ledgerOf,
  morningOf,
  type Draft,
  type Head,
  type LedgerEntry,
} from './entry.ts'
import { DISTRICT_LATER } from './sources.ts'

const DISTRICT = '宏伟区'
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))
const two = (n: number) => String(n).padStart(2, '0')

/** HW-10: two days of signing, and the 63 first members of the 产教联合体. */
function schools(): readonly LedgerEntry[] {
  const head: Head = {
    ...{ ledger: '校企产教联合', theme: '科创人才', prefix: 'HW-CJ', department: '宏伟区教育局' },
    ...DISTRICT_LATER,
  }
  const sorts = ['企业', '企业', '企业', '职业院校', '科研机构'] as const
  return ledgerOf(head, [
    {
      title: '校企协同科技创新伙伴行动签约',
      category: '签约',
      district: DISTRICT,
      ...doneBetween('2023-06-15', '2023-06-15'),
    },
    {
      title: '校企合作签约仪式',
      category: '签约',
      district: DISTRICT,
      ...doneBetween('2023-06-27', '2023-06-27'),
    },
    ...times(63, (i): Draft => ({
      title: `产教联合体成员${two(i + 1)}`,
      ...{
        category: `成员·${sorts[i % sorts.length]!}`,
        party: `演示成员单位${two(i + 1)}`,
        district: DISTRICT,
      },
      ...doneBetween('2023-11-01', '2023-12-20'),
    })),
  ])
}

/** HW-11: four contracts, and three fields in which results were shown. */
const SHOWN = ['精细化工', '装备制造', '化工新材料']
const transfers = (): readonly LedgerEntry[] =>
  ledgerOf(
    {
      ...{ ledger: '科技成果直通车', theme: '科创人才', prefix: 'HW-KJ', department: '高新区科技创新部' },
      ...DISTRICT_LATER,
    },
    [
      ...times(4, (i): Draft => ({
        title: `科技成果转化签约${i + 1}`,
        ...{ category: '签约', party: i === 0 ? '高新区管委会' : enterpriseName(i * 7), district: DISTRICT },
        ...doneBetween('2023-12-15', '2023-12-15'),
      })),
      ...SHOWN.map((field): Draft => ({
        ...{
          title: `${field}成果路演`,
          category: '路演',
          district: DISTRICT,
          ...doneBetween('2023-12-15', '2023-12-15'),
        },
      })),
    ],
  )

/** HW-12: three firms named, each with what it puts up; who takes it up comes with time. */
const DEMANDS = ['聚醚催化剂国产替代', '高温耐蚀合金构件', '环保助剂配套'] as const
const bids = (): readonly LedgerEntry[] =>
  ledgerOf(
    {
      ...{ ledger: '大企业发榜小企业揭榜', theme: '科创人才', prefix: 'HW-JB', department: '宏伟区工信局' },
      ...DISTRICT_LATER,
    },
    DEMANDS.flatMap((title, i): Draft[] => {
      const number = `HW-JB-${i + 1}`
      return [
        {
          ...{
            number,
            title,
            category: '发榜',
            party: `演示龙头企业${i + 1}`,
            district: DISTRICT,
            state: '推进中',
          },
          ...{ beganAt: morningOf('2023-07-10'), stage: i === 0 ? '揭榜攻关' : '对接洽谈' },
        },
        {
          ...{
            number: `${number}-1`,
            parent: number,
            title: `揭榜:${title}`,
            category: '揭榜',
            district: DISTRICT,
          },
          ...{
            party: enterpriseName(20 + i),
            state: '推进中',
            beganAt: morningOf('2023-09-04'),
            stage: '样品验证',
          },
        },
      ]
    }),
  )

/** HW-22: 26 new high-tech firms in five years, and how much they turned over in technology. */
const DEALS = 74_000
function highTech(city: PretendCity): readonly LedgerEntry[] {
  const head: Head = {
    ...{ ledger: '高新技术企业', theme: '科创人才', prefix: 'HW-GQ', department: '宏伟区科技局' },
    ...{ source: '辽宁日报2021年10月专版', asOf: endingOf('2021-08-31') },
  }
  const chance = stream(city.seed, 'ledgers', head.ledger)
  const deals = apportion(
    DEALS,
    times(26, () => chance.logNormal(1, 0.6)),
  )
  return ledgerOf(
    head,
    deals.map((amount, i): Draft => ({
      title: `${enterpriseName(30 + i)}认定`,
      ...{ category: `${2017 + (i % 5)}年`, party: enterpriseName(30 + i), amount, district: DISTRICT },
      ...doneBetween(`${2017 + (i % 5)}-01-09`, `${2017 + (i % 5)}-12-01`),
    })),
  )
}

export const hongweiInnovation = (city: PretendCity): readonly LedgerEntry[] => [
  ...schools(),
  ...transfers(),
  ...bids(),
  ...highTech(city),
]
