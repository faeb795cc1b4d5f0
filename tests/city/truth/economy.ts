import { financeReports } from '../../../mock-data/finance/balances.ts'
import { truth as reportsAt } from '../../../mock-data/stat/releases.ts'
import type { ProjectState } from '../../../mock-data/gcproj/model.ts'
import { reports } from '../../../mock-data/stat/reports.ts'
import { remembered } from '../../../mock-data/remembered.ts'
import { MINUTE } from '../../../shared/calendar/civil.ts'
import { count, expecting, INSTANTS, sum, type Expected, type Way } from './expected.ts'
import type { UpstreamTruth } from './upstreams.ts'

const file = (feed: string): Way => ({ feeds: [feed], behindMs: 0, goesOn: false })
const PROJECTS: Way = { feeds: ['gcproj'], behindMs: MINUTE / 4, goesOn: true }

type Row = ReadonlyMap<string, string | number | null>

/** 经济文化: what the departments publish, and where the money of the key projects goes. */
export const economyExpectations = (truth: UpstreamTruth): readonly Expected[] => [
  ...indicators(truth),
  ...chains(truth),
  ...money(truth),
]

const POWERS: { readonly [first: string]: number } = { 万: 1e4, 亿: 1e8, '%': 0.01 }

/** As a screen tells it: a unit begins with its power of ten. */
const told = (value: number, unit: string): number => value * (POWERS[unit[0] ?? ''] ?? 1)

/** Rows of the newest edition of a report, by the titles of its columns. */
function newest({ city }: UpstreamTruth, name: string) {
  const all = remembered((at): readonly Row[] => {
    const { columns, rows } = reportsAt(city, at, [...reports, ...financeReports]).findLast(
      ({ report }) => report.name === name,
    )!.table
    return rows.map(row => new Map(columns.map(({ title }, i) => [title, row[i] ?? null])))
  }, INSTANTS)
  return {
    all,
    of: (column: string, subject: string) => (at: number) => {
      const row = all(at).find(each => [...each.values()].includes(subject))
      return Number(row?.get(column))
    },
  }
}

const KEY = ['07', '09', '11', '12', '13', '14', '15', '16', '17', '18', '19'].map(no => `STAT-${no}`)
const GROWN = ['规上工业增加值', '固定资产投资', '社会消费品零售总额', '一般公共预算收入', '进出口总额']
const BALANCES = ['本外币存款余额', '本外币贷款余额', '制造业中长期贷款余额', '普惠小微贷款余额']

function indicators(truth: UpstreamTruth): readonly Expected[] {
  const [key, quarter] = [newest(truth, '重点指标'), newest(truth, '主要经济指标')]
  const balances = newest(truth, '金融运行')
  const isBalance = expecting(file('finance-balances'))
  const isKey = expecting(file('stat-key'))
  const isQuarter = expecting(file('stat-economy'))
  const short = (row: Row) =>
    row.get('增长目标') !== null && Number(row.get('同比增长')) < Number(row.get('增长目标'))
  return [
    ...KEY.map(code =>
      isKey(
        'indicator.value',
        at => {
          const row = key.all(at).find(each => each.get('指标编号') === code)
          return told(Number(row?.get('数值')), String(row?.get('计量单位')))
        },
        [code],
      ),
    ),
    ...GROWN.flatMap(name => [
      isQuarter('indicator.value', at => told(quarter.of('累计', name)(at), '亿元'), [name]),
      isQuarter('indicator.growth', quarter.of('同比增长', name), [name]),
    ]),
    ...BALANCES.flatMap(name => [
      isBalance('indicator.value', at => told(balances.of('余额', name)(at), '亿元'), [name]),
      isBalance('indicator.growth', at => told(balances.of('同比增长', name)(at), '%'), [name]),
    ]),
    isQuarter('indicator.short', at => count(quarter.all(at), short)),
  ]
}

function chains(truth: UpstreamTruth): readonly Expected[] {
  const chain = newest(truth, '产业链运行')
  const is = expecting(file('stat-chains'))
  const all = (column: string) => (at: number) => sum(chain.all(at), row => Number(row.get(column)))
  const names = chain.all(truth.city.clock.now()).map(row => String(row.get('产业链')))
  return [
    ...names.flatMap(name => [
      is('chain.output', chain.of('产值', name), [name]),
      is('chain.growth', chain.of('同比增长', name), [name]),
      is('chain.online', at => (100 * chain.of('在网设备', name)(at)) / chain.of('联网设备', name)(at), [
        name,
      ]),
    ]),
    is('chain.output.total', at => told(all('产值')(at), '亿元')),
    is('chain.energy.total', at => all('综合能耗')(at) / (10_000 * all('增加值')(at))),
  ]
}

/** Key projects by phase and by district: what is begun moves, the rest waits. */
function money({ city, projects }: UpstreamTruth): readonly Expected[] {
  const is = expecting(PROJECTS)
  const key = remembered(
    (at): readonly ProjectState[] =>
      projects.truth(at).filter(({ project }) => project.projectClass !== null),
    INSTANTS,
  )
  const YI = 10_000
  const of = (at: number, test: (state: ProjectState) => boolean) => key(at).filter(test)
  const invested = (all: readonly ProjectState[]) => sum(all, ({ project }) => project.investment) / YI
  const begun = ({ project }: ProjectState) => project.phase !== '储备'
  return [
    ...['续建', '新建', '储备'].map(phase =>
      is('project.phase', at => of(at, ({ project }) => project.phase === phase).length, [phase]),
    ),
    is('project.started', at => of(at, begun).length),
    is('project.started.investment', at => told(invested(of(at, begun)), '亿元')),
    ...city.places.districts.flatMap(({ code }) => {
      const here = ({ project }: ProjectState) => project.district.code === code
      return [
        is('project.count', at => of(at, here).length, [], code),
        is('project.investment', at => invested(of(at, here)), [], code),
      ]
    }),
  ]
}
