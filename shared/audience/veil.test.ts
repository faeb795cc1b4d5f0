import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import liaoyang from '../../documents/areas/liaoyang.json' with { type: 'json' }
import { compileAreas } from '../areas/areas.ts'
import type { AreasDocument } from '../areas/document.ts'
import { kinds } from '../kinds/registry.ts'
import { text, count } from '../kinds/columns.ts'
import type { Kind } from '../kinds/kind.ts'
import { cellKey } from '../model/cell.ts'
import type { Aggregate, MetricDocument } from '../model/documents.ts'
import type { Value } from '../model/value.ts'
import { createVeil, INTERNAL, SMALL } from './veil.ts'

const areas = compileAreas(liaoyang as unknown as AreasDocument)
const SECRET = '张三 13800000000'

const metric = (
  id: string,
  kind: string,
  aggregate: Aggregate,
  by: readonly string[] = [],
): MetricDocument => ({
  ...{ id, kind, aggregate, by, title: { zh: id, en: id }, unit: { zh: '', en: '' } },
  ...{
    definition: { zh: '', en: '' },
    where: [],
    areas: ['city'],
    window: { type: 'now' },
    decimals: 0,
    scale: 1,
  },
})
const list = (columns: readonly string[]): Aggregate => ({ type: 'list', sort: [], limit: 9, columns })

/** Of people, and of things, with a column that nobody has thought about. */
const kindFor = (id: string, publicly: Kind['publicly'] = { open: ['department'] }): Kind => ({
  ...{ id, version: 1, title: { zh: id, en: id }, parts: {}, derive: () => null },
  columns: [
    ...[
      text('area', '区划', 'area'),
      text('department', '部门', 'department'),
      text('title', '标题', 'title'),
    ],
    ...[
      text('state', '状态', 'state', { open: { zh: '在办', en: 'open' } }),
      count('days', '天数', 'days', '天'),
    ],
    count('lon', '经度', 'longitude', ''),
  ],
  publicly,
})
const own = [
  kindFor('case'),
  kindFor('works', { about: 'things', open: ['department'] }),
  kindFor('pressed', { about: 'things', nameless: true, open: ['department'] }),
  kindFor('new', {}),
]
const COLUMNS = ['title', 'department', 'state', 'days', 'area', 'lon', 'unheard']
const metrics = [
  metric('case.n', 'case', { type: 'count' }),
  metric('case.share', 'case', { type: 'ratio', of: [] }),
  metric('case.mean', 'case', { type: 'mean', field: 'days' }),
  metric('case.p', 'case', { type: 'percentile', field: 'days', bins: [1], p: [50] }),
  metric('case.list', 'case', list(COLUMNS)),
  metric('case.last', 'case', { type: 'last', columns: COLUMNS }),
  metric('case.by-title', 'case', { type: 'count' }, ['title']),
  metric('case.by-state', 'case', { type: 'count' }, ['state', 'department']),
  metric('works.n', 'works', { type: 'count' }),
  metric('works.list', 'works', list(COLUMNS)),
  metric('pressed.list', 'pressed', list(COLUMNS)),
  metric('new.list', 'new', list(COLUMNS)),
  metric('gone.n', 'gone', { type: 'count' }),
]
const veil = createVeil('public', { areas, kinds: own, metrics })
const told = (id: string, value: Value, dims: readonly string[] = []) =>
  veil.value(cellKey(id, '211000', dims), value)

describe('texts', () => {
  const row = [SECRET, '市城管局', 'open', 3, '211002016001', 123.4, SECRET]

  test('[VEI8] (T-PII-01) what is named after something else has no id, and is told to the town', () => {
    expect(told('pressed.list', { total: 1, rows: [['digest/1', ...row]] })).toEqual({
      total: 1,
      rows: [['#1', null, '市城管局', 'open', 3, '211002016', null, null]],
    })
  })

  test('[VEI1] (T-PII-01) only codes, numbers and what a kind says is open', () => {
    const one = { total: 1, rows: [['x/1', ...row]] }
    expect(told('case.list', one)).toEqual({
      total: 1,
      rows: [['#1', null, '市城管局', 'open', 3, '211002016', null, null]],
    })
    expect(told('works.list', one)).toEqual({
      total: 1,
      rows: [['x/1', null, '市城管局', 'open', 3, '211002016001', null, null]],
    })
    expect(told('new.list', one)).toEqual({
      total: 1,
      rows: [['#1', null, null, 'open', 3, '211002016', null, null]],
    })
    expect(told('case.last', row)).toEqual([null, '市城管局', 'open', 3, '211002016', null, null])
    expect([told('gone.n', 7), told('nobody.knows', 7), told('case.list', SECRET)]).toEqual([
      null,
      null,
      null,
    ])
  })

  test('[VEI2] (T-PII-01) a dimension that is not open has no cell, and of its document only that it is withheld', () => {
    const shows = (id: string, dims: readonly string[]) => veil.shows(cellKey(id, '211000', dims))
    expect([shows('case.by-title', [SECRET]), shows('gone.n', []), shows('nobody.knows', [])]).toEqual([
      false,
      false,
      false,
    ])
    expect([shows('case.by-state', ['open', '市城管局']), shows('case.n', [])]).toEqual([true, true])
    const documents = ['doc:metric/case.by-title', 'doc:metric/case.n', 'doc:scene/overview', 'feed:hotline']
    expect(documents.map(veil.shows)).toEqual([true, true, true, true])
    const document = { id: 'x', title: { zh: SECRET, en: SECRET } }
    const toldOf = (id: string) => veil.value(`doc:metric/${id}`, document)
    expect([toldOf('case.by-title'), toldOf('gone.n'), toldOf('nobody.knows')]).toEqual(
      Array.from({ length: 3 }, () => ({ withheld: true })),
    )
    expect([toldOf('case.n'), INTERNAL.value('doc:metric/case.by-title', document)]).toEqual([
      document,
      document,
    ])
    expect(told('case.by-title', 40, [SECRET])).toBeNull()
  })

  test('[VEI4] (T-PII-02) a place that is none is not told', () => {
    const where = (area: Value) =>
      (told('case.last', [null, null, null, null, area, null, null]) as Value[])[4]
    expect(['211002016', '211002', '211000', SECRET, '', null].map(where)).toEqual([
      '211002016',
      '211002',
      '211000',
      null,
      null,
      null,
    ])
  })
})

describe('few', () => {
  test('[VEI3] (T-PII-02) fewer than five people are told as such; of things every number is', () => {
    expect([0, 1, 4, 5, 400].map(n => told('case.n', n))).toEqual([
      0,
      { below: SMALL },
      { below: SMALL },
      5,
      400,
    ])
    expect([1, 4].map(n => told('works.n', n))).toEqual([1, 4])
    expect(told('case.share', { n: 6, d: 12 })).toEqual({ n: 6, d: 12 })
    for (const few of [
      { n: 1, d: 3 },
      { n: 2, d: 40 },
      { n: 38, d: 40 },
    ])
      expect(told('case.share', few)).toBeNull()
    expect([told('case.share', { n: 40, d: 40 }), told('case.share', { n: 0, d: 0 })]).toEqual([
      { n: 40, d: 40 },
      { n: 0, d: 0 },
    ])
    expect([told('case.mean', { n: 9, d: 4 }), told('case.mean', { n: 2, d: 40 })]).toEqual([
      null,
      { n: 2, d: 40 },
    ])
    expect(told('case.p', [3])).toBeNull()
  })

  test('[VEI3] (T-PII-02) no number from 1 to 4 comes through, whatever the shape', () => {
    const outcomes = { withheld: 0, told: 0 }
    const counted = fc.record({ n: fc.nat(60), d: fc.nat(60) })
    fc.assert(
      fc.property(counted, ({ n, d }) => {
        const seen = told('case.share', { n, d }) as { n: number; d: number } | null
        outcomes[seen === null ? 'withheld' : 'told']++
        if (seen === null) return
        for (const part of [seen.n, seen.d, seen.d - seen.n]) expect(part > 0 && part < SMALL).toBe(false)
      }),
    )
    expect(Math.min(outcomes.withheld, outcomes.told)).toBeGreaterThan(5)
  })
})

test('[VEI5] why a feed fails is a word for everybody', () => {
  const report = {
    at: 5,
    okAt: 1,
    failingSince: 3,
    backlog: null,
    reason: 'unreachable: connect ECONNREFUSED 10.1.2.3:5432',
  }
  for (const each of [veil, INTERNAL]) {
    expect(each.value('feed:hotline', report)).toEqual({ ...report, reason: 'unreachable: ' })
    expect(each.value('feed:hotline', { ...report, reason: '' })).toEqual({ ...report, reason: '' })
  }
})

test('[VEI6] people of the house see every number as it is', () => {
  for (const value of [3, { n: 1, d: 2 }, { total: 1, rows: [['x/1', SECRET]] }, [SECRET], null])
    expect([
      INTERNAL.value(cellKey('case.n', '211000', []), value),
      INTERNAL.shows(cellKey('x', 'y', [])),
    ]).toEqual([value, true])
})

test('[VEI1] what kinds say is open are columns that they have', () => {
  for (const kind of kinds) {
    const columns = [...kind.columns, ...Object.values(kind.inner ?? {}).flat()].map(({ name }) => name)
    for (const name of kind.publicly?.open ?? []) expect(columns, kind.id).toContain(name)
    // Nothing that somebody writes, and no way to reach anybody.
    const open = kind.publicly?.open ?? []
    for (const closed of ['phone', 'owner', 'text', 'difficulty']) expect(open, kind.id).not.toContain(closed)
  }
})
