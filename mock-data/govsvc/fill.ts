import { breathe } from '../breathing.ts'
import type { PretendCity } from '../city.ts'
import {
  batchName,
  batchOf,
  BATCH_EVERY,
  exchangeColumns,
  exchangedRows,
  type ExchangedRow,
} from './batches.ts'
import { hallRows } from './hall.ts'
import type { GovsvcModel } from './model.ts'
import { changesOf, itemRow, localTime, type RowChange } from './rows.ts'
import { createIndex, createTable, write, type SqlTarget } from '../sql/target.ts'
import type { Row } from '../sql/table.ts'
import { TABLES, type TableName } from './tables.ts'

/** Many, so that most statements are of one length and prepared once. */
const ROWS_HELD = 4_000
/** Made at once. The other systems of the process have their turn in between: the broker is among them. */
const CASES_AT_ONCE = 50

export const lastBatchBefore = (at: number): number => Math.floor(at / BATCH_EVERY) * BATCH_EVERY

async function createTables(target: SqlTarget): Promise<void> {
  for (const table of Object.values(TABLES)) await target.run(createTable(table, target.dialect))
}

/** After the rows: an index that grows with every row takes several times as long. */
async function createIndexes(target: SqlTarget): Promise<void> {
  for (const table of Object.values(TABLES)) {
    const index = createIndex(table, target.dialect)
    if (index !== null) await target.run(index)
    await breathe()
  }
}

async function writeAll(
  target: SqlTarget,
  rows: readonly ExchangedRow[],
  between?: () => Promise<unknown>,
): Promise<void> {
  const byTable = new Map<TableName, Row[]>()
  for (const { table, row } of rows) {
    const list = byTable.get(table)
    if (list === undefined) byTable.set(table, [row])
    else list.push(row)
  }
  await target.run('BEGIN')
  for (const [table, list] of byTable) await write(target, TABLES[table], list, between)
  await target.run('COMMIT')
}

const areaNames = ({ places }: PretendCity): ReadonlyMap<string, string> =>
  new Map([places.document.city, ...places.districts, ...places.towns].map(({ code, name }) => [code, name]))

async function fillCatalogue(
  city: PretendCity,
  model: GovsvcModel,
  target: SqlTarget,
  batch: number,
): Promise<void> {
  const names = areaNames(city)
  const rows = model.catalogue.map((item): ExchangedRow => {
    const row = {
      ...exchangeColumns(item.taskCode, 'I', batch),
      ...itemRow(item, names.get(item.areaCode) ?? ''),
    }
    return { table: 'task', row }
  })
  await writeAll(target, rows, breathe)
}

/** Told of every change that is known now and belongs into a later batch. */
export type Watch = (change: RowChange) => void

/**
 * Creates the tables and writes what stands in them at an instant: the catalogue, every case that changed in the last
 * 35 days, and the queues of the hall. Works on SQLite, PostgreSQL and MySQL or MariaDB alike.
 */
export async function fillTables(
  city: PretendCity,
  model: GovsvcModel,
  target: SqlTarget,
  at: number,
  watch: Watch = () => {},
): Promise<void> {
  const upTo = lastBatchBefore(at)
  await createTables(target)
  await fillCatalogue(city, model, target, upTo)
  let held: ExchangedRow[] = []
  let made = 0
  for (const each of model.recent(upTo)) {
    if (++made % CASES_AT_ONCE === 0) await breathe()
    const changes = changesOf(city, each)
    held.push(...exchangedRows(changes.filter(change => batchOf(change.at) <= upTo)))
    for (const change of changes) if (batchOf(change.at) > upTo) watch(change)
    if (held.length < ROWS_HELD) continue
    await writeAll(target, held, breathe)
    held = []
  }
  await writeAll(target, held, breathe)
  await createIndexes(target)
  await writeHall(city, target, at)
  await logBatch(target, upTo, 0)
}

export async function writeHall(city: PretendCity, target: SqlTarget, at: number): Promise<void> {
  await write(target, TABLES.hall, hallRows(city, at))
}

export const logBatch = (target: SqlTarget, batch: number, count: number): Promise<void> =>
  write(target, TABLES.batch, [{ cd_batch: batchName(batch), cd_time: localTime(batch), row_count: count }])

/** One batch, whole or not at all. */
export async function writeBatch(
  target: SqlTarget,
  batch: number,
  rows: readonly ExchangedRow[],
): Promise<void> {
  await writeAll(target, rows)
  await logBatch(target, batch, rows.length)
}
