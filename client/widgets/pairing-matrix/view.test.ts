import { expect, test } from 'vitest'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const list = (id: string, columns: string[]) =>
  metricOf({
    id,
    kind: 'ledger-entry',
    aggregate: { type: 'list', sort: [['number', 'asc']], limit: 99, columns },
  })
const metrics = [
  list('pairs', ['number', 'title', 'category', 'party']),
  list('found', ['pair', 'problem']),
  list('open', ['number']),
  metricOf({ id: 'visits', kind: 'pairing-visit' }),
  metricOf({ id: 'each', kind: 'pairing-visit', by: ['pair'] }),
]
const two = (n: number) => String(n).padStart(2, '0')
const PAIRS = [
  ...Array.from({ length: 2 }, (_, i) => [
    `c${i}`,
    `C${i}`,
    `县级干部${two(i + 1)}包联项目`,
    '县级干部',
    '项目',
  ]),
  ...Array.from({ length: 12 }, (_, i) => [
    `s${i}`,
    `S${i}`,
    `科级干部${two(i + 1)}包联企业`,
    '科级干部',
    '企业',
  ]),
]

const drawn = (openTotal = 1) => {
  const { panel, reader } = shown({
    metrics,
    feeds: [
      [feedOf({ id: 'ledger', kind: 'ledger-entry' }), reportAt(NOW)],
      [feedOf({ id: 'visited', kind: 'pairing-visit' }), reportAt(NOW)],
    ],
    roles: { list: 'pairs', total: 'visits', visits: 'each', found: 'found', open: 'open' },
    cells: {
      'pairs|211000||': { total: PAIRS.length, rows: PAIRS },
      'visits|211000||': 9,
      'each|211000|C0|': 6,
      'each|211000|S0|': 3,
      'found|211000||': {
        total: 3,
        rows: [
          ['v1', 'C0', 'P-1'],
          ['v2', 'S0', 'P-2'],
          ['v3', 'S0', 'P-3'],
        ],
      },
      'open|211000||': { total: openTotal, rows: [['p2', 'P-2']] },
    },
  })
  return { ...view(panel, reader), heading: heading(panel, reader) }
}

test('[PMX1] (HW-03) every pair has its place, ten in a row, with how often he was there', () => {
  const { blocks } = drawn()
  expect(blocks.map(({ title, count, rows }) => [title, count, rows.map(row => row.title)])).toEqual([
    ['县级干部', '2', ['01–02']],
    ['科级干部', '12', ['01–10', '11–12']],
  ])
  const [first, second] = blocks[0]!.rows[0]!.cells
  expect(first).toMatchObject({
    id: 'c0',
    visits: '6',
    share: 1,
    words: '县级干部01包联项目 走访 6 次 发现问题 1 项',
  })
  expect(second).toMatchObject({ visits: '0', share: 0, found: 'none' })
})

test('[PMX2] (HW-03) what was found is settled or still on the ledger of problems, and how much is said', () => {
  const found = ({ blocks }: ReturnType<typeof drawn>) => blocks.map(({ rows }) => rows[0]!.cells[0]!.found)
  expect(found(drawn())).toEqual(['settled', 'open'])
  expect(drawn().heading.finding).toEqual([{ glyph: 'warn', text: '未销号 1', tone: 'soft' }])
  expect(drawn().heading.summary?.map(({ text, figure }) => [text, figure])).toEqual([
    ['走访', '9'],
    ['发现问题', '3'],
  ])
  // Of a list that was cut nobody can say which are open.
  expect(found(drawn(500))).toEqual(['settled', 'settled'])
  expect(drawn(500).heading.finding).toEqual([])
})
