import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '../server/journal/database.ts'
import { rolledMeasures, teachRolledRows } from '../server/store/rolled-rows.ts'
import { createStore } from '../server/store/store.ts'
import { runsFor } from '../shared/calendar/arbitraries.fixture.ts'
import type { Calendar } from '../shared/calendar/calendar.ts'
import { apply } from '../shared/city/apply.ts'
import { takeChanges } from '../shared/city/checkpoint.ts'
import { createCity, type City } from '../shared/city/city.ts'
import { settle } from '../shared/city/settle.ts'
import { areas, batchOf, START } from '../shared/city/ticket.fixture.ts'
import { heatStation } from '../shared/kinds/device/devices.ts'
import { parseMetric } from '../shared/metrics/document.ts'
import { smallMetric } from '../shared/metrics/small-kind.fixture.ts'
import { cellSql, type CellSql } from '../shared/metrics/sql.ts'
import { valueOf, type Found, type Sums } from '../shared/metrics/sql-sums.ts'
import type { Sql } from '../shared/metrics/sql-parts.ts'
import { parseCellKey } from '../shared/model/cell.ts'
import type { Aggregate, Condition, MetricDocument } from '../shared/model/documents.ts'
import type { Reading } from '../shared/model/fact.ts'
import type { Fields, Value } from '../shared/model/value.ts'
import { reading } from '../shared/rollups/readings.fixture.ts'

const HOUR = 3_600_000
const folder = mkdtempSync(join(tmpdir(), 'metrics-rollups-'))
const db = openDatabase(join(folder, 'city.db'))
// What is written here is read back at once and thrown away.
db.exec('PRAGMA synchronous = OFF')
teachRolledRows(db, rolledMeasures([heatStation]))
afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

/** Across the midnight of China, so that hours lie in two days. */
const SHIFT = 22 * HOUR
const shifted = reading.map(one => ({ ...one, at: one.at + SHIFT }))

const number = fc.integer({ min: -200, max: 1_100 })
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.tuple(fc.constantFrom('supplyTMax', 'returnTMin', 'supplyTLast', 'energySum'), fc.constantFrom('<', '>=', '!='), number), // oxfmt-ignore
  fc.tuple(fc.constantFrom('supplyTCount', 'flowCount'), fc.constantFrom('=', '>'), fc.integer({ min: 0, max: 3 })), // oxfmt-ignore
  fc.constantFrom<Condition>(
    ['device', '=', 'iot/HS-1'],
    ['returnTSum', '=', null],
    ['area', '!=', '211003'],
  ),
)
const aggregate = fc.constantFrom<Aggregate>(
  { type: 'count' },
  { type: 'share', field: 'supplyTSum', over: 'supplyTCount' },
  { type: 'sum', field: 'supplyTCount' },
  { type: 'mean', field: 'returnTLast' },
  { type: 'ratio', of: [['supplyTMax', '>', 500]] },
  { type: 'percentile', field: 'supplyTMax', bins: [0, 300, 600, 900], p: [50, 90] },
  { type: 'list', sort: [['supplyTMax', 'desc']], limit: 3, columns: ['device', 'supplyTMax'] },
  { type: 'last', columns: ['device', 'returnTLast'] },
)
const window = fc.constantFrom<MetricDocument['window']>(
  { type: 'day', field: 'event' },
  { type: 'rolling', field: 'event', minutes: 150 },
  { type: 'series', field: 'event', bucket: 'minute', keep: 240 },
  { type: 'series', field: 'event', bucket: 'quarter', keep: 96 },
  { type: 'series', field: 'event', bucket: 'hour', keep: 3 },
  { type: 'series', field: 'event', bucket: 'day', keep: 2 },
)
const docs = fc
  .array(
    fc.record({
      over: fc.constantFrom('minutes', 'hours'),
      where: fc.array(condition, { maxLength: 2 }),
      aggregate,
      by: fc.constantFrom([], ['device']),
      areas: fc.constantFrom<MetricDocument['areas']>(['city'], ['city', 'district', 'town', 'cell']),
      window,
    }),
    { minLength: 3, maxLength: 6 },
  )
  .map(list => list.map((doc, i) => smallMetric({ id: `m${i}`, kind: 'heat-station', ...doc })))
  .map(list => list.filter(doc => parseMetric(doc, [heatStation]).ok))

/** Readings taken in a few at a time with checkpoints between, so that packed rows were written more than once. */
function cityOf(metrics: readonly MetricDocument[], readings: readonly Reading[], now: number): City {
  for (const table of ['subjects', 'device_minutes', 'device_hours', 'area_minutes', 'area_hours'])
    db.exec(`DELETE FROM ${table}`)
  const store = createStore(db, [heatStation])
  const city = createCity({
    areas,
    calendarOf: () => ({}) as Calendar,
    kinds: [heatStation],
    metrics,
    now: START,
    readBlock: address => store.rollups.read(address),
  })
  for (let from = 0; from < readings.length; from += 9) {
    const fact = { type: 'readings', kind: 'heat-station', readings: readings.slice(from, from + 9) } as const
    expect(apply(city, batchOf(city.seq + 1, [fact]), () => null)).toEqual([])
    settle(city)
    store.save(
      takeChanges(city, () => true),
      'test',
    )
    city.rollups.held.clear()
  }
  apply(city, batchOf(city.seq + 1, [{ type: 'tick', at: now }]), () => null)
  settle(city)
  return city
}

const read = ({ sql, params }: Sql) =>
  db.prepare(sql).all(...params) as unknown as Record<string, string | number>[]

const foundOf = (sql: Sql): Found[] =>
  read(sql).map(({ id, row }) => ({ id: String(id), row: JSON.parse(String(row)) as Fields }))

function valueBySql({ summary, records }: CellSql, metric: MetricDocument): Value {
  const [sums] = read(summary) as unknown as Sums[]
  const { aggregate: of } = metric
  const listed = of.type === 'list' ? of.limit : of.type === 'last' ? 1 : 0
  return valueOf(metric, sums!, listed === 0 ? [] : foundOf(records({ limit: listed, offset: 0 })))
}

test('[MET13] the SQL over packed rollups gives the value the fold counted, and lists the rows it counted', () => {
  const seen = new Map<string, number>()
  const note = (name: string) => seen.set(name, (seen.get(name) ?? 0) + 1)
  const later = fc.integer({ min: 0, max: 6 * 60 }).map(minutes => START + SHIFT + minutes * 60_000)
  fc.assert(
    fc.property(docs, fc.array(shifted, { minLength: 5, maxLength: 40 }), later, (metrics, readings, now) => {
      const city = cityOf(metrics, readings, now)
      for (const doc of metrics) {
        for (const { key, json } of city.cells.values()) {
          if (!key.startsWith(`${doc.id}|`)) continue
          const sql = cellSql({ metric: doc, address: parseCellKey(key)!, areas, now, few: false })
          const value = sql === null ? null : valueBySql(sql, doc)
          expect(value === null ? null : JSON.stringify(value), `${key} of ${JSON.stringify(doc)}`).toBe(json)
          if (json === null || sql === null) continue
          const rows = foundOf(sql.records({ limit: 1_000, offset: 0 }))
          expect(rows).toHaveLength(Number(read(sql.summary)[0]!['rows']))
          expect(new Set(rows.map(row => row.id)).size).toBe(rows.length)
          for (const name of [doc.over!, doc.aggregate.type, doc.window.type, doc.by[0] ?? 'all']) note(name)
        }
      }
    }),
    runsFor(process.env)(30),
  )
  const types = ['count', 'share', 'sum', 'mean', 'ratio', 'percentile', 'list', 'last']
  for (const name of ['minutes', 'hours', 'device', 'all', 'day', 'rolling', 'series', ...types])
    expect(seen.get(name) ?? 0, name).toBeGreaterThan(0)
})
