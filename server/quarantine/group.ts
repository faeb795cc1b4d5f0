import { digest } from '../../shared/model/digest.ts'

/** Of what entries with one cause have in common. */
export interface Cause {
  readonly blame: string
  readonly reason: string
  readonly path: string
}

const REST = /more records of this report were refused/

/** A reason quotes the value after its first words; the one that stands for the rest of a report begins with their number. */
export function causeOf({ blame, reason, path }: Cause): Cause {
  const end = reason.indexOf(': ')
  return {
    blame,
    reason: REST.test(reason)
      ? 'more records of the same report'
      : end === -1
        ? reason
        : reason.slice(0, end),
    path: path.replace(/\[\d+\]/g, '[]'),
  }
}

/** `by`: when and why it was discarded. */
export const groupId = (cause: Cause, by = ''): string => {
  const { blame, reason, path } = causeOf(cause)
  return digest(JSON.stringify([blame, reason, path, by]))
}

export const isOfGroup =
  (group: string): ((entry: Cause) => boolean) =>
  entry =>
    groupId(entry) === group
