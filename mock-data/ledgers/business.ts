import { cityDepartment } from '../organisation.ts'
import type { PretendCity } from '../city.ts'
import { apportion, stream } from '../random.ts'
import { businessRolling } from './business-rolling.ts'
import { sharing } from './sharing.ts'
import {
  doneBetween,
  endingOf,
  ledgerOf,
  morningOf,
  type Draft,
  type Head,
  type LedgerEntry,
} from './entry.ts'

/** What the province's papers told of other cities stands here as a yardstick, and says where it is from. */
const PROVINCE = '多彩辽宁2023年4月'
const told = (place: string) => ({ source: `${PROVINCE}(${place})`, asOf: endingOf('2023-04-30') })
const office = cityDepartment('营商局').name
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))
const three = (n: number) => String(n).padStart(3, '0')
const firm = (i: number) => `演示企业${three(i + 1)}`

/** PRV-05: a hundred are done, fifty more are planned; ten are granted without being asked for. */
const bundled = (): readonly LedgerEntry[] => [
  ...ledgerOf(
    { ledger: '一件事一次办', theme: '改革事项', prefix: 'PRV-YJ', department: office, ...told('营口') },
    times(150, (i): Draft => ({
      title: `一件事${three(i + 1)}`,
      ...{
        category: ['企业开办', '不动产', '社保医保', '工程建设', '民生服务'][i % 5]!,
        stage: i < 100 ? '已上线' : '拟增',
      },
      ...(i < 100 ? doneBetween('2022-03-01', '2023-03-31') : { state: '未开始' as const }),
    })),
  ),
  ...ledgerOf(
    { ledger: '免申即享', theme: '改革事项', prefix: 'PRV-MS', department: office, ...told('营口') },
    times(10, i => ({
      title: `免申即享政策${i + 1}`,
      category: '惠企政策',
      ...doneBetween('2022-06-01', '2023-03-31'),
    })),
  ),
]

const INDUSTRIES = [
  ['一产', 3],
  ['二产', 96],
  ['三产', 39],
] as const
/** PRV-07: 138 for 258 亿; 101 private, 35 of the state and places; 26 high-tech with 22 in a hundred of the money. */
const STARTED = { money: 2_580_000, highTech: 26, highTechShare: 0.22, private: 101, ofState: 35 }

function startedTogether(city: PretendCity): readonly LedgerEntry[] {
  const head: Head = {
    ...{
      ledger: '重点项目集中开工',
      theme: '项目推进',
      prefix: 'PRV-KG',
      department: cityDepartment('发改委').name,
    },
    ...told('营口'),
  }
  const chance = stream(city.seed, 'ledgers', head.ledger)
  const industries = chance.shuffled(INDUSTRIES.flatMap(([name, n]) => times(n, () => name)))
  const ofHighTech = Math.round(STARTED.money * STARTED.highTechShare)
  const weights = (n: number) => times(n, () => chance.logNormal(1, 0.7))
  const money = [
    ...apportion(ofHighTech, weights(STARTED.highTech)),
    ...apportion(STARTED.money - ofHighTech, weights(industries.length - STARTED.highTech)),
  ]
  const owners = chance.shuffled(
    industries.map((_, i) =>
      i < STARTED.private ? '民营' : i < STARTED.private + STARTED.ofState ? '央地' : '其他',
    ),
  )
  return ledgerOf(
    head,
    industries.map((category, i): Draft => ({
      title: `演示开工项目${three(i + 1)}`,
      ...{ category, party: owners[i]!, amount: money[i]!, stage: i < STARTED.highTech ? '高新' : '其他' },
      ...{ state: '推进中', beganAt: morningOf('2023-03-28') },
    })),
  )
}

/** PRV-10: 22 opinions of 32 projects, 89 large and 30 small firms, 3 villages and 4 branches. */
const VISITED = [
  ['项目', 32],
  ['规上企业', 89],
  ['中小微企业', 30],
  ['村', 3],
  ['党组织', 4],
] as const

function surveys(): readonly LedgerEntry[] {
  const head: Head = {
    ...{ ledger: '调研摸排', theme: '助企纾困', prefix: 'PRV-DY', department: office, ...told('营口鲅鱼圈') },
  }
  const visits = VISITED.map(([category, quantity], i): Draft => ({
    ...{ number: `PRV-DY-D${i + 1}`, title: `走访${category}`, category: '走访', quantity, unit: '家' },
    ...doneBetween('2023-02-06', '2023-03-31'),
  }))
  const opinions = times(22, (i): Draft => {
    const to = 1 + (i % VISITED.length)
    return {
      ...{ parent: `PRV-DY-D${to}`, title: `意见建议${String(i + 1).padStart(2, '0')}`, category: '意见' },
      ...doneBetween('2023-02-20', '2023-04-20'),
    }
  })
  return ledgerOf(head, [...visits, ...opinions])
}

/** PRV-16: 44 projects, 612 亿. PRV-18: a hundred firms with 2000 jobs. */
function campaigns(city: PretendCity): readonly LedgerEntry[] {
  const chance = stream(city.seed, 'ledgers', 'campaigns')
  const weights = (n: number) => times(n, () => chance.logNormal(1, 0.6))
  const labour = cityDepartment('人社局').name
  return [
    ...ledgerOf(
      { ledger: '万人进万企', theme: '助企纾困', prefix: 'PRV-WQ', department: office, ...told('锦州') },
      apportion(6_120_000, weights(44)).map((amount, i) => ({
        ...{ title: `演示包联项目${three(i + 1)}`, category: '项目', amount, state: '推进中' as const },
        ...{ beganAt: morningOf('2023-02-06'), stage: '干部包联' },
      })),
    ),
    ...ledgerOf(
      { ledger: '人才对接', theme: '科创人才', prefix: 'PRV-RC', department: labour, ...told('大连金普') },
      apportion(2000, weights(100)).map((quantity, i) => ({
        ...{ title: `${firm(i)}岗位`, category: '招聘', party: firm(i), quantity, unit: '个' },
        ...doneBetween('2023-03-06', '2023-04-20'),
      })),
    ),
  ]
}

/** PRV-03: entities that a grid member looks after, by town. */
const COVERED = 118_600
function grids(city: PretendCity): readonly LedgerEntry[] {
  const { towns } = city.places
  const shares = apportion(
    COVERED,
    towns.map(({ code }) => city.places.weightOf(code)),
  )
  return ledgerOf(
    { ledger: '营商环境网格', theme: '助企纾困', prefix: 'PRV-WG', department: office },
    towns.map(({ name, district }, i) => ({
      ...{ title: `${name}营商网格`, category: '网格覆盖', party: name, quantity: shares[i]!, unit: '户' },
      ...{ state: '推进中' as const, beganAt: morningOf('2025-01-06'), town: name },
      district: city.places.districtOf(district).name,
    })),
  )
}

/** What the office of the business environment and its neighbours keep: the province's mechanisms, taken over. */
export const businessBook = (city: PretendCity, at: number): readonly LedgerEntry[] => [
  ...bundled(),
  ...startedTogether(city),
  ...surveys(),
  ...sharing(city, at),
  ...campaigns(city),
  ...grids(city),
  ...businessRolling(city, at),
]
