import type { PermissionName } from '../../shared/access/permissions.ts'
import { next, type VisitEvent } from '../../shared/kinds/station-visit/life.ts'
import type { VisitStepName } from '../../shared/sync/visit.ts'
import type { Caller } from '../access/caller.ts'
import type { Known } from './known.ts'

interface Right {
  readonly event: VisitEvent
  readonly permission: PermissionName
}

/** What each route is, and whose it is: of the area of the visit. A station sets no term for what it passed to a leader. */
export const RIGHTS: { readonly [step in VisitStepName]: Right } = {
  answer: { event: 'answered', permission: 'visit.handle' },
  solve: { event: 'solvable', permission: 'visit.handle' },
  escalate: { event: 'escalated', permission: 'visit.handle' },
  term: { event: 'termed', permission: 'visit.term' },
  close: { event: 'closed', permission: 'visit.handle' },
}

const STEP_NAMES = Object.keys(RIGHTS) as readonly VisitStepName[]

/** Whether it can be done as it stands now, whoever asks. */
export const isPossible = ({ course }: Known, step: VisitStepName): boolean =>
  next(course.state, RIGHTS[step].event) !== null

export const can = (known: Known, caller: Caller): readonly VisitStepName[] =>
  STEP_NAMES.filter(
    step => isPossible(known, step) && caller.may(RIGHTS[step].permission, { area: known.derived.area }),
  )
