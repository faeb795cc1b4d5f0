import type { Static } from 'typebox'
import type { SubjectSchema } from '../../shared/sync/explain.ts'

export type Subject = Static<typeof SubjectSchema>

/** Where all that is known of it is told. */
export const subjectPath = ({ type, id }: Subject): string =>
  `/work/entities/${type}/${encodeURIComponent(id)}`
