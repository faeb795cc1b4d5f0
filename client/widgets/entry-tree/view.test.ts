import { expect, test } from 'vitest'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const columns = ['number', 'parent', 'title', 'state', 'light', 'overdue', 'amount']
const metrics = [
  metricOf({ id: 'list', aggregate: { type: 'list', sort: [['number', 'asc']], limit: 60, columns } }),
]
const ROWS = [
  ['r', 'G', null, '两城', 'going', 'yellow', false, null],
  ['a', 'G-1', 'G', '全国文明城市', 'going', 'yellow', false, null],
  ['a1', 'G-1-1', 'G-1', '提升工程', 'done', 'green', false, 120_000_00],
  ['a2', 'G-1-2', 'G-1', '示范项目', 'going', 'red', true, 60_000_00],
  ['b', 'G-2', 'G', '历史文化名城', 'done', 'green', false, null],
  ['x', 'X-1', 'CUT', '上级未报', 'planned', 'grey', false, null],
]
const see = (rows: unknown[][] = ROWS) =>
  shown({
    ...{ metrics, roles: { list: 'list' } },
    options: { columns: 2, amounts: { scale: 1_000_000, unit: { zh: '亿元', en: '' } } },
    cells: { 'list|211000||': { total: rows.length, rows } as never },
  })

test('[ETR1] a lamp for each leaf, how many are done, and their money; what is cut off is a root', () => {
  const { panel, reader } = see()
  const { roots } = view(panel, reader)
  expect(roots.map(({ title, done, share, amount }) => [title, done, share, amount])).toEqual([
    ['两城', '2 / 3', 2 / 3, '18.0亿元'],
    ['上级未报', '0 / 1', 0, ''],
  ])
  expect(
    roots[0]!.branches.map(({ title, done, leaves, amount }) => [
      title,
      done,
      leaves.map(({ id, glyph }) => [id, glyph]),
      amount,
    ]),
  ).toEqual([
    [
      '全国文明城市',
      '1 / 2',
      [
        ['a1', 'ok'],
        ['a2', 'bad'],
      ],
      '18.0亿元',
    ],
    ['历史文化名城', '1 / 1', [['b', 'ok']], ''],
  ])
})

test('[ETR1] the heading counts leaves, not what holds them; one that names itself does not turn for ever', () => {
  const { panel, reader } = see()
  expect(heading(panel, reader)).toMatchObject({
    finding: [{ glyph: 'bad', text: '超时 1', tone: 'bad' }],
    summary: [{ text: '完成', figure: '2 / 4' }],
    empty: false,
  })
  const own = see([['s', 'S', 'S', '自指', 'going', 'yellow', false, null]])
  expect(view(own.panel, own.reader).roots).toEqual([])
  const none = see([])
  expect(heading(none.panel, none.reader)).toMatchObject({ empty: true })
})
