import { breathe } from '../breathing.ts'
import { DAY } from '../../shared/calendar/civil.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { fillTables, lastBatchBefore } from './fill.ts'
import type { GovsvcModel } from './model.ts'
import { localTime } from './rows.ts'
import { setAway } from '../sql/out-of-order.ts'
import { openOwned } from '../sql/owned-file.ts'
import type { SqliteFile } from '../sql/sqlite.ts'
import { TABLES } from './tables.ts'
import { createUpcoming, upcomingAfter, type Upcoming } from './upcoming.ts'

/** Tables that go away in an outage: every query then fails, as when the database is down. */
const QUERIED = [
  TABLES.task,
  TABLES.accept,
  TABLES.process,
  TABLES.special,
  TABLES.result,
  TABLES.evaluate,
  TABLES.inspect,
  TABLES.hall,
]
const RENAMED = { table: 'up_pro_evaluate', from: 'satisfaction', to: 'satisfaction_level' } as const

/** A15: the platform was upgraded overnight: one column has another name, another is new. */
export function setUpgraded({ database }: SqliteFile, upgraded: boolean): void {
  const columns = new Set(
    database
      .prepare(`PRAGMA table_info(${RENAMED.table})`)
      .all()
      .map(row => String(row['name'])),
  )
  const [from, to] = upgraded ? [RENAMED.from, RENAMED.to] : [RENAMED.to, RENAMED.from]
  if (columns.has(from)) database.exec(`ALTER TABLE ${RENAMED.table} RENAME COLUMN ${from} TO ${to}`)
  if (upgraded && !columns.has('remark')) database.exec(`ALTER TABLE ${RENAMED.table} ADD COLUMN remark TEXT`)
}

/** A column that an earlier edition of the platform had not is in no row of its file. */
function isOfThisShape({ database }: SqliteFile): boolean {
  return [TABLES.accept, TABLES.result, TABLES.inspect].every(table => {
    const columns = database.prepare(`PRAGMA table_info(${table.name})`).all()
    return Object.keys(table.columns).every(name => columns.some(column => column['name'] === name))
  })
}

function lastBatch({ database }: SqliteFile, now: number): number | null {
  const row = database.prepare(`SELECT max(cd_time) AS last FROM ${TABLES.batch.name}`).get()
  const text = row?.['last']
  if (typeof text !== 'string') return null
  const at = Date.parse(`${text.replace(' ', 'T')}+08:00`)
  return at > now || at < now - DAYS_OF_PAST * DAY ? null : at
}

export interface Exchange {
  readonly file: SqliteFile
  readonly upcoming: Upcoming
}

export const setPlatformAway = (file: SqliteFile, away: boolean): void => setAway(file, QUERIED, away)

/** The exchange database: an existing one of this city is continued after its last batch, otherwise it is filled anew. */
export async function openExchange(path: string, city: PretendCity, model: GovsvcModel): Promise<Exchange> {
  const now = city.clock.now()
  let fresh: Upcoming | null = null
  const file = await openOwned({
    path,
    city,
    usable: found => isOfThisShape(found) && lastBatch(found, now) !== null,
    fill: async filling => {
      const upcoming = createUpcoming(city, model, lastBatchBefore(now))
      await fillTables(city, model, filling, now, upcoming.watch)
      fresh = upcoming
    },
  })
  if (fresh !== null) return { file, upcoming: fresh }
  setPlatformAway(file, false)
  setUpgraded(file, false)
  return { file, upcoming: await upcomingAfter(city, model, lastBatch(file, now) ?? now, breathe) }
}

/** What the platform has passed on long ago it deletes; nobody polls that far back. */
const KEPT = (DAYS_OF_PAST + 10) * DAY

export function prune({ database }: SqliteFile, now: number): void {
  const before = localTime(now - KEPT)
  const over = `SELECT project_no FROM ${TABLES.result.name} WHERE cd_time < ?`
  for (const { name } of [TABLES.accept, TABLES.process, TABLES.special, TABLES.evaluate, TABLES.inspect])
    database.prepare(`DELETE FROM ${name} WHERE project_no IN (${over})`).run(before)
  database.prepare(`DELETE FROM ${TABLES.result.name} WHERE cd_time < ?`).run(before)
  database.prepare(`DELETE FROM ${TABLES.batch.name} WHERE cd_time < ?`).run(before)
}
