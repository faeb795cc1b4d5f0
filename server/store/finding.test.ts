import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { kinds } from '../../shared/kinds/registry.ts'
import { areas } from '../../shared/city/ticket.fixture.ts'
import { countsFew } from '../../shared/metrics/bounded.ts'
import { cellSql } from '../../shared/metrics/sql.ts'
import { smallKind, smallMetric } from '../../shared/metrics/small-kind.fixture.ts'
import type { MetricDocument } from '../../shared/model/documents.ts'
import { openDatabase } from '../journal/database.ts'
import { loadDocuments } from '../documents/load.ts'
import { findBy } from './finding.ts'

const folder = mkdtempSync(join(tmpdir(), 'liaowang-finding-'))
const db = openDatabase(join(folder, 'city.db'))
afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

const find = findBy([smallKind])
const derived = (row: object, items: readonly object[] = []) =>
  ({ area: '', row, rows: { items }, nextAt: null }) as unknown as Parameters<typeof find>[1]

test('[STR1] a thing is found by its rare flags and its latest time, its own and those of its inner rows', () => {
  expect(find('small', derived({ event: 5, doneAt: 9, open: false }))).toEqual({ few: 0, latest: 9 })
  expect(find('small', derived({ event: 5, doneAt: null, open: true }))).toEqual({ few: 1, latest: 5 })
  expect(find('small', derived({ event: 5 }, [{ event: 12, open: true }]))).toEqual({ few: 1, latest: 12 })
  expect(find('small', derived({ doneAt: 'soon' }))).toEqual({ few: 0, latest: null })
  expect(find('nobody knows', derived({ open: true }))).toEqual({ few: 0, latest: null })
})

const planOf = (metric: MetricDocument, of: Parameters<typeof countsFew>[1]): string => {
  const address = { metric: metric.id, area: '211000', dims: metric.by.map(() => 'x'), bucket: '' }
  const sql = cellSql({ metric, address, areas, now: Date.UTC(2026, 10, 24), few: countsFew(metric, of) })
  if (sql === null) throw new Error(`${metric.id} has no such cell`)
  const lines = db.prepare(`EXPLAIN QUERY PLAN ${sql.summary.sql}`).all(...sql.summary.params)
  return lines.map(({ detail }) => detail as string).join('; ')
}

test('[STR2] what few have at a time, and what happened in a window, is found by an index', () => {
  expect(planOf(smallMetric({ where: [['open', '=', true]] }), [smallKind])).toContain('things_few')
  const day = { type: 'day', field: 'doneAt' } as const
  expect(planOf(smallMetric({ window: day }), [smallKind])).toContain('things_latest')
  expect(planOf(smallMetric({ window: { type: 'day', field: 'event' } }), [smallKind])).toContain(
    'things_kind_event',
  )
})

test('[STR2] no shipped number of cases, orders, reports or devices looks at all there ever were', () => {
  const { metrics } = loadDocuments('documents', kinds, () => undefined)
  const growing = new Set(['service-case', 'city-case', 'hotline-order'])
  const asked = metrics.filter(
    ({ kind, window, areas: levels }) =>
      [kind].flat().some(each => growing.has(each)) && window.type !== 'series' && levels.includes('city'),
  )
  const slow = asked.filter(
    metric => !/things_(few|latest|kind_event \(kind=\? AND event)/.test(planOf(metric, kinds)),
  )
  expect(asked.length).toBeGreaterThan(60)
  expect(slow.map(({ id }) => id)).toEqual([])
})
