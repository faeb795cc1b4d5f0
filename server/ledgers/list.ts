import { ledgerEntry } from '../../shared/kinds/ledger-entry/kind.ts'
import type { Way } from '../../shared/ledgers/document.ts'
import type { Sql } from '../../shared/metrics/sql-parts.ts'
import type { Ledgers } from '../../shared/sync/ledger.ts'
import type { Caller } from '../access/caller.ts'
import { byClock } from '../deeds/order.ts'
import { readAtOneMoment, type Moment } from '../explain/moment.ts'
import { idOf } from './known.ts'
import type { WorkDesk } from './work-desk.ts'

/** More open ones of a kind than this no city hall has; of those that are over the newest are told. */
const MOST = 500
const OVER = 100

/** What somebody can do something with, however old, and of what is over the newest; what is overdue first, then by the clock. */
export async function listOf(
  moment: Moment,
  desk: WorkDesk,
  ways: readonly Way[],
  caller: Caller,
): Promise<Ledgers> {
  const kinds = [...new Set(ways.map(({ kind }) => kind))]
  const { answer, seen } = await readAtOneMoment(moment, {
    cell: '',
    queries: () => kinds.flatMap(kind => [openOf(kind, ways), overOf(kind)]),
  })
  const results = answer.results as readonly (readonly { readonly id: string }[])[]
  const ids = new Set(results.flatMap(rows => rows.slice(0, MOST).map(({ id }) => idOf(id))))
  const entries = [...ids].flatMap(id => {
    const known = desk.find(id)
    const isSeen = known !== null && caller.may('ledger.view', { area: known.derived.area })
    return isSeen ? [desk.listed(known, caller)] : []
  })
  return {
    ...{ seq: seen.seq, now: seen.now, entries: entries.sort(byClock) },
    more: results.some(rows => rows.length > MOST),
  }
}

/** Of departments' ledgers only those that somebody works on: of others there are many more. */
function openOf(kind: string, ways: readonly Way[]): Sql {
  const ledgers = kind === ledgerEntry.id ? ways.flatMap(({ where }) => where['ledger'] ?? []) : []
  const among =
    ledgers.length === 0 ? '' : `AND json_extract(row, '$.ledger') IN (${ledgers.map(() => '?').join()})`
  return {
    sql: `SELECT id FROM things WHERE few = 1 AND kind = ? AND row IS NOT NULL ${among} ORDER BY event DESC LIMIT ?`,
    params: [kind, ...ledgers, MOST + 1],
  }
}

const overOf = (kind: string): Sql => ({
  sql: `SELECT id FROM things WHERE kind = ? AND row IS NOT NULL AND json_extract(row, '$.work') IN ('struck', 'closed') ORDER BY event DESC LIMIT ?`,
  params: [kind, OVER],
})
