import { liesIn } from '../../shared/access/may.ts'
import type { Areas } from '../../shared/areas/areas.ts'
import type { Part, Thing } from '../../shared/kinds/kind.ts'
import type { Caller } from '../access/caller.ts'

/** The area for which a leader does this: a post and no person. */
export function placeOf(caller: Caller, areas: Areas, area: string): string {
  const { scope } = caller.person()
  if (scope.areas === 'all') return areas.city.id
  return scope.areas.find(place => liesIn(areas, area, place)) ?? areas.city.id
}

/** Whether an action is already among the parts of a thing: a button that was pressed twice, an answer that was lost on its way. */
export const hasAction = ({ parts }: Thing, action: string): boolean =>
  Object.values(parts).some((part: Part) => part.fields['action'] === action)

/** Of an officer who answers for several nobody can say for which he was there. */
export function ownDepartment(caller: Caller): string | null {
  const { departments } = caller.person().scope
  return departments !== 'all' && departments.length === 1 ? (departments[0] ?? null) : null
}
