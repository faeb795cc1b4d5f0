import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { saveRollups } from '../../shared/city/checkpoint.ts'
import { createCity, type City } from '../../shared/city/city.ts'
import { rollReading } from '../../shared/city/readings.ts'
import type { ReadingsFact } from '../../shared/model/fact.ts'
import type { CityDocuments } from '../../server/engine/recall.ts'
import { inTransaction, openDatabase } from '../../server/journal/database.ts'
import { createRollupStore } from '../../server/store/rollup-store.ts'
import type { Benchmark, Ground } from '../ground/benchmark.ts'
import { shippedDocuments } from '../ground/city.ts'
import { NOW } from '../ground/flow.ts'
import { cityReadings } from './city-readings.ts'

/** How one form writes what a second brought. */
interface Form {
  readonly title: string
  readonly write: (db: DatabaseSync, city: City) => (facts: readonly ReadingsFact[]) => void
  /** Where it keeps the minutes. */
  readonly tables: readonly string[]
}

const FORMS: readonly Form[] = [
  {
    title: 'packed hours that take turns',
    write: (db, city) => blocksBy(db, city, () => false),
    tables: ['device_minutes', 'area_minutes'],
  },
  {
    title: 'packed hours at every checkpoint',
    write: (db, city) => blocksBy(db, city, () => true),
    tables: ['device_minutes', 'area_minutes'],
  },
  {
    title: 'a row for each minute, device and measure',
    write: rowsBy,
    tables: ['minutes'],
  },
]

/** In what form minutes are kept: what it costs to write them behind, once a second, and what they take. */
export const benchmark: Benchmark = {
  title: 'forms of minute rollups: 750 messages a second, a checkpoint every second',
  limitSeconds: [120, 900],
  async run(ground) {
    const seconds = ground.long ? 1_800 : 240
    const start = NOW - (NOW % 3_600_000)
    const documents = shippedDocuments()
    const measured = FORMS.map(form => measure(ground, documents, form, start, seconds))
    const [first] = measured
    measured.forEach((each, i) => {
      const title = FORMS[i]!.title
      const beside = (value: number) =>
        i === 0 ? {} : { beside: { what: FORMS[0]!.title, values: [value] } }
      ground.row({
        what: `${title}: written per second`,
        unit: 'bytes',
        ours: [each.written],
        ...beside(first!.written),
      })
      ground.row({
        what: `${title}: work of the processor per second`,
        unit: 'ms',
        ours: [each.ms],
        ...beside(first!.ms),
      })
      ground.row({
        what: `${title}: kept per reading`,
        unit: 'bytes',
        ours: [each.kept],
        ...beside(first!.kept),
      })
    })
    ground.note(
      `${seconds / 60} minutes of the city; written: by the process to the file system, WAL and database`,
    )
    ground.note(
      'a row keeps no instants, so that by it no reading is known that comes again; a packed hour does',
    )
  },
}

function measure(ground: Ground, documents: CityDocuments, form: Form, start: number, seconds: number) {
  const folder = join(ground.folder, form.title.replaceAll(' ', '-'))
  mkdirSync(folder)
  const file = join(folder, 'city.db')
  const db = openDatabase(file)
  const city = createCity({ ...documents, metrics: [], now: start })
  const write = form.write(db, city)
  const before = writtenBytes()
  let ms = 0
  let readings = 0
  for (const facts of cityReadings(start, seconds)) {
    for (const fact of facts) readings += fact.readings.length
    const begun = process.cpuUsage()
    inTransaction(db, () => write(facts))
    const { user, system } = process.cpuUsage(begun)
    ms += (user + system) / 1000
  }
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  const written = (writtenBytes() - before) / seconds
  const size = db.prepare('SELECT sum(pgsize) AS bytes FROM dbstat WHERE name = ?')
  const bytes = form.tables.reduce((sum, table) => sum + (size.get(table) as { bytes: number }).bytes, 0)
  db.close()
  if (statSync(file).size < bytes) throw new Error('the file is smaller than what it keeps')
  return { written, ms: ms / seconds, kept: bytes / readings }
}

/** By this process so far, as Linux counts it. */
function writtenBytes(): number {
  const found = /^wchar: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8'))
  if (found === null) throw new Error('/proc/self/io does not say what was written')
  return Number(found[1])
}

/** As the server does it. */
function blocksBy(db: DatabaseSync, city: City, wanted: () => boolean) {
  const store = createRollupStore(db)
  return (facts: readonly ReadingsFact[]) => {
    city.seq++
    for (const { kind: id, readings } of facts) {
      const kind = city.kinds.get(id)
      if (kind === undefined) throw new Error(`no kind "${id}"`)
      for (const reading of readings) rollReading(city, kind, reading, city.seq)
    }
    for (const block of saveRollups(city, wanted, ({ blocks }) => blocks)) store.write(block)
  }
}

/** Devices and areas, a row each, added to where there is one. */
function rowsBy(db: DatabaseSync, city: City) {
  db.exec(`CREATE TABLE minutes (minute INTEGER NOT NULL, subject TEXT NOT NULL, measure TEXT NOT NULL, n INTEGER NOT NULL,
    sum INTEGER NOT NULL, min INTEGER NOT NULL, max INTEGER NOT NULL, last INTEGER NOT NULL, last_at INTEGER NOT NULL,
    PRIMARY KEY (minute, subject, measure)) STRICT, WITHOUT ROWID`)
  const add = db.prepare(`INSERT INTO minutes VALUES (?1, ?2, ?3, 1, ?4, ?4, ?4, ?4, ?5)
    ON CONFLICT (minute, subject, measure) DO UPDATE SET n = n + 1, sum = sum + ?4, min = min(min, ?4), max = max(max, ?4),
      last = CASE WHEN ?5 >= last_at THEN ?4 ELSE last END, last_at = max(last_at, ?5)`)
  const rolled = new Map([...city.kinds.values()].map(kind => [kind.id, new Set(kind.telemetry?.measures)]))
  return (facts: readonly ReadingsFact[]) => {
    for (const { kind, readings } of facts)
      for (const { device, at, area, values } of readings)
        for (const [measure, value] of Object.entries(values)) {
          if (rolled.get(kind)?.has(measure) !== true || value === null) continue
          const subjects = [device, `${kind} ${area}`, `${kind} ${area.slice(0, 6)}`, `${kind} 211000`]
          for (const subject of subjects) add.run(Math.floor(at / 60_000), subject, measure, value, at)
        }
  }
}
