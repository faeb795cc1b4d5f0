import { DAY, dayNumber } from '../../shared/calendar/civil.ts'
import type { Chance } from '../random.ts'
import { remembered } from '../remembered.ts'
import type { Case } from './case.ts'
import type { GovsvcModel } from './model.ts'

/** Whom a caller of another system asks about: 办件编号, or null when there was nothing open. */
export type CaseFinder = (before: number, chance: Chance) => string | null

type Asked = Pick<Case, 'caseNo' | 'acceptAt' | 'resultAt'>

const DAYS_BACK = 12
const CANDIDATES = 4

/** People ask about what is open, and of that about what takes long. */
export function createCaseFinder(model: GovsvcModel): CaseFinder {
  const casesOf = remembered(
    (day): readonly Asked[] =>
      model.casesOfDay('2', day).map(({ caseNo, acceptAt, resultAt }) => ({ caseNo, acceptAt, resultAt })),
    60,
  )
  return (before, chance) => {
    const candidates = Array.from({ length: CANDIDATES }, () => {
      const cases = casesOf(dayNumber(before) - 1 - chance.int(DAYS_BACK))
      return cases.length === 0 ? null : chance.pick(cases)
    })
    const open = candidates.filter(c => c !== null && c.acceptAt < before && c.resultAt > before - DAY)
    const longest = open.reduce(
      (a, b) => (a === null || (b !== null && b.resultAt - b.acceptAt > a.resultAt - a.acceptAt) ? b : a),
      null,
    )
    return longest?.caseNo ?? null
  }
}
