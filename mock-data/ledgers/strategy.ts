import type { PretendCity } from '../city.ts'
import { cityDepartment } from '../organisation.ts'
import { stream } from '../random.ts'
import {
  doneBetween,
  endingOf,
  ledgerOf,
  livedAt,
  morningOf,
  type Draft,
  type Head,
  type LedgerEntry,
} from './entry.ts'
import { ecology } from './ecology.ts'
import { rolledAt, type Rolling } from './rolling.ts'
import { CONGRESS } from './sources.ts'
import { talents } from './talents.ts'

const published = CONGRESS
const office = cityDepartment('发改委').name
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))

/** IOC-22, as the thirteenth congress of the city's party named them. */
const GOALS: readonly (readonly [root: string, goals: readonly string[]])[] = [
  ['两城', ['全国文明城市', '国家历史文化名城']],
  ['三区', ['省级民营经济发展示范区', '农业现代化示范区', '生态宜居城市示范区']],
  [
    '四基地',
    ['芳烃及精细化工产业基地', '铝合金精深加工产业基地', '智能装备及汽车零部件基地', '文旅康养服装家纺基地'],
  ],
  [
    '八大任务',
    [
      '优化营商环境',
      '创新驱动发展',
      '调整优化产业结构',
      '融入区域一体化',
      '实施乡村振兴战略',
      '推进绿色低碳发展',
      '实施文化强市',
      '提升人民生活品质',
    ],
  ],
]
const PROJECTS = ['提升工程', '示范项目', '建设行动', '攻坚项目'] as const
const DEPARTMENTS = [
  '发改委',
  '工信局',
  '农业农村局',
  '生态环境局',
  '住建局',
  '文旅广电局',
  '营商局',
] as const

/** Goal, task, project: what is below it says how far it is. */
function strategy(city: PretendCity, at: number): readonly LedgerEntry[] {
  const head: Head = {
    ledger: '战略落实',
    theme: '战略生态',
    prefix: 'IOC-ZL',
    department: office,
    ...published,
  }
  const drafts = GOALS.flatMap(([root, goals], r): Draft[] => {
    const number = `IOC-ZL-${r + 1}`
    const below = goals.flatMap((goal, g) =>
      goalOf(city, { goal, number: `${number}-${g + 1}`, parent: number }, at),
    )
    return [{ number, title: root, state: '推进中', beganAt: morningOf('2021-09-28') }, ...below]
  })
  return ledgerOf(head, drafts)
}

interface Goal {
  readonly goal: string
  readonly number: string
  readonly parent: string
}

function goalOf(city: PretendCity, { goal, number, parent }: Goal, at: number): Draft[] {
  const chance = stream(city.seed, 'ledgers', 'strategy', number)
  const projects = times(2 + chance.int(2), (i): Draft => {
    const year = 2024 + chance.int(4)
    const plan = {
      beganAt: morningOf(`${year - 2}-03-01`),
      dueAt: endingOf(`${year}-${chance.pick(['06-30', '10-31', '12-31'])}`),
    }
    const department = cityDepartment(chance.pick(DEPARTMENTS)).name
    return {
      ...{
        number: `${number}-${i + 1}`,
        parent: number,
        title: `${goal}${PROJECTS[i]!}`,
        category: '项目',
        department,
      },
      ...{ ...livedAt(plan, chance.split(i), at), source: null, asOf: null },
    }
  })
  return [
    { number, parent, title: goal, category: '目标', state: '推进中', beganAt: morningOf('2021-09-28') },
    ...projects,
  ]
}

/** IOC-20: eighteen; the first three are named. */
const COMMITTED = [
  ...[
    '民办职业培训学校设立',
    '旅馆业特种行业许可证核发',
    '道路货运经营许可',
    '食品经营许可',
    '公共场所卫生许可',
  ],
  ...['城镇污水排入排水管网许可', '劳务派遣经营许可', '人力资源服务许可', '药品零售许可', '医疗器械经营许可'],
  ...['出版物零售许可', '电影放映许可', '娱乐场所经营许可', '机动车维修备案核查', '动物诊疗许可'],
  ...['农药经营许可', '种子生产经营许可', '小餐饮经营许可'],
]

const commitments = (): readonly LedgerEntry[] =>
  ledgerOf(
    {
      ledger: '告知承诺事项',
      theme: '改革事项',
      prefix: 'IOC-GZ',
      department: cityDepartment('营商局').name,
      ...published,
    },
    COMMITTED.map(title => ({
      ...{ title, category: '涉企经营许可', stage: '可自主选择', ...doneBetween('2021-01-04', '2021-08-31') },
    })),
  )

/** IOC-21: what each office brings, of which its work is judged. */
const INNOVATION: Rolling = {
  head: { ledger: '制度创新', theme: '改革事项', prefix: 'IOC-CXS', department: office },
  aMonth: 7,
  promised: 130,
  draft: chance => {
    const short = chance.weighted(
      [
        '营商局',
        '发改委',
        '工信局',
        '住建局',
        '自然资源局',
        '人社局',
        '市场监管局',
        '财政局',
        '生态环境局',
        '农业农村局',
      ],
      [9, 7, 6, 6, 5, 5, 4, 3, 3, 2],
    )
    return {
      title: chance.pick([
        '流程再造',
        '数据共享',
        '信用监管',
        '区域评估',
        '并联审批',
        '容缺受理',
        '异地通办',
      ]),
      ...{ category: '制度创新', department: cityDepartment(short).name, party: cityDepartment(short).name },
    }
  },
}

const DIMENSIONS = ['安全', '干净', '整洁', '有序', '美丽'] as const

/** IOC-18: a mark of a hundred for each of the five, by district. */
const cityYear = (city: PretendCity): readonly LedgerEntry[] =>
  ledgerOf(
    { ledger: '城市管理年', theme: '战略生态', prefix: 'IOC-CG', department: cityDepartment('城管局').name },
    city.places.districts.flatMap(({ name }) =>
      DIMENSIONS.map((category): Draft => {
        const chance = stream(city.seed, 'ledgers', 'city year', name, category)
        const quantity = Math.round(chance.between(780, 965)) / 10
        return {
          ...{ title: `${name}·${category}`, category, party: name, quantity, unit: '分', district: name },
          ...{ state: '推进中', beganAt: morningOf('2026-01-05') },
        }
      }),
    ),
  )

/** What 市发改委 and its neighbours keep of goals, ecology, talents and reform. */
export const strategyBook = (city: PretendCity, at: number): readonly LedgerEntry[] => [
  ...strategy(city, at),
  ...ecology(city, at),
  ...talents(),
  ...commitments(),
  ...rolledAt(city, INNOVATION, at),
  ...cityYear(city),
]
