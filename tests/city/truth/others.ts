import { dayNumber, MINUTE } from '../../../shared/calendar/civil.ts'
import { truth as reportsAt } from '../../../mock-data/stat/releases.ts'
import { civilReports } from '../../../mock-data/civil/civil.ts'
import { reports } from '../../../mock-data/stat/reports.ts'
import { dutyAt, dutyTimes } from '../../../mock-data/grid/riders.ts'
import { count, expecting, sum, type Expected, type Way } from './expected.ts'
import type { UpstreamTruth } from './upstreams.ts'

const file = (feed: string): Way => ({ feeds: [feed], behindMs: 0, goesOn: false })
const GRID: Way = { feeds: ['grid'], behindMs: MINUTE / 4, goesOn: true }
const SWEEPERS: Way = { feeds: ['gps-fleet'], behindMs: 2 * MINUTE, goesOn: true }
const DUTY_EVERY = 10 * MINUTE

/** 统计报表, 网格, 环卫: what they tell beside each other. */
export const otherExpectations = (truth: UpstreamTruth): readonly Expected[] => [
  ...published(truth),
  ...riders(truth),
  ...sweepers(truth),
]

/** The newest edition of a report, and the sum of a column over what is no total row. */
function published({ city }: UpstreamTruth): readonly Expected[] {
  const column = (name: string, titles: readonly string[]) => (at: number) => {
    const editions = reportsAt(city, at, [...reports, ...civilReports]).filter(
      ({ report }) => report.name === name,
    )
    const { columns, rows, hasTotal } = editions.at(-1)!.table
    const places = columns.flatMap(({ title }, i) => (titles.includes(title) ? [i] : []))
    return sum(hasTotal ? rows.slice(0, -1) : rows, row => sum(places, i => Number(row[i])))
  }
  const market = expecting(file('stat-market'))
  const pairing = expecting(file('stat-pairing'))
  const civil = expecting(file('civil'))
  const found = column('双进双促台账', ['发现问题'])
  const solved = column('双进双促台账', ['办结'])
  return [
    market('market.entities', column('市场主体', ['市场主体合计'])),
    pairing('pairing.solved', at => [solved(at), found(at)]),
    pairing('pairing.going', column('双进双促台账', ['推进中'])),
    pairing('pairing.rate', at => solved(at) / found(at)),
    civil('civil.low-income', column('民政统计月报', ['城市低保人数', '农村低保人数'])),
    civil('civil.low-income.urban', column('民政统计月报', ['城市低保人数'])),
    civil('civil.low-income.rural', column('民政统计月报', ['农村低保人数'])),
    civil('civil.elderly-residents', column('民政统计月报', ['入住老人'])),
    civil('civil.aid', column('民政统计月报', ['临时救助'])),
    civil('civil.destitute', column('民政统计月报', ['特困供养人数'])),
    civil('civil.elderly-beds', column('民政统计月报', ['养老床位'])),
  ]
}

function riders({ city, grid }: UpstreamTruth): readonly Expected[] {
  const is = expecting(GRID)
  const fromRiders = (at: number) =>
    count(
      grid.draftsOfDay(dayNumber(at)),
      ({ kind, reporter, uploadedAt }) => kind === 'event' && reporter === '骑手' && uploadedAt <= at,
    )
  return [
    is('grid.riders.on-duty', at => {
      const { onDuty, total } = dutyAt(city, dutyTimes(at - DUTY_EVERY, at).at(-1)!)
      return [onDuty, total]
    }),
    is('grid.riders.reports.today', fromRiders),
  ]
}

function sweepers({ sanitation }: UpstreamTruth): readonly Expected[] {
  const is = expecting(SWEEPERS)
  const stages = ['done', 'running', 'waiting'] as const
  const inStage = (at: number, name: string) => count(sanitation.routes(at), ({ stage }) => stage === name)
  return [
    is('sanitation.routes.done', at => [inStage(at, 'done'), sanitation.routes(at).length]),
    ...stages.map(name => is('sanitation.routes.state', at => inStage(at, name), [name])),
  ]
}
