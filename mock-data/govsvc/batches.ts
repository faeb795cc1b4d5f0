import { MINUTE } from '../../shared/calendar/civil.ts'
import { localTime, type RowChange } from './rows.ts'
import type { Row } from '../sql/table.ts'
import type { TableName } from './tables.ts'

/** The platform passes on what it has every five minutes. */
export const BATCH_EVERY = 5 * MINUTE

/** When the batch leaves that carries what came about at an instant. */
export const batchOf = (at: number): number => Math.ceil(at / BATCH_EVERY) * BATCH_EVERY

export const batchName = (batch: number): string => `LY${localTime(batch).replace(/\D/g, '')}`

export interface ExchangedRow {
  readonly table: TableName
  readonly row: Row
}

/** Thousands of rows share a batch: its texts are made once. */
const batchTexts = new Map<number, { readonly cd_time: string; readonly cd_batch: string }>()
const TEXTS_KEPT = 20_000

function batchColumns(batch: number): { readonly cd_time: string; readonly cd_batch: string } {
  const known = batchTexts.get(batch) ?? { cd_time: localTime(batch), cd_batch: batchName(batch) }
  if (batchTexts.size > TEXTS_KEPT) batchTexts.clear()
  batchTexts.set(batch, known)
  return known
}

export const exchangeColumns = (guid: string, operation: 'I' | 'U' | 'D', batch: number): Row => ({
  row_guid: guid,
  cd_operation: operation,
  ...batchColumns(batch),
  data_source: '211',
})

/**
 * The rows as they stand after these changes: of each guid the last, marked I if it is new in that batch, U if it
 * stood there before, D for one that is gone. Changes of one guid must be in the order of time.
 */
export function exchangedRows(changes: readonly RowChange[]): ExchangedRow[] {
  const last = new Map<string, { change: RowChange; bornIn: number | null }>()
  for (const change of changes) {
    const known = last.get(change.guid)
    const bornIn = change.first ? batchOf(change.at) : (known?.bornIn ?? null)
    last.set(change.guid, { change, bornIn })
  }
  return [...last.values()].map(({ change, bornIn }) => {
    const batch = batchOf(change.at)
    const operation = change.deleted ? 'D' : bornIn === batch ? 'I' : 'U'
    return {
      table: change.table,
      row: { ...exchangeColumns(change.guid, operation, batch), ...change.row() },
    }
  })
}
