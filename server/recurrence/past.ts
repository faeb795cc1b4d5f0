import type { Reader } from '../reader/reader.ts'
import type { RecurrencesParts } from './recurrences.ts'

const AT_ONCE = 200

/** By the index of kinds and their times, where those of one time stand by their rows: a page costs the same wherever it is. */
const BEHIND = `SELECT id, event, rowid AS row FROM things
  WHERE row IS NOT NULL AND kind = ? AND event >= ? AND (event, rowid) > (?, ?)
  ORDER BY event, rowid LIMIT ${AT_ONCE}`

interface Row {
  readonly id: string
  readonly event: number
  readonly row: number
}

/** Among those of the last checkpoint; what is newer than that has been heard. */
export const pastOf =
  (reader: Pick<Reader, 'ask'>, kind: string): RecurrencesParts['past'] =>
  async (since, after) => {
    const { results } = await reader.ask([{ sql: BEHIND, params: [kind, since, after.event, after.row] }])
    const rows = results[0] as readonly Row[]
    return { ids: rows.map(({ id }) => id), next: rows.length < AT_ONCE ? null : rows[rows.length - 1]! }
  }
