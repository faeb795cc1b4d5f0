import { expect, test } from 'vitest'
import { instant } from '../../../shared/calendar/naive.fixture.ts'
import { phraseText } from '../../figures/phrase.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const COLUMNS = ['code', 'name', 'value', 'unit', 'yoy', 'growthTarget', 'yoyBefore', 'asOf']
const metrics = [
  metricOf({
    id: 'list',
    aggregate: { type: 'list', sort: [['code', 'asc']], limit: 99, columns: COLUMNS },
  }),
  ...['value', 'growth'].map(id => metricOf({ id, by: ['code'], aggregate: { type: 'sum', field: id } })),
  metricOf({ id: 'short' }),
]
const SEPTEMBER = instant('2026-10-01') - 1
const rows = [
  ['1', 'a', '工业', 2_260_000, '亿元', 640, 600, 430, SEPTEMBER],
  ['2', 'b', '投资', 2_050_000, '亿元', 410, 700, 300, SEPTEMBER],
  ['3', 'c', '进出口', 198_000, '亿元', -180, 300, 120, SEPTEMBER],
  ['4', 'd', '旅游', null, '亿元', null, null, null, SEPTEMBER],
]
const see = (late = false) => {
  const { panel, reader } = shown({
    metrics,
    roles: { list: 'list', value: 'value', growth: 'growth', short: 'short' },
    options: {
      rows: [
        { code: 'a', title: { zh: '规上工业', en: '' } },
        ...['b', 'c', 'd', 'e'].map(code => ({ code })),
      ],
    },
    feeds: [[feedOf({ id: 'cases' }), reportAt(NOW - (late ? 7_200_000 : 8000))]],
    cells: { 'list|211000||': { total: 4, rows }, 'short|211000||': 2 },
  })
  return { ...view(panel, reader), heading: heading(panel, reader) }
}

test('[AIM1] growth has a bar from nothing, a tick where it was wanted and a ring where it was a year ago, on one axis', () => {
  const { zero, rows } = see()
  const at = (growth: number) => (growth + 1.8) / (7 + 1.8)
  expect(zero).toBeCloseTo(at(0), 9)
  const [industry, invest, trade] = rows
  expect(industry).toMatchObject({
    ...{ title: '规上工业', growth: { text: '+6.4' }, target: '6.0', value: { text: '226', unit: '亿元' } },
    ...{ growthCell: 'growth|211000|a|', valueCell: 'value|211000|a|' },
  })
  expect(industry!.bar!.to).toBeCloseTo(at(6.4), 9)
  expect(industry!.tick).toBeCloseTo(at(6), 9)
  expect(invest!.ring).toBeCloseTo(at(3), 9)
  expect([trade!.bar!.from, trade!.bar!.to]).toEqual([0, zero])
})

test('[AIM1] its state is the gap alone: below what was wanted is yellow, shrinking is red, and without both nobody can say', () => {
  expect(see().rows.map(({ glyph }) => glyph)).toEqual(['ok', 'warn', 'bad', undefined, undefined])
  const [, , , unknown, missing] = see().rows
  expect(unknown).toMatchObject({ growth: { text: '—' }, target: '', bar: null, tick: null, ring: null })
  expect(missing).toMatchObject({ title: 'e', value: { text: '—' } })
})

test('[AIM1] the heading says of when they are and how many are short; what is late has no state', () => {
  expect(see().heading.subtitle).toBe('截至 09-30')
  expect(phraseText(see().heading.finding ?? [])).toBe('2 项差于目标')
  expect(see(true).rows.map(({ glyph, tone }) => [glyph, tone])[0]).toEqual([undefined, 'dim'])
})
