import type { FeedFault } from '../../../shared/model/feed-fault.ts'
import { FeedError } from '../connector.ts'

/** By the class of SQLSTATE (PostgreSQL), the name of an error (MariaDB, MySQL) or of the system's. */
const CODES: readonly (readonly [RegExp, FeedFault])[] = [
  [/^(28...|42501|ER_\w*ACCESS\w*_DENIED\w*|ER_ACCESS_DENIED\w*)$/, 'denied'],
  [/^(3D000|3F000|42P01|42703|ER_BAD_DB_ERROR|ER_NO_SUCH_TABLE|ER_BAD_FIELD_ERROR)$/, 'moved'],
  [/^(53...|ER_CON_COUNT_ERROR|ER_USER_LIMIT_REACHED|ER_TOO_MANY_USER_CONNECTIONS)$/, 'busy'],
  [/^(57014|ETIMEDOUT|PROTOCOL_SEQUENCE_TIMEOUT|ER_STATEMENT_TIMEOUT)$/, 'slow'],
  [/^(57P..|ER_SERVER_SHUTDOWN)$/, 'down'],
  [/^(ECONN\w+|EHOST\w+|ENET\w+|EPIPE|ENOTFOUND|08...|PROTOCOL_CONNECTION_LOST)$/, 'unreachable'],
]

/** What a driver says in words only. */
const WORDS: readonly (readonly [RegExp, FeedFault])[] = [
  [/^no such (table|column)/, 'moved'],
  [/unable to open database file/, 'folder'],
  [/timeout|within \d+ s$/i, 'slow'],
  [/^Connection terminated|connection lost/i, 'unreachable'],
]

/** Who has to look: with these our account, our settings or our folder. */
const OURS: ReadonlySet<FeedFault> = new Set(['denied', 'moved', 'folder'])

/** Why a database did not answer, so that whoever reads it turns to the right people. */
export function databaseFault(cause: unknown): FeedError {
  // Whoever may not connect there was told by us.
  if (cause instanceof FeedError) return cause
  const words = wordsOf(cause)
  const fault = known(CODES, codeOf(cause)) ?? known(WORDS, words) ?? 'database'
  return new FeedError(`the database did not answer: ${words}`, {
    blame: OURS.has(fault) ? 'config' : 'upstream',
    ...{ retry: true, fault, cause },
  })
}

const known = (of: readonly (readonly [RegExp, FeedFault])[], text: string): FeedFault | undefined =>
  of.find(([sign]) => sign.test(text))?.[1]

/** Of several addresses that were tried the first tells. */
function codeOf(cause: unknown): string {
  const [one] = cause instanceof AggregateError ? (cause.errors as readonly unknown[]) : [cause]
  return one instanceof Error && 'code' in one ? String(one.code) : ''
}

function wordsOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(wordsOf).join('; ')
  return cause instanceof Error && cause.message !== '' ? cause.message : String(cause)
}
