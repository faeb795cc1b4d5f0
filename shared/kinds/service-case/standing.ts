import { stopsOf, type Stop } from '../../calendar/pauses.ts'
import { happened, newCourse, standingAfter, type Course, type Standing } from '../approval/course.ts'
import type { ApprovalEvent } from '../approval/state.ts'
import type { CaseFile, Step } from './case-file.ts'
import type { RESULTS } from './fields.ts'

const ENDS: { readonly [result in (typeof RESULTS)[number]]: ApprovalEvent } = {
  granted: 'finished',
  refused: 'finished',
  forwarded: 'finished',
  withdrawn: 'withdrawn',
  void: 'voided',
}

/** Where a case stands by what was reported; whether its clock stands just now is the verdict's affair. */
export function standingOf({ fields, result, steps, pauses }: CaseFile): Standing {
  const course = newCourse()
  const acceptedAt = fields.acceptedAt ?? null
  if (acceptedAt !== null) happened(course, 'started', acceptedAt)
  for (const step of steps) addStep(course, step, acceptedAt)
  for (const stop of stopsOf(pauses)) addStop(course, stop)
  // An end at an unknown time came last, as far as anybody knows.
  if (result !== null) happened(course, ENDS[result.result], result.resultAt ?? Infinity)
  return standingAfter(course)
}

/** Work before the acceptance is the counter's own and moves nothing. */
function addStep(course: Course, { fields }: Step, acceptedAt: number | null): void {
  const { startAt, returned } = fields
  const from = acceptedAt ?? startAt
  if (startAt >= from) happened(course, 'advanced', startAt)
  const endAt = endOf(fields)
  if (returned === true) happened(course, 'returned', endAt ?? startAt)
  else if (endAt !== null && endAt >= from) happened(course, 'advanced', endAt)
}

function addStop(course: Course, { from, to }: Stop): void {
  happened(course, 'stopped', from)
  if (to !== Infinity) happened(course, 'resumed', to)
}

/** A step says so itself, or by an end after its start. */
export const isOver = (fields: Step['fields']): boolean => fields.over ?? hasEnd(fields)

/** When a step was over; null while it goes on, and when its start stands for an end that nobody wrote down. */
export const endOf = (fields: Step['fields']): number | null =>
  isOver(fields) && hasEnd(fields) ? fields.endAt! : null

const hasEnd = ({ startAt, endAt = null }: Step['fields']): boolean => endAt !== null && endAt > startAt
