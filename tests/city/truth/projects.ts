import { dayNumber, MINUTE } from '../../../shared/calendar/civil.ts'
import type { ItemState, ProjectState } from '../../../mock-data/gcproj/model.ts'
import { remembered } from '../../../mock-data/remembered.ts'
import { count, expecting, INSTANTS, sum, type Expected, type Way } from './expected.ts'
import type { UpstreamTruth } from './upstreams.ts'

/** Asked every minute. Dues pass by time alone. */
export const PROJECTS: Way = { feeds: ['gcproj'], behindMs: MINUTE / 4, goesOn: true }
/** 万元 in yuan. */
const WAN = 10_000
const SOON_DAYS = 5

const isOpen = ({ status }: ItemState) => status === 'in_progress' || status === 'paused'

/** 重点项目: those of the three classes alone. */
export function projectExpectations({ city, projects }: UpstreamTruth): readonly Expected[] {
  const key = remembered(
    (at): readonly ProjectState[] =>
      projects.truth(at).filter(({ project }) => project.projectClass !== null),
    INSTANTS,
  )
  const items = (at: number) => key(at).flatMap(project => project.items)
  const workdaysLeft = (at: number, due: number) => {
    let days = 0
    for (let day = dayNumber(at) + 1; day <= dayNumber(due); day++) if (city.calendar.isWorkday(day)) days++
    return days
  }
  const isSoon = (at: number) => (each: ProjectState) =>
    !each.items.some(({ overdue }) => overdue) &&
    each.items.some(item => isOpen(item) && item.dueAt !== null && workdaysLeft(at, item.dueAt) <= SOON_DAYS)
  const is = expecting(PROJECTS)
  const inPhase = (at: number, name: string) => key(at).filter(({ project }) => project.phase === name)
  const ofClass = (at: number, name: string) => key(at).filter(({ project }) => project.projectClass === name)
  const money = (all: readonly ProjectState[]) => WAN * sum(all, ({ project }) => project.investment)
  return [
    is('project.count', at => key(at).length),
    is('project.investment', at => money(key(at))),
    ...['老字号', '原字号', '新字号'].flatMap(name => [
      is('project.class', at => ofClass(at, name).length, [name]),
      is('project.class.investment', at => money(ofClass(at, name)) / 1e8, [name]),
    ]),
    ...['新建', '续建', '储备'].flatMap(name => [
      is('project.phase', at => inPhase(at, name).length, [name]),
    ]),
    is('project.overdue', at => count(key(at), each => each.items.some(({ overdue }) => overdue))),
    is('project.items.overdue.major', at => count(items(at), ({ overdue }) => overdue)),
    is('project.open', at => count(key(at), each => each.items.some(isOpen))),
    is('project.items.open.major', at => count(items(at), isOpen)),
    is('project.due-soon', at => count(key(at), isSoon(at))),
    is('project.provisional', at => count(items(at), item => isOpen(item) && item.provisional)),
  ]
}
