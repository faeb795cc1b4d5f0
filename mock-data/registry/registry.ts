import { MINUTE } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { plannedOutages } from '../outages.ts'
import { setAway } from '../sql/out-of-order.ts'
import { openOwned } from '../sql/owned-file.ts'
import type { SqliteFile } from '../sql/sqlite.ts'
import { createIndex, createTable, write, type SqlTarget } from '../sql/target.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { certificatesAt } from './certificates.ts'
import { creditsAt } from './credit.ts'
import { createRegister, type Register } from './entities.ts'
import { certificateRow, creditRow, entityRow, TABLES, type Told } from './tables.ts'

const LOOKS_EVERY = 10 * MINUTE
/** Before anything: a new file has all of it. */
const NEVER = Number.NEGATIVE_INFINITY

async function createTables(target: SqlTarget): Promise<void> {
  for (const table of Object.values(TABLES)) {
    await target.run(createTable(table, target.dialect))
    const index = createIndex(table, target.dialect)
    if (index !== null) await target.run(index)
  }
}

/** Every row that changed with from < at <= to. */
async function writeChanges(
  target: SqlTarget,
  { city, register }: { readonly city: PretendCity; readonly register: Register },
  from: number,
  to: number,
): Promise<void> {
  const changed = (rows: readonly Told[]) =>
    rows.filter(({ at }) => at > from && at <= to).map(({ row }) => row)
  await target.run('BEGIN')
  await write(target, TABLES.entity, changed(register.entities(to).map(entityRow)))
  await write(target, TABLES.credit, changed(creditsAt(city, register, to).map(creditRow)))
  await write(target, TABLES.certificate, changed(certificatesAt(city, register, to).map(certificateRow)))
  await target.run('COMMIT')
}

/** 基础库共享交换: who exists, what was promised and what may be done, by one credit code. */
export function createRegistry(city: PretendCity): Upstream {
  const silence = createSilence(plannedOutages(city, 'registry'))
  const path = `${city.folder}/registry/registry.sqlite`
  const tables = Object.values(TABLES)
  const start = async (): Promise<Running> => {
    const register = createRegister(city)
    const parts = { city, register }
    const fill = async (file: SqliteFile) => {
      await createTables(file)
      await writeChanges(file, parts, NEVER, city.clock.now())
    }
    // What stands in the file may be of any day: a start writes it anew.
    const file = await openOwned({ path, city, usable: () => false, fill })
    let through = city.clock.now()
    let away = false
    let last = Promise.resolve()
    const turn = async () => {
      const now = city.clock.now()
      if (silence.isOn(now) !== away) setAway(file, tables, (away = !away))
      if (away) return
      await writeChanges(file, parts, through, now)
      through = now
    }
    const stop = city.clock.every(LOOKS_EVERY, () => (last = turn()))
    return {
      address: path,
      stop: async () => {
        stop()
        await last.finally(() => file.close())
      },
    }
  }
  return { name: 'registry', title: '基础库共享交换(SQLite)', start, outage: silence.switch }
}
