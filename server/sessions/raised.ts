import { problem as kind } from '../../shared/kinds/problem/kind.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import { findThing, type KnownParts } from '../deeds/known.ts'
import { readAtOneMoment, type Moment } from '../explain/moment.ts'

/** Nobody has handed it on yet: no department has it, and it did not leave the ledger (HW-02). */
const UNSETTLED: ReadonlySet<unknown> = new Set(['collected', 'analysing'])

/** No table hears of more. */
const MOST = 200

export const unsettledIn = (problems: readonly Row[]): number =>
  problems.filter(({ state }) => UNSETTLED.has(state)).length

/** What was raised at a session, as it stands now, the oldest first. */
export async function raisedAt(moment: Moment, parts: KnownParts, session: string): Promise<readonly Row[]> {
  const { answer } = await readAtOneMoment(moment, {
    cell: '',
    queries: () => [
      {
        sql: "SELECT id FROM things WHERE kind = ? AND row IS NOT NULL AND json_extract(row, '$.session') = ? ORDER BY event, id LIMIT ?",
        params: [kind.id, session, MOST],
      },
    ],
  })
  const found = (answer.results[0] ?? []) as readonly { readonly id: string }[]
  return found.flatMap(({ id }) => {
    const row = findThing(parts, kind, id)?.derived.row
    return row === undefined ? [] : [row]
  })
}
