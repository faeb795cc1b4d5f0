import type { Stop } from '../../calendar/pauses.ts'
import { happened, newCourse, standingAfter, type Course } from '../approval/course.ts'
import type { ApprovalEvent, ApprovalState } from '../approval/state.ts'
import { told } from '../fields.ts'
import type { ItemFields } from './fields.ts'

/** What an item's own dates say, whatever the time is now. */
export interface ItemLife {
  /** As reported; whether the clock stands just now is said by the verdict. */
  readonly state: ApprovalState
  readonly open: boolean
  /** It asks somebody for something, or did and was done. */
  readonly counted: boolean
  readonly startAt: number | null
  readonly doneAt: number | null
  readonly irregular: boolean
  /** Done before it began: nobody knows when it was done (A14). */
  readonly impossible: boolean
}

export function lifeOfItem(fields: ItemFields, stops: readonly Stop[]): ItemLife {
  const { state, irregular } = standingAfter(courseOf(fields, stops))
  const open = state === 'in_progress' || state === 'paused'
  const startAt = told(fields.startAt)
  const end = state === 'done' ? told(fields.doneAt) : null
  const impossible = end !== null && startAt !== null && end < startAt
  return {
    state,
    open,
    counted: open || state === 'done' || state === 'not_started',
    startAt: state === 'not_applicable' ? null : startAt,
    doneAt: impossible ? null : end,
    irregular,
    impossible,
  }
}

function courseOf(fields: ItemFields, stops: readonly Stop[]): Course {
  const course = newCourse()
  addEvent(course, 'started', fields.startAt)
  addEvent(course, 'returned', fields.returnedAt)
  addEvent(course, 'finished', fields.doneAt)
  addEvent(course, 'withdrawn', fields.withdrawnAt)
  addEvent(course, 'voided', fields.voidedAt)
  for (const { from, to } of stops) {
    happened(course, 'stopped', from)
    if (to !== Infinity) happened(course, 'resumed', to)
  }
  // That an item is not needed is said of its plan and has no date: it is the last word.
  if (fields.applicable === false) happened(course, 'excused', Infinity)
  return course
}

function addEvent(course: Course, event: ApprovalEvent, at: number | null | undefined): void {
  if (at !== null && at !== undefined) happened(course, event, at)
}
