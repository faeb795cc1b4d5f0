import { digest } from '../model/digest.ts'

/**
 * What the journal knows a subject by. Texts are masked and cut on their way there, and two subjects must not become one by that, nor one become
 * another. Its area stands in front, since a start must know what is still looked at; a feed has none.
 */
export const keyOf = (subject: string): string =>
  isKey(subject) ? subject : `${subject.includes('|') ? areaOf(subject) : ''}~${digest(subject)}`

/** The journal told of it, and what it is has not been seen since. */
export const isKey = (subject: string): boolean => subject.includes('~') && !subject.includes('|')

/** Of a number, or of its key. */
export const areaOf = (subject: string): string => subject.split(/[|~]/, 1)[0] ?? ''

/** All that is told of a group, as one: who is in it, whatever order they are in, which is the worst, and how bad. */
export const digestOf = (subjects: readonly string[], shown: string | null): string =>
  digest([...subjects.map(keyOf).sort(), keyOf(subjects[0] ?? ''), shown ?? ''].join('\n'))
