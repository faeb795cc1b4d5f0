import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '../server/journal/database.ts'
import { createStore } from '../server/store/store.ts'
import { runsFor } from '../shared/calendar/arbitraries.fixture.ts'
import { chinaCalendar } from '../shared/calendar/naive.fixture.ts'
import { apply } from '../shared/city/apply.ts'
import { takeChanges } from '../shared/city/checkpoint.ts'
import { createCity, type City } from '../shared/city/city.ts'
import { settle } from '../shared/city/settle.ts'
import { areas, batchOf, START, ticketFact } from '../shared/city/ticket.fixture.ts'
import { countsFew } from '../shared/metrics/bounded.ts'
import { cellSql, type CellSql } from '../shared/metrics/sql.ts'
import { valueOf, type Found, type Sums } from '../shared/metrics/sql-sums.ts'
import type { Sql } from '../shared/metrics/sql-parts.ts'
import { COMMUNITIES, LEVELS, metrics, ratios, record } from './metrics-sql.fixture.ts'
import { otherKind, smallKind, smallMetric } from '../shared/metrics/small-kind.fixture.ts'
import { cellKey, parseCellKey, type CellAddress } from '../shared/model/cell.ts'
import type { MetricDocument } from '../shared/model/documents.ts'
import type { RecordFact } from '../shared/model/fact.ts'
import type { Fields, Value } from '../shared/model/value.ts'

const KINDS = [smallKind, otherKind]
const folder = mkdtempSync(join(tmpdir(), 'metrics-sql-'))
const db = openDatabase(join(folder, 'city.db'))
// What is written here is read back at once and thrown away.
db.exec('PRAGMA synchronous = OFF')
const store = createStore(db, KINDS)
afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

function cityOf(docs: readonly MetricDocument[], facts: readonly RecordFact[], now: number): City {
  const city = createCity({
    areas,
    calendarOf: () => chinaCalendar,
    kinds: KINDS,
    metrics: docs,
    now: START,
  })
  expect(apply(city, batchOf(1, facts), () => null)).toEqual([])
  settle(city)
  apply(city, batchOf(2, [{ type: 'tick', at: now }]), () => null)
  settle(city)
  db.exec('DELETE FROM things')
  store.save(takeChanges(city), 'test')
  return city
}

const sqlOf = (metric: MetricDocument, address: CellAddress, now: number) =>
  cellSql({ metric, address, areas, now, few: countsFew(metric, KINDS) })

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

const later = fc.integer({ min: 1, max: 50 * 60 }).map(minutes => START + minutes * 60_000)

test('[MET8] the SQL of a cell gives the value the fold counted, and none where there is none', () => {
  const seen = new Map<string, number>()
  const note = (name: string) => seen.set(name, (seen.get(name) ?? 0) + 1)
  fc.assert(
    fc.property(metrics, fc.array(record, { minLength: 5, maxLength: 25 }), later, (docs, facts, now) => {
      const city = cityOf(docs, facts, now)
      for (const doc of docs) {
        const cells = [...city.cells.values()].filter(cell => cell.key.startsWith(`${doc.id}|`))
        for (const { key, json } of cells) {
          const sql = sqlOf(doc, parseCellKey(key)!, now)
          const value = sql === null ? null : valueBySql(sql, doc)
          expect(value === null ? null : JSON.stringify(value), `${key} of ${JSON.stringify(doc)}`).toBe(json)
          if (json === null) note('gone')
          else for (const name of featuresOf(doc, key)) note(name)
        }
        expectNoOther(city, doc, now)
      }
    }),
    runsFor(process.env)(80),
  )
  const features = ['inner rows', 'several kinds', 'unknown dimension', 'gone', ...LEVELS]
  const types = ['count', 'sum', 'mean', 'share', 'ratio', 'filled', 'percentile', 'last', 'list']
  const windows = ['now', 'day', 'month', 'year', 'rolling', 'change', 'series']
  for (const name of [...features, ...types, ...windows]) expect(seen.get(name) ?? 0, name).toBeGreaterThan(0)
})

const featuresOf = (doc: MetricDocument, key: string): string[] => [
  doc.aggregate.type,
  doc.window.type,
  areas.byId(parseCellKey(key)!.area)!.level,
  ...(doc.over === undefined ? [] : ['inner rows']),
  ...(typeof doc.kind === 'string' ? [] : ['several kinds']),
  ...(parseCellKey(key)!.dims.includes('') ? ['unknown dimension'] : []),
]

/** Addresses at which the fold has nothing, the SQL finds nothing at either. */
function expectNoOther(city: City, doc: MetricDocument, now: number): void {
  const bucket = doc.window.type === 'series' ? String(START) : ''
  const seat = areas.seatOf('211021100')!.id
  for (const place of ['211000', '211021100', '211002', seat, '211021999']) {
    for (const dim of doc.by.length === 0 ? [''] : ['', '1', 'nobody']) {
      const dims = doc.by.map(() => dim)
      const key = cellKey(doc.id, place, dims, bucket)
      if ((city.cells.get(key)?.json ?? null) !== null) continue
      const sql = sqlOf(doc, { metric: doc.id, area: place, dims, bucket }, now)
      expect(sql === null ? null : valueBySql(sql, doc), key).toBeNull()
    }
  }
}

test('[MET9] the records are those counted, page by page, and the numerator is a part of them', () => {
  let paged = 0
  fc.assert(
    fc.property(ratios, fc.array(record, { minLength: 5, maxLength: 25 }), later, (metric, facts, now) => {
      const city = cityOf([metric], facts, now)
      for (const { key, json } of city.cells.values()) {
        if (json === null || !key.startsWith('m|')) continue
        const sql = sqlOf(metric, parseCellKey(key)!, now)!
        const page = (offset: number, numerator: boolean) =>
          foundOf(sql.records({ limit: 2, offset, numerator }))
        const whole = (numerator: boolean) =>
          Array.from({ length: 9 }, (_, i) => page(i * 2, numerator)).flat()
        const [counted, above] = [whole(false), whole(true)]
        const { n, d } = JSON.parse(json) as { n: number; d: number }
        expect([above.length, counted.length]).toEqual([n, d].map(each => Math.min(each, 18)))
        expect(new Set(counted.map(each => each.id)).size).toBe(counted.length)
        for (const each of above) expect(each.row['good']).toBe(true)
        const events = counted.map(each => each.row['event'] as number)
        expect(events).toEqual([...events].sort((a, b) => b - a))
        paged += Number(d > 2)
      }
    }),
    runsFor(process.env)(40),
  )
  expect(paged).toBeGreaterThan(5)
})

test('[MET10] every cell of a town together have its records, each once, and no place has those of another', () => {
  const codes = [
    ...COMMUNITIES,
    '211021100',
    '211021100000',
    '211021100999',
    '211021101',
    '211021',
    '',
    '110101',
  ]
  const facts = codes.map((code, i) =>
    ticketFact({ id: `small/${i}`, kind: 'small', kindVersion: 1, area: code, fields: {} }),
  )
  const metric = smallMetric({ id: 'm', areas: LEVELS })
  cityOf([metric], facts, START + 1)
  const at = (place: string) => {
    const sql = sqlOf(metric, { metric: 'm', area: place, dims: [], bucket: '' }, START)!
    return foundOf(sql.records({ limit: 1000, offset: 0 })).map(each => each.id)
  }
  const cells = areas.cells.filter(cell => cell.parent?.id === '211021100')
  const ofCells = cells.flatMap(cell => at(cell.id))
  expect(new Set(ofCells).size).toBe(ofCells.length)
  expect(ofCells.sort()).toEqual(at('211021100').sort())
  expect(at('211021100').length).toBe(COMMUNITIES.length + 3)
  expect(at('211021').length).toBe(COMMUNITIES.length + 5)
  expect(at('211000').length).toBe(codes.length)
})

test('[MET11] a name that is more than a name is refused', () => {
  const hostile = smallMetric({ where: [[`word"') OR 1=1 --`, '=', 1]] })
  const address = { metric: 'small.count', area: '211000', dims: [], bucket: '' }
  expect(() => sqlOf(hostile, address, START)).toThrow(/no name of a column/)
})
