import { expect, test } from 'vitest'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { view } from './view.ts'

test('[CTW15] a note about what nobody knows has no sign of warning', () => {
  const at = (cells: { readonly [key: string]: number }) => {
    const { panel, reader } = shown({
      metrics: [metricOf({ id: 'a' })],
      feeds: [[feedOf({ id: 'cases' }), Object.keys(cells).length === 0 ? null : reportAt(NOW)]],
      roles: { open: 'a' },
      options: { figures: [{ value: 'open', notes: [{ role: 'open', glyph: 'warn' }] }] },
      cells,
    })
    return view(panel, reader)[0]?.notes[0]
  }
  expect(at({ 'a|211000||': 1 })).toMatchObject({ glyph: 'warn', figure: '1' })
  expect(at({})).toMatchObject({ figure: '—' })
  expect(at({})).not.toHaveProperty('glyph')
})

test('[WID10] key figures stand in the order of the document, each by its own role', () => {
  const { panel, reader } = shown({
    metrics: [metricOf({ id: 'a' }), metricOf({ id: 'b', limit: 3 })],
    roles: { first: 'a', second: 'b' },
    options: { figures: [{ value: 'second', title: { zh: '乙', en: '' } }, { value: 'first' }] },
    cells: { 'a|211000||': 1284, 'b|211000||': 5 },
  })
  expect(view(panel, reader).map(kpi => [kpi.title, kpi.figure.text, kpi.tone])).toEqual([
    ['乙', '5', 'bad'],
    ['a', '1,284', undefined],
  ])
})

test('[WID46] the number of a town has no notes of the whole city, and that of the whole city says that it is', () => {
  const see = (place?: string) => {
    const { panel, reader } = shown({
      metrics: [
        metricOf({ id: 'a' }),
        metricOf({ id: 'hours', window: { type: 'series', field: 'event', bucket: 'hour', keep: 24 } }),
      ],
      roles: { own: 'a', all: 'a@city', hours: 'hours@city' },
      options: {
        figures: [
          { value: 'own', spark: 'hours', notes: [{ role: 'all' }, { role: 'own' }] },
          { value: 'all', spark: 'hours', notes: [{ role: 'all' }] },
        ],
      },
      cells: { 'a|211000||': 1284, 'a|211002016||': 3, 'hours|211000||1': 2, 'hours|211000||2': 5 },
      place,
    })
    return view(panel, reader).map(({ title, notes, spark }) => [
      title,
      notes.map(({ figure }) => figure),
      spark !== null,
    ])
  }
  expect(see('211002016')).toEqual([
    ['a', ['3'], false],
    ['全市 · a', ['1,284'], true],
  ])
  expect(see()).toEqual([
    ['a', ['1,284', '1,284'], true],
    ['a', ['1,284'], true],
  ])
})
