import type { Areas } from '../../shared/areas/areas.ts'
import { next, type DisputeEvent } from '../../shared/kinds/dispute/life.ts'
import type { DisputeStepName } from '../../shared/sync/dispute.ts'
import type { Caller } from '../access/caller.ts'
import type { Known } from './known.ts'
import { areaAt } from './levels.ts'

/** What each route is. All of them are the mediator's who has it: of its area, at its level. */
export const EVENTS: { readonly [step in DisputeStepName]: DisputeEvent } = {
  accept: 'accepted',
  begin: 'begun',
  extend: 'extended',
  settle: 'settled',
  fail: 'failed',
  pass: 'passed',
  guide: 'guided',
  withdraw: 'withdrawn',
  confirm: 'confirmed',
  keep: 'kept',
  break: 'broken',
}
const STEP_NAMES = Object.keys(EVENTS) as readonly DisputeStepName[]

/** Where somebody must answer for it: what was passed up is no longer the village's. */
export const heldIn = (areas: Areas, { derived, course }: Known): string =>
  areaAt(areas, derived.area, course.level)

/** Whether it can be done as it stands now, whoever asks. */
export const isPossible = ({ course }: Known, step: DisputeStepName): boolean =>
  next(course.state, EVENTS[step], course) !== null

export const can = (areas: Areas, known: Known, caller: Caller): readonly DisputeStepName[] =>
  caller.may('dispute.handle', { area: heldIn(areas, known) })
    ? STEP_NAMES.filter(step => isPossible(known, step))
    : []
