import type { PermissionName } from '../../shared/access/permissions.ts'
import type { Subject } from '../../shared/access/may.ts'
import type { SupervisionEvent } from '../../shared/kinds/supervision/life.ts'
import { next } from '../../shared/kinds/supervision/life.ts'
import { told } from '../../shared/kinds/fields.ts'
import type { Issuer, StepName } from '../../shared/sync/supervision.ts'
import { Refused, type Caller } from '../access/caller.ts'
import type { Known } from './supervisions.ts'
import type { Target } from './target.ts'

interface Right {
  readonly event: SupervisionEvent
  readonly permission: PermissionName
  /** By whose scope: of the department that is pressed, of the area it is about, or of the chief butler who presses. */
  readonly on: 'area' | 'department' | 'chief'
  readonly role: 'leader' | 'officer' | 'chief'
}

const answers = (event: SupervisionEvent): Right => ({
  ...{ event, permission: 'supervision.answer', on: 'department', role: 'officer' },
})
const decides = (event: SupervisionEvent): Right => ({
  ...{ event, permission: 'supervision.decide', on: 'area', role: 'leader' },
})

/** The chief butler ends what he began; blame is a leader's alone. */
const endsOwn = (event: SupervisionEvent): Right => ({
  ...{ event, permission: 'supervision.chief', on: 'chief', role: 'chief' },
})

/** What each route is, and whose it is. */
export const RIGHTS: { readonly [step in StepName]: Right } = {
  acknowledge: answers('acknowledged'),
  plan: answers('planned'),
  executed: answers('executed'),
  return: decides('returned'),
  close: decides('closed'),
  chiefReturn: endsOwn('returned'),
  chiefClose: endsOwn('closed'),
  account: decides('decided'),
}

export const STEP_NAMES = Object.keys(RIGHTS) as readonly StepName[]

export const subjectOf = ({ derived, fields }: Known, on: Right['on']): Subject =>
  on === 'area'
    ? { area: derived.area }
    : { department: on === 'chief' ? (told(fields.chief) ?? '') : fields.department }

/** As what somebody may press for a matter; null: he may not. A chief butler presses at what another butler of his looks after. */
export function issuerOf({ area, chief }: Target, caller: Caller): Issuer | null {
  if (caller.may('supervision.issue', { area })) return 'leader'
  const isChief = chief !== null && caller.may('supervision.chief', { department: chief })
  return isChief && caller.may('supervision.view', { area }) ? 'chief' : null
}

/** Throws Denied where he may not press as this; Refused where nobody could. */
export function requireIssuer({ area, chief }: Target, issuer: Issuer, caller: Caller): void {
  if (issuer === 'leader') return caller.require('supervision.issue', { area })
  caller.require('supervision.chief', { department: chief ?? '' })
  caller.require('supervision.view', { area })
  if (chief === null)
    throw new Refused(409, 'notOfButlers', 'no butler looks after it who answers to a chief butler')
}

/** Whether it can be done as it stands now, whoever asks. */
export function isPossible({ course, derived, fields }: Known, step: StepName): boolean {
  if (RIGHTS[step].on === 'chief' && fields.role !== 'chief') return false
  if (step === 'account' && derived.row['proposed'] !== true) return false
  return next(course.state, RIGHTS[step].event) !== null
}

/** As a leader where he may, else as the chief butler: the same is not offered twice. */
export function can(known: Known, caller: Caller): readonly StepName[] {
  const able = STEP_NAMES.filter(step => {
    const { permission, on } = RIGHTS[step]
    return isPossible(known, step) && caller.may(permission, subjectOf(known, on))
  })
  return able.includes('close') ? able.filter(step => RIGHTS[step].on !== 'chief') : able
}
