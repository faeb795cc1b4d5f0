import type { PermissionName } from '../../shared/access/permissions.ts'
import type { Subject } from '../../shared/access/may.ts'
import type { SupervisionEvent } from '../../shared/kinds/supervision/life.ts'
import { next } from '../../shared/kinds/supervision/life.ts'
import type { StepName } from '../../shared/sync/supervision.ts'
import type { Caller } from '../access/caller.ts'
import type { Known } from './supervisions.ts'

interface Right {
  readonly event: SupervisionEvent
  readonly permission: PermissionName
  /** By whose scope: of the department that is pressed, or of the area it is about. */
  readonly on: 'area' | 'department'
  readonly role: 'leader' | 'officer'
}

const answers = (event: SupervisionEvent): Right => ({
  ...{ event, permission: 'supervision.answer', on: 'department', role: 'officer' },
})
const decides = (event: SupervisionEvent): Right => ({
  ...{ event, permission: 'supervision.decide', on: 'area', role: 'leader' },
})

/** What each route is, and whose it is. */
export const RIGHTS: { readonly [step in StepName]: Right } = {
  acknowledge: answers('acknowledged'),
  plan: answers('planned'),
  executed: answers('executed'),
  return: decides('returned'),
  close: decides('closed'),
  account: decides('decided'),
}

export const STEP_NAMES = Object.keys(RIGHTS) as readonly StepName[]

export const subjectOf = ({ derived, fields }: Known, on: 'area' | 'department'): Subject =>
  on === 'area' ? { area: derived.area } : { department: fields.department }

/** Whether it can be done as it stands now, whoever asks. */
export function isPossible({ course, derived }: Known, step: StepName): boolean {
  if (step === 'account' && derived.row['proposed'] !== true) return false
  return next(course.state, RIGHTS[step].event) !== null
}

export const can = (known: Known, caller: Caller): readonly StepName[] =>
  STEP_NAMES.filter(step => {
    const { permission, on } = RIGHTS[step]
    return isPossible(known, step) && caller.may(permission, subjectOf(known, on))
  })
