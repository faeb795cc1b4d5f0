import { expect, test } from 'vitest'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const HOUR = 3_600_000
const metrics = [
  metricOf({ id: 'states', by: ['theme', 'ledger', 'state'], areas: ['city'] }),
  metricOf({ id: 'total', by: ['ledger'], areas: ['city'] }),
  metricOf({ id: 'late', by: ['ledger'], areas: ['city'] }),
  metricOf({
    ...{ id: 'amount', by: ['ledger'], areas: ['city'], unit: { zh: '元', en: '' } },
    aggregate: { type: 'sum', field: 'amount' },
  }),
  metricOf({
    ...{ id: 'quantity', by: ['ledger', 'unit'], areas: ['city'], unit: { zh: '', en: '' }, scale: 1000 },
    aggregate: { type: 'sum', field: 'quantity' },
  }),
]
const CELLS = {
  'states|211000|works,道路,done|': 3,
  'states|211000|works,道路,going|': 6,
  'states|211000|works,道路,planned|': 1,
  'states|211000|works,站点,done|': 20,
  'states|211000|projects,开工,going|': 2,
  'states|211000|other,未归类,done|': 1,
  'total|211000|道路|': 10,
  'total|211000|站点|': 20,
  'total|211000|开工|': 2,
  'total|211000|未归类|': 1,
  'late|211000|道路|': 2,
  'amount|211000|道路|': 30_150_000,
  'quantity|211000|道路,公里|': 106_800,
  'quantity|211000|站点,件|': 15_589_000,
}
const roles = { states: 'states', total: 'total', late: 'late', amount: 'amount', quantity: 'quantity' }
const options = { kind: 'ledger-entry', themes: ['projects', 'works'], columns: 4 }
const see = (cells: object = CELLS, okAt: number | null = NOW) =>
  shown({
    ...{ metrics, roles, options, cells: cells as typeof CELLS },
    feeds: [[feedOf({ id: 'a' }), okAt === null ? null : reportAt(okAt)]],
  })

test('[LWL1] themes in their order, ledgers by size, each with its total, its measures and its bar', () => {
  const { panel, reader } = see()
  const { groups } = view(panel, reader)
  expect(groups.map(({ theme, tiles }) => [theme, tiles.map(({ name }) => name)])).toEqual([
    ['projects', ['开工']],
    ['works', ['站点', '道路']],
    ['other', ['未归类']],
  ])
  const [points, roads] = groups[1]!.tiles
  expect(roads).toMatchObject({ total: '10', cell: 'total|211000|道路|' })
  expect(roads!.measures.map(({ figure }) => figure)).toEqual(['3,015.0万元', '106.8 公里'])
  expect(points!.measures.map(({ figure }) => figure)).toEqual(['15,589 件'])
  const { done, going, planned, late } = roads!
  expect([done, going, planned, late]).toEqual([0.3, 0.4, 0.1, 0.2])
  expect(roads!.overdue).toMatchObject({ glyph: 'bad', text: '超时 2', cell: 'late|211000|道路|' })
  expect([points!.open, points!.overdue]).toEqual([null, null])
  expect(groups[0]!.tiles[0]!.open?.text).toBe('未完 2')
})

test('[LWL2] the heading says how many are late in how many ledgers; nothing told is not empty, none is', () => {
  const { panel, reader } = see()
  expect(heading(panel, reader)).toMatchObject({
    finding: [{ glyph: 'bad', text: '台账超时 2 项 分在 1 本', tone: 'bad' }],
    summary: [{ text: '4 本台账' }],
    empty: false,
  })
  expect(heading(see({}).panel, see({}).reader)).toMatchObject({ empty: true, finding: [] })
  expect(heading(see({}, null).panel, see({}, null).reader)).toMatchObject({ empty: false })
})

test('[LWL2] of a source that failed nothing is red, and what was last told stays', () => {
  const { panel, reader } = see(CELLS, NOW - 9 * HOUR)
  const drawn = view(panel, reader)
  expect(drawn.tone).toBe('dim')
  const roads = drawn.groups[1]!.tiles[1]!
  expect([roads.total, roads.overdue?.glyph, roads.overdue?.tone]).toEqual(['10', undefined, 'soft'])
  expect(heading(panel, reader).finding).toEqual([{ text: '台账超时 2 项 分在 1 本', tone: 'soft' }])
})
