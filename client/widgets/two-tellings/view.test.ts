import { expect, test } from 'vitest'
import { phraseText } from '../../figures/phrase.ts'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const list = metricOf({
  id: 'latest',
  aggregate: {
    type: 'list',
    sort: [['code', 'asc']],
    limit: 60,
    columns: ['code', 'value', 'unit', 'asOf', 'source'],
  },
})
const value = metricOf({
  id: 'value',
  by: ['code'],
  aggregate: { type: 'sum', field: 'value' },
  scale: 10_000,
})
const [FIRST, SECOND] = [Date.parse('2022-11-22T23:59:59+08:00'), Date.parse('2023-12-20T23:59:59+08:00')]

type Row = readonly [string, string, number | null, string, number, string]
const see = (rows: readonly Row[]) =>
  shown({
    metrics: [list, value],
    roles: { list: 'latest', value: 'value' },
    options: {
      rows: [
        { title: { zh: '年收入', en: 'income' }, codes: ['A', 'B'] },
        { title: { zh: '利税', en: 'profit and tax' }, codes: ['C', 'D'] },
        { title: { zh: '占地', en: 'land' }, codes: ['E', null] },
      ],
    },
    cells: { 'latest|211000||': { total: rows.length, rows: rows.map(row => [...row]) } },
  })

test('[TTL1] (HW-20) every figure stands as each source published it, those that differ say so, and nobody is made right', () => {
  const { panel, reader } = see([
    ['1', 'A', 320_000, '亿元', FIRST, '甲报'],
    ['2', 'B', 320_000, '亿元', SECOND, '乙报'],
    ['3', 'C', 24_000, '亿元', FIRST, '甲报'],
    ['4', 'D', 2000, '亿元', SECOND, '乙报'],
    ['5', 'E', 1_630_000, '亩', FIRST, '甲报'],
  ])
  const { sources, rows } = view(panel, reader)
  expect(sources).toEqual([
    { day: '2022-11-22', source: '甲报' },
    { day: '2023-12-20', source: '乙报' },
  ])
  expect(rows.map(({ title, differs }) => [title, differs])).toEqual([
    ['年收入', false],
    ['利税', true],
    ['占地', false],
  ])
  const texts = rows.map(({ tellings }) => tellings.map(({ figure }) => `${figure.text}${figure.unit}`))
  expect(texts).toEqual([
    ['32亿元', '32亿元'],
    ['2.4亿元', '0.2亿元'],
    ['163亩', '—'],
  ])
  expect(rows[1]!.tellings[1]!.cell).toBe('value|211000|D|')
  expect(rows[2]!.tellings[1]).toMatchObject({ isTold: false, cell: '' })
  expect(phraseText(heading(panel, reader).summary!)).toContain('1 项说法不一')
})

test('[TTL1] the same number of another unit is told otherwise, and what is not published is a dash', () => {
  const { panel, reader } = see([
    ['1', 'A', 320_000, '亿元', FIRST, '甲报'],
    ['2', 'B', 320_000, '万元', SECOND, '乙报'],
    ['3', 'C', null, '亿元', FIRST, '甲报'],
  ])
  const { rows } = view(panel, reader)
  expect(rows.map(({ differs }) => differs)).toEqual([true, false, false])
  expect(rows[1]!.tellings.map(({ figure }) => figure.text)).toEqual(['—', '—'])
})
