import { expect, test } from 'vitest'
import { cellKey } from '../../../shared/model/cell.ts'
import { phraseText } from '../../figures/phrase.ts'
import { metricOf, shown, type Shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const lights = metricOf({ id: 'lights', by: ['class', 'light'] })
const money = metricOf({
  id: 'money',
  by: ['class'],
  aggregate: { type: 'sum', field: 'x' },
  unit: { zh: '亿元', en: '' },
  scale: 10,
})
const count = (group: string, light: string, n: number) =>
  [cellKey('lights', '211000', [group, light]), n] as const

const see = (over: Partial<Shown> = {}) =>
  shown({
    metrics: [lights, money],
    roles: { lights: 'lights', beside: 'money' },
    options: { groups: ['老字号', '原字号'] },
    cells: Object.fromEntries([
      ...[count('老字号', 'green', 7), count('老字号', 'yellow', 3), count('老字号', 'red', 1)],
      ...[count('新字号', 'grey', 2), count('原字号', 'green', 26)],
      [cellKey('money', '211000', ['老字号']), 850] as const,
    ]),
    ...over,
  })

test('[WID24] a mark is a record: rows in their order, marks worst first, and all of them', () => {
  const { panel, reader } = see()
  const { rows } = view(panel, reader)
  expect(rows.map(row => [row.title, row.total])).toEqual([
    ['老字号', 11],
    ['原字号', 26],
    ['新字号', 2],
  ])
  expect(rows[0]?.runs).toEqual([
    { glyph: 'bad', count: 1 },
    { glyph: 'warn', count: 3 },
    { glyph: 'ok', count: 7 },
  ])
  expect(rows[0]).toMatchObject({ beside: '85.0亿', label: '老字号 超期 1 在办 3 完成 7' })
})

test('[WID24] the heading adds up what the rows show, in glyph and word', () => {
  const { panel, reader } = see()
  expect(phraseText(heading(panel, reader).summary ?? [])).toBe('超期 1 在办 3 完成 33')
})

test('[WID24] without groups there is one row for all', () => {
  const { panel, reader } = see({
    metrics: [metricOf({ id: 'lights', by: ['light'] })],
    roles: { lights: 'lights' },
    options: {},
    cells: { [cellKey('lights', '211000', ['red'])]: 2, [cellKey('lights', '211000', ['green'])]: 5 },
  })
  expect(view(panel, reader).rows.map(row => [row.title, row.total, row.beside])).toEqual([['', 7, '']])
})

test('[WID24] before anybody told of any, a group has no number, and not 0', () => {
  const { panel, reader } = see({ cells: {} })
  expect(view(panel, reader).rows.map(row => [row.title, row.total])).toEqual([
    ['老字号', null],
    ['原字号', null],
  ])
})
