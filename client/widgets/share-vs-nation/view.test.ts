import { expect, test } from 'vitest'
import { phraseText } from '../../figures/phrase.ts'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const metrics = [
  metricOf({
    id: 'women',
    aggregate: { type: 'share', field: 'members', over: 'total' },
    unit: { zh: '%', en: '%' },
    scale: 0.01,
    decimals: 1,
  }),
  metricOf({ id: 'asOf', aggregate: { type: 'last', columns: ['asOf'] } }),
]
const roles = { women: 'women', byDistrict: 'women@districts', asOf: 'asOf@city' }
const shares = [{ value: 'women', nation: 30.4, places: 'byDistrict' }]
const see = (cells: NonNullable<Parameters<typeof shown>[0]['cells']>) => {
  const { panel, reader } = shown({ metrics, roles, options: { shares, full: 70 }, cells })
  return { row: view(panel, reader)[0]!, heading: heading(panel, reader) }
}
const CITY = { 'women|211000||': { n: 34_394, d: 110_236 } }

test('[WDG44] a share stands on its bar beside that of the nation', () => {
  const { row } = see(CITY)
  expect(row).toMatchObject({ figure: { text: '31.2', unit: '%' }, cell: 'women|211000||', spread: '' })
  expect([row.share, row.tick].map(part => part?.toFixed(3))).toEqual(['0.446', '0.434'])
  expect(see({}).row).toMatchObject({ figure: { text: '—' }, share: null })
})

test('[WDG44] the highest and the lowest district are named, unless all are alike', () => {
  const districts = { 'women|211002||': { n: 40, d: 100 }, 'women|211003||': { n: 20, d: 100 } }
  expect(see({ ...CITY, ...districts }).row.spread).toBe('白塔区 40.0% 最高　文圣区 20.0% 最低')
  const alike = { 'women|211002||': { n: 31_201, d: 100_000 }, 'women|211003||': { n: 31_199, d: 100_000 } }
  expect(see({ ...CITY, ...alike }).row.spread).toBe('')
})

test('[WDG45] the day of the snapshot stands in place of its age; without it the age does', () => {
  const asOf = { 'asOf|211000||': [Date.parse('2025-12-31T00:00:00+08:00')] }
  expect(phraseText(see(asOf).heading.summary!)).toBe('截至 2025-12-31')
  expect(see({}).heading).toEqual({})
})
