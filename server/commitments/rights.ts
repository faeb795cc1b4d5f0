import type { PermissionName } from '../../shared/access/permissions.ts'
import type { Subject } from '../../shared/access/may.ts'
import { next, type CreditEvent } from '../../shared/kinds/credit-record/life.ts'
import type { AnyCommitmentStep, CommitmentStepName } from '../../shared/sync/commitment.ts'
import type { Caller } from '../access/caller.ts'
import type { Known } from './known.ts'

interface Right {
  /** What it may come to. */
  readonly events: readonly CreditEvent[]
  readonly permission: PermissionName
  /** By whose scope: of the department that granted on the commitment, or of the area. */
  readonly on: 'department' | 'area'
}

/** What each route is, and whose it is. Who checks decides nothing about 失信, and who decides has not checked. */
export const RIGHTS: { readonly [step in CommitmentStepName]: Right } = {
  check: { events: ['kept', 'mend', 'breached'], permission: 'commitment.check', on: 'department' },
  decide: { events: ['flagged', 'excused'], permission: 'commitment.decide', on: 'area' },
  repair: { events: ['repaired'], permission: 'commitment.check', on: 'department' },
  restore: { events: ['restored'], permission: 'commitment.decide', on: 'area' },
  return: { events: ['returned'], permission: 'commitment.decide', on: 'area' },
}

const STEP_NAMES = Object.keys(RIGHTS) as readonly CommitmentStepName[]

export const subjectOf = ({ derived, department }: Known, on: Right['on']): Subject =>
  on === 'area' ? { area: derived.area } : { department }

/** Which of what a step may come to this one comes to: of most there is only one. */
export const eventOf = (name: CommitmentStepName, { finding, decision }: AnyCommitmentStep): CreditEvent =>
  finding ?? decision ?? (RIGHTS[name].events[0] as CreditEvent)

/** Whether it can be done as it stands now, whoever asks. */
export const isPossible = ({ course }: Known, step: CommitmentStepName): boolean =>
  RIGHTS[step].events.some(event => next(course.state, event) !== null)

export const can = (known: Known, caller: Caller): readonly CommitmentStepName[] =>
  STEP_NAMES.filter(step => {
    const { permission, on } = RIGHTS[step]
    return isPossible(known, step) && caller.may(permission, subjectOf(known, on))
  })
