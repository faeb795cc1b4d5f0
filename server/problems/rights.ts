import type { PermissionName } from '../../shared/access/permissions.ts'
import type { Subject } from '../../shared/access/may.ts'
import { next, type ProblemEvent } from '../../shared/kinds/problem/life.ts'
import type { ProblemStepName } from '../../shared/sync/problem.ts'
import type { Caller } from '../access/caller.ts'
import { departmentOf, type Known } from './known.ts'

interface Right {
  readonly event: ProblemEvent
  readonly permission: PermissionName
  /** By whose scope: of the department that keeps the ledger, of the one that has the problem, or of the area it is about. */
  readonly on: 'office' | 'department' | 'area'
}

/** What each route is, and whose it is. Who answers does not confirm, and who keeps the ledger does not strike off. */
export const RIGHTS: { readonly [step in ProblemStepName]: Right } = {
  take: { event: 'taken', permission: 'problem.analyse', on: 'office' },
  reject: { event: 'rejected', permission: 'problem.analyse', on: 'office' },
  merge: { event: 'merged', permission: 'problem.analyse', on: 'office' },
  assign: { event: 'assigned', permission: 'problem.assign', on: 'office' },
  begin: { event: 'begun', permission: 'problem.answer', on: 'department' },
  answer: { event: 'resolved', permission: 'problem.answer', on: 'department' },
  confirm: { event: 'confirmed', permission: 'problem.confirm', on: 'office' },
  return: { event: 'returned', permission: 'problem.confirm', on: 'office' },
  strike: { event: 'struck_off', permission: 'problem.strike', on: 'area' },
}

const STEP_NAMES = Object.keys(RIGHTS) as readonly ProblemStepName[]

export function subjectOf(known: Known, on: Right['on']): Subject {
  if (on === 'area') return { area: known.derived.area }
  return { department: on === 'office' ? known.fields.office : departmentOf(known) }
}

/** Whether it can be done as it stands now, whoever asks. */
export const isPossible = ({ course }: Known, step: ProblemStepName): boolean =>
  next(course.state, RIGHTS[step].event) !== null

export const can = (known: Known, caller: Caller): readonly ProblemStepName[] =>
  STEP_NAMES.filter(step => {
    const { permission, on } = RIGHTS[step]
    return isPossible(known, step) && caller.may(permission, subjectOf(known, on))
  })
