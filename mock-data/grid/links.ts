import { dayNumber } from '../../shared/calendar/civil.ts'
import type { CaseModel } from '../citymgmt/model.ts'
import { remembered } from '../remembered.ts'
import type { LinkFinder } from './making.ts'

/** Finds the case that 数字城管 made of what the grid passed up: of the same thing, or one of the day that came from the grid. */
export function createLinkFinder({ casesOfDay }: Pick<CaseModel, 'casesOfDay'>): LinkFinder {
  const known = remembered(day => {
    const cases = casesOfDay(day)
    return {
      byMatter: new Map(
        cases.flatMap(({ matter, caseNo }) => (matter === null ? [] : [[matter, caseNo] as const])),
      ),
      fromGrid: cases.filter(({ source }) => source === '网格').map(({ caseNo }) => caseNo),
    }
  }, 40)
  return ({ matter, reportedAt }, chance) => {
    const { byMatter, fromGrid } = known(dayNumber(reportedAt))
    const same = matter === null ? undefined : byMatter.get(matter.id)
    return same ?? (fromGrid.length === 0 ? null : chance.pick(fromGrid))
  }
}
