import { told } from '../fields.ts'
import { mainPart, type Part, type Thing } from '../kind.ts'
import { courseOf, type Clock, type Course } from '../worked/course.ts'
import type { LedgerEntryFields } from './fields.ts'

/** What was done about an entry; once its workbook says that nothing is to be done any more, all of it is over. */
export function courseIn(main: Part, thing: Thing): Course {
  const { state } = main.fields as unknown as LedgerEntryFields
  return courseOf(main, thing, state === 'done' || state === 'stopped')
}

export function workOn(thing: Thing): Course | null {
  const main = mainPart(thing)
  return main === null ? null : courseIn(main, thing)
}

/**
 * What an entry says once somebody works on it here (ADR 51). What it is about stays its workbook's: title, sort, party, sums, days on
 * which it began. Who has it, where it stands, until when and what came of it are those of the work, until its workbook says that it is
 * over: then all of it is the workbook's again.
 */
export function worked(fields: LedgerEntryFields, course: Course): LedgerEntryFields {
  if (course.way === null || course.state === 'closed') return fields
  const isStruck = course.state === 'struck'
  return {
    ...fields,
    state: isStruck ? 'done' : 'going',
    ...outcomeIn(fields, course),
    ...clockIn(isStruck ? course.answeredBy : course.clock),
    doneAt: isStruck ? (course.answeredAt ?? course.struckAt) : null,
  }
}

/** What the work has not said stays as its workbook has it. */
const outcomeIn = (fields: LedgerEntryFields, { shown, department, result, parent }: Course) => ({
  stage: shown ?? told(fields.stage),
  department: department ?? told(fields.department),
  result: result ?? told(fields.result),
  parent: parent ?? told(fields.parent),
})

/** A day that was promised holds as it is; a term begins where its step says. */
const clockIn = (clock: Clock | null): Clock =>
  clock ?? { since: null, term: null, termUnit: null, dueAt: null }
