import type { PermissionName } from '../../shared/access/permissions.ts'
import type { Subject } from '../../shared/access/may.ts'
import { next, type SessionEvent } from '../../shared/kinds/tea-session/life.ts'
import type { SessionStepName } from '../../shared/sync/session.ts'
import type { Caller } from '../access/caller.ts'
import type { Known } from './known.ts'

interface Right {
  readonly event: SessionEvent
  readonly permission: PermissionName
  /** By whose scope: of the department that keeps the ledger, or of the area. */
  readonly on: 'office' | 'area'
}

/** What each route is, and whose it is. Who writes the minutes does not close the session. */
export const RIGHTS: { readonly [step in SessionStepName]: Right } = {
  hold: { event: 'held', permission: 'tea.minute', on: 'office' },
  cancel: { event: 'cancelled', permission: 'tea.minute', on: 'office' },
  close: { event: 'closed', permission: 'tea.close', on: 'area' },
}

const STEP_NAMES = Object.keys(RIGHTS) as readonly SessionStepName[]

export const subjectOf = ({ derived }: Known, office: string, on: Right['on']): Subject =>
  on === 'area' ? { area: derived.area } : { department: office }

/** Whether it can be done as it stands now, whoever asks. */
export const isPossible = ({ course, hasBegun }: Known, step: SessionStepName): boolean =>
  next(course.phase, RIGHTS[step].event, hasBegun) !== null

export const can = (known: Known, office: string, caller: Caller): readonly SessionStepName[] =>
  STEP_NAMES.filter(step => {
    const { permission, on } = RIGHTS[step]
    return isPossible(known, step) && caller.may(permission, subjectOf(known, office, on))
  })
