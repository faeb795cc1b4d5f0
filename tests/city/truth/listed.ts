import { itemId } from '../../../mock-data/gcproj/model.ts'
import { caseAt } from '../../../mock-data/govsvc/model.ts'
import { remembered } from '../../../mock-data/remembered.ts'
import { dayNumber } from '../../../shared/calendar/civil.ts'
import { CALLS, type ordersTold } from './calls.ts'
import { INSTANTS, type Way } from './expected.ts'
import { HALL } from './hall.ts'
import { PROJECTS } from './projects.ts'
import { GRID } from './safety.ts'
import { STREETS, type streetCases } from './streets.ts'
import type { UpstreamTruth } from './upstreams.ts'

/** What stands on a list, by an upstream's own account. */
export interface Row {
  readonly id: string
  /** The least stands first. */
  readonly key: number
  /** Each stands somewhere in the row. */
  readonly words: readonly string[]
}

/** A list on a wall: all that would be on it if it had room, in no order. */
export interface Listed {
  readonly scene: string
  readonly panel: string
  /** So many rows it has room for. */
  readonly most: number
  readonly way: Way
  readonly rows: (instant: number) => readonly Row[]
}

/** Lists of what is late, the longest first, and of what came last. */
export const lateAndNew = (
  truth: UpstreamTruth,
  calls: ReturnType<typeof ordersTold>,
  cases: ReturnType<typeof streetCases>,
  until: number,
): readonly Listed[] => [
  lateCases(truth, until),
  lateItems(truth),
  newEvents(calls, cases),
  newReports(truth),
]

function lateCases({ city, hall }: UpstreamTruth, until: number): Listed {
  const clocked = [...hall.recent(until)].filter(({ item }) => item.handling === '2')
  const rows = (at: number) =>
    clocked
      .filter(({ acceptAt, resultAt }) => acceptAt <= at && resultAt > at)
      .map(each => caseAt(city, each, at))
      .flatMap(({ overdue, dueAt, of: { caseNo, item } }) =>
        overdue ? [{ id: `govsvc/${caseNo}`, key: dueAt!, words: [item.name] }] : [],
      )
  return { scene: 'services', panel: 'overdue', most: 7, way: { ...HALL, goesOn: true }, rows: kept(rows) }
}

/** Of the key projects. */
function lateItems({ projects }: UpstreamTruth): Listed {
  const rows = (at: number) =>
    projects
      .truth(at)
      .filter(({ project }) => project.projectClass !== null)
      .flatMap(({ project: { code, name }, items }) =>
        items
          .filter(({ overdue }) => overdue)
          .map(({ life: { template }, dueAt }) => ({
            id: `gcproj/${code}#${itemId(code, template.no)}`,
            key: dueAt!,
            words: [name, template.name],
          })),
      )
  return { scene: 'projects', panel: 'projectlate', most: 8, way: PROJECTS, rows: kept(rows) }
}

/** 实时事件: what 12345 and 数字城管 had of the day. */
function newEvents(calls: ReturnType<typeof ordersTold>, cases: ReturnType<typeof streetCases>): Listed {
  const row = (id: string, at: number): Row => ({ id, key: -at, words: [] })
  const isToday = (at: number) => (each: Row) => dayNumber(-each.key) === dayNumber(at)
  const rows = (at: number) =>
    [
      ...calls(at).map(({ order, steps }) => row(`hotline/${order.orderNo}`, steps[0]!.at)),
      ...cases(at).map(({ case: { caseNo }, steps }) => row(`citymgmt/${caseNo}`, steps[0]!.at)),
    ].filter(isToday(at))
  const way = { ...STREETS, feeds: [...CALLS.feeds, ...STREETS.feeds], goesOn: true }
  return { scene: 'overview', panel: 'events', most: 14, way, rows: kept(rows) }
}

/** 随手拍. */
function newReports({ grid }: UpstreamTruth): Listed {
  const rows = (at: number) =>
    grid
      .draftsOfDay(dayNumber(at))
      .filter(({ kind, uploadedAt }) => kind === 'event' && uploadedAt <= at)
      .map(({ reportNo, reportedAt }) => ({ id: `grid/${reportNo}`, key: -reportedAt, words: [] }))
  return { scene: 'governance', panel: 'cards', most: 7, way: GRID, rows: kept(rows) }
}

const kept = (rows: Listed['rows']): Listed['rows'] => remembered(rows, INSTANTS)
