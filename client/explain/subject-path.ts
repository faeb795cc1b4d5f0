import type { Static } from 'typebox'
import type { SubjectSchema } from '../../shared/sync/explain.ts'

export type Subject = Static<typeof SubjectSchema>

/** Where all that is known of it is told. */
export const subjectPath = ({ type, id }: Subject): string =>
  `/work/entities/${type}/${encodeURIComponent(id)}`

/** Where the approval plan of a project is worked with; an item of it, a stage, is told there as well. `record` is as lists name it. */
export const planPath = (record: string): string =>
  `/work/plans/${encodeURIComponent(record.split('#')[0] ?? '')}`
