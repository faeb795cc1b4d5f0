import { expect, test } from 'vitest'
import { HOUR } from '../../../shared/calendar/civil.ts'
import type { Value } from '../../../shared/model/value.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { view } from './view.ts'

const metrics = [
  metricOf({ id: 'aqi', kind: 'air', aggregate: { type: 'mean', field: 'aqi' }, unit: { zh: '', en: '' } }),
  metricOf({
    id: 'stations',
    kind: 'air',
    aggregate: {
      type: 'list',
      sort: [['event', 'desc']],
      limit: 12,
      columns: ['stationName', 'event', 'aqi', 'primary', 'pm25'],
    },
  }),
]
const AT = NOW - (NOW % HOUR)
const hour = (station: string, at: number, aqi: number | null, primary: string[] = []): Value[] => [
  ...[`${station} ${at}`, station, at, aqi, primary, 32],
]

function see(aqi: number | null, rows: readonly Value[][] = [], okAt = NOW) {
  const { panel, reader } = shown({
    metrics,
    roles: { aqi: 'aqi', stations: 'stations' },
    feeds: [[feedOf({ id: 'air', kind: 'air', rhythm: { type: 'every', seconds: 3600 } }), reportAt(okAt)]],
    cells: {
      ...(aqi === null ? {} : { 'aqi|211000||': { n: aqi, d: 1 } }),
      'stations|211000||': { total: rows.length, rows: rows as Value },
    },
  })
  return view(panel, reader)
}

test('[AIR10] the index lies on six levels of the same width, each named, with where it begins', () => {
  const drawn = see(75)
  expect(drawn.bands.map(({ word, from }) => [word, from])).toEqual([
    ['优', 0],
    ['良', 50],
    ['轻度污染', 100],
    ['中度污染', 150],
    ['重度污染', 200],
    ['严重污染', 300],
  ])
  expect(drawn).toMatchObject({ word: '良', at: 1.5 / 6, figure: { text: '75' } })
  expect(drawn.bands.filter(({ isNow }) => isNow).map(({ level }) => level)).toEqual(['good'])
  expect([see(0).at, see(50).at, see(51).at, see(500).at, see(900).at]).toEqual([0, 1 / 6, 1.02 / 6, 1, 1])
})

test('[AIR10] unknown is nowhere on it; what is late has another ink', () => {
  expect(see(null)).toMatchObject({ at: null, word: '', figure: { text: '—' } })
  expect(see(null).bands.some(({ isNow }) => isNow)).toBe(false)
  expect(see(75, [], NOW - 2 * HOUR).tone).toBe('soft')
})

test('[AIR11] a station is there once, with its newest hour, the worst first', () => {
  const rows = see(75, [
    hour('东', AT, 60, ['pm25']),
    hour('西', AT, null),
    hour('南', AT - HOUR, 120, ['pm25', 'pm10']),
    hour('东', AT - HOUR, 300),
  ]).rows
  expect(rows.map(({ name, aqi, grade, word, time }) => [name, aqi, grade, word, time])).toEqual([
    ['南', '120', 3, '轻度污染', '09:00'],
    ['东', '60', 2, '良', '10:00'],
    ['西', '—', null, '', '10:00'],
  ])
  expect(rows.map(({ primary }) => primary)).toEqual(['首要 pm25 pm10', '首要 pm25', ''])
})
