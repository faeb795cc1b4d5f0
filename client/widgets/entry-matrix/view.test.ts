import { expect, test } from 'vitest'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const columns = ['party', 'category', 'light', 'quantity', 'unit']
const metrics = [
  metricOf({ id: 'list', aggregate: { type: 'list', sort: [['party', 'asc']], limit: 60, columns } }),
]
const ROWS = [
  ['e1', '邱家村', '红', 'green', 4000, '件'],
  ['e2', '邱家村', '橙', 'red', 5000, '万元'],
  ['e3', '隆昌村', '红', 'grey', null, '件'],
]
const acrossOf = (...keys: string[]) => keys.map(key => ({ key, title: { zh: `${key}网`, en: key } }))
const see = (rows: unknown[][], options: object, okAt = NOW) =>
  shown({
    ...{
      metrics,
      roles: { list: 'list' },
      options: { columns: acrossOf('红', '橙'), scale: 1000, ...options },
    },
    cells: { 'list|211000||': { total: rows.length, rows } as never },
    feeds: [[feedOf({ id: 'a' }), reportAt(okAt)]],
  })

test('[EMX1] (LYX-16) a record stands where its village crosses its net, with its lamp and its quantity', () => {
  const { panel, reader } = see(ROWS, {})
  const drawn = view(panel, reader)
  expect(drawn.columns).toEqual(['红网', '橙网'])
  expect(
    drawn.rows.map(({ title, cells }) => [title, cells.map(c => [c.id, c.glyph, c.text, c.unit])]),
  ).toEqual([
    [
      '邱家村',
      [
        ['e1', 'ok', '4', '件'],
        ['e2', 'bad', '5', '万元'],
      ],
    ],
    [
      '隆昌村',
      [
        ['e3', 'none', '—', ''],
        ['', null, '', ''],
      ],
    ],
  ])
  expect(heading(panel, reader)).toEqual({ empty: false })
})

test('[EMX1] (IOC-18) marks have a bar out of the full mark, and the lowest is named', () => {
  const marks = [
    ['m1', '白塔区', '红', 'yellow', 91_200, '分'],
    ['m2', '文圣区', '红', 'yellow', 78_300, '分'],
  ]
  const { panel, reader } = see(marks, { full: 100, decimals: 1 })
  const [first, second] = view(panel, reader).rows
  expect([first!.cells[0]!.text, first!.cells[0]!.share, first!.cells[0]!.glyph]).toEqual([
    '91.2',
    0.912,
    null,
  ])
  expect([first!.cells[0]!.isLowest, second!.cells[0]!.isLowest]).toEqual([false, true])
  expect(heading(panel, reader).finding).toEqual([
    { text: '最低 文圣区 红网', figure: '78.3', unit: '分', tone: 'soft' },
  ])
})

test('[EMX1] none is empty, and what is not live is in softer ink', () => {
  const none = see([], { full: 100 })
  expect(heading(none.panel, none.reader)).toEqual({ empty: true })
  const old = see(ROWS, {}, NOW - 40_000)
  expect(view(old.panel, old.reader).tone).toBeUndefined()
  const failed = see(ROWS, {}, NOW - 3_600_000)
  expect(view(failed.panel, failed.reader).tone).toBe('dim')
})
