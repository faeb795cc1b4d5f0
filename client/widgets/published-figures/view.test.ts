import { expect, test } from 'vitest'
import { instant } from '../../../shared/calendar/naive.fixture.ts'
import { phraseText } from '../../figures/phrase.ts'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const COLUMNS = [
  ...['code', 'name', 'value', 'unit', 'yoy', 'target', 'reached'],
  ...['asOf', 'source', 'revision', 'revised', 'waiting'],
]
const metrics = [
  metricOf({
    id: 'list',
    aggregate: { type: 'list', sort: [['code', 'asc']], limit: 99, columns: COLUMNS },
  }),
  ...['value', 'growth'].map(id => metricOf({ id, by: ['code'], aggregate: { type: 'sum', field: id } })),
]
const AUGUST = instant('2021-09-01') - 1
const DAILY = '日报2021年'
const row = (code: string, name: string, value: number | null, over: object = {}) => {
  const columns = {
    ...{ code, name, value, unit: '项', yoy: null, target: null, reached: null, asOf: AUGUST, source: DAILY },
    ...{ revision: 0, revised: false, waiting: false, ...over },
  } as { readonly [column: string]: string | number | boolean | null }
  return [`stat/${code}`, ...COLUMNS.map(column => columns[column] ?? null)]
}
const see = (rows: readonly ReturnType<typeof row>[], codes: readonly object[], options: object = {}) => {
  const { panel, reader } = shown({
    metrics,
    roles: { list: 'list', value: 'value', growth: 'growth' },
    options: { rows: codes, ...options },
    cells: { 'list|211000||': { total: rows.length, rows } },
  })
  return { ...view(panel, reader), heading: heading(panel, reader) }
}

test('[PBL1] (STAT-07, STAT-15) a figure has every digit it was published with, its unit, and its cell', () => {
  const rows = [
    row('a', '脱贫人口', 236_470_000, { unit: '名' }),
    row('b', '平均环节', 25_200, { unit: '个' }),
    row('c', '市场主体', 126_000, { unit: '万户' }),
    row('d', '未报', null),
  ]
  const shownRows = see(rows, [
    { code: 'a', title: { zh: '脱贫', en: '' } },
    { code: 'b' },
    { code: 'c' },
    { code: 'd' },
    { code: 'e' },
  ]).rows
  expect(shownRows.map(({ title, figure }) => [title, figure.text, figure.unit])).toEqual([
    ['脱贫', '23,647', '名'],
    ['平均环节', '2.52', '个'],
    ['市场主体', '12.6', '万户'],
    ['未报', '—', ''],
    ['e', '—', ''],
  ])
  expect(shownRows[0]!.cell).toBe('value|211000|a|')
  expect(phraseText(shownRows[4]!.notes)).toBe('未公布')
})

test('[PBL1] day and source are said once for all that share them, and where they change', () => {
  const same = see([row('a', '甲', 1), row('b', '乙', 2)], [{ code: 'a' }, { code: 'b' }])
  expect(same.heading).toEqual({ subtitle: '2021-08-31 日报2021年' })
  expect(same.rows.map(({ origin }) => origin)).toEqual(['', ''])
  const other = { source: '公报', asOf: instant('2024-01-01') - 1 }
  const mixed = see(
    [row('a', '甲', 1), row('b', '乙', 2), row('c', '丙', 3, other)],
    [{ code: 'a' }, { code: 'b' }, { code: 'c' }],
  )
  expect(mixed.heading).toEqual({})
  expect(mixed.rows.map(({ origin }) => origin)).toEqual(['2021-08-31 日报2021年', '', '2023-12-31 公报'])
  const file = see([row('a', '甲', 1, { source: '金融运行_202610.csv' })], [{ code: 'a' }])
  expect(file.heading).toEqual({ subtitle: '截至 2021-08-31' })
})

test('[PBL2] (HW-20, LYX-12) where two sources differ both stand as published, and each says so', () => {
  const rows = [
    row('a', '年利税', 24_000),
    row('b', '年利税', 2_000, { source: '日报2023年' }),
    row('c', '年收入', 1),
  ]
  const notes = see(rows, [{ code: 'a' }, { code: 'b' }, { code: 'c' }]).rows.map(each =>
    phraseText(each.notes),
  )
  expect(notes).toEqual(['来源说法不一', '来源说法不一', ''])
  const agreed = [row('a', '年利税', 24_000), row('b', '年利税', 24_000, { source: '日报2023年' })]
  expect(see(agreed, [{ code: 'a' }]).rows[0]!.notes).toEqual([])
  const units = [
    row('a', '时限', 55, { unit: '天' }),
    row('b', '时限', 55, { unit: '工作日', source: '评论' }),
  ]
  expect(phraseText(see(units, [{ code: 'a' }]).rows[0]!.notes)).toBe('来源说法不一')
})

test('[PBL2] (STAT-11, A5, A9) a target, a later edition and a newer number that is held are said', () => {
  const rows = [
    row('a', '个转企', 4_360_000, { target: 4_000_000, reached: true }),
    row('b', '乙', 1, { target: 20_000, reached: false, revised: true, revision: 2 }),
    row('c', '丙', 1, { waiting: true, yoy: 610 }),
  ]
  const told = see(rows, [{ code: 'a' }, { code: 'b' }, { code: 'c' }], { growth: true }).rows
  expect(told.map(({ notes }) => phraseText(notes))).toEqual([
    '目标 400',
    '目标 2 第 2 次公布',
    '+6.1% 新一期待确认',
  ])
  expect(told.map(({ notes }) => notes[0]?.glyph)).toEqual(['ok', 'warn', undefined])
})

test('[PBL2] a target has every digit it was published with, and of what is not known nobody says that it was missed', () => {
  const rows = [
    row('a', '增速', 65_000, { target: 65_000, reached: true }),
    row('b', '占比', null, { target: 1_234_500 }),
  ]
  const told = see(rows, [{ code: 'a' }, { code: 'b' }]).rows
  expect(told.map(({ notes }) => [phraseText(notes), notes[0]?.glyph])).toEqual([
    ['目标 6.5', 'ok'],
    ['目标 123.45', 'none'],
  ])
})
