import type { PretendCity } from '../city.ts'
import { plannedOutages } from '../outages.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { setAway } from './out-of-order.ts'
import { openOwned } from './owned-file.ts'
import type { SqliteFile } from './sqlite.ts'
import type { Row, Table } from './table.ts'
import { createIndex, createTable, write, type SqlTarget } from './target.ts'

/** A row, and since when it stands so in its table. */
export interface Told {
  readonly at: number
  readonly row: Row
}

interface Changing {
  readonly name: string
  readonly title: string
  readonly tables: readonly Table[]
  readonly everyMs: number
  /** At each start anew: what there is at an instant, at least all that changed after another. */
  readonly open: () => (
    to: number,
    from: number,
  ) => readonly (readonly [table: Table, rows: readonly Told[]])[]
}

/** Before anything: a new file has all of it. */
const NEVER = Number.NEGATIVE_INFINITY

async function createAll(target: SqlTarget, tables: readonly Table[]): Promise<void> {
  for (const table of tables) {
    await target.run(createTable(table, target.dialect))
    const index = createIndex(table, target.dialect)
    if (index !== null) await target.run(index)
  }
}

/** A system that keeps what it knows in tables of a file: what is true now stands in them, and nothing of later. */
export function createChangingTables(city: PretendCity, system: Changing): Upstream {
  const { name, tables } = system
  const silence = createSilence(plannedOutages(city, name))
  const path = `${city.folder}/${name}/${name}.sqlite`

  const start = async (): Promise<Running> => {
    const rowsAt = system.open()
    /** Every row that changed with from < at <= to. */
    const writeChanges = async (target: SqlTarget, from: number, to: number) => {
      await target.run('BEGIN')
      for (const [table, rows] of rowsAt(to, from)) {
        const changed = rows.filter(({ at }) => at > from && at <= to)
        await write(
          target,
          table,
          changed.map(({ row }) => row),
        )
      }
      await target.run('COMMIT')
    }
    const fill = async (file: SqliteFile) => {
      await createAll(file, tables)
      await writeChanges(file, NEVER, city.clock.now())
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
      await writeChanges(file, through, now)
      through = now
    }
    const stop = city.clock.every(system.everyMs, () => (last = turn()))
    return {
      address: path,
      stop: async () => {
        stop()
        await last.finally(() => file.close())
      },
    }
  }
  return { name, title: system.title, start, outage: silence.switch }
}
