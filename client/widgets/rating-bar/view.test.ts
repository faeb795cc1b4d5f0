import { expect, test } from 'vitest'
import { phraseText } from '../../figures/phrase.ts'
import type { Value } from '../../../shared/model/value.ts'
import { feedOf, metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const ratio = { aggregate: { type: 'ratio' as const, of: [] }, decimals: 1, scale: 0.01 }
const metrics = [
  metricOf({ id: 'ratings', by: ['score'] }),
  metricOf({ id: 'good', unit: { zh: '%', en: '%' }, ...ratio }),
  metricOf({ id: 'mended', ...ratio }),
]
const roles = { ratings: 'ratings', good: 'good', mended: 'mended' }
const rating = (cells: Record<string, Value>, told = true) =>
  shown({ metrics, roles, cells, ...(told ? {} : { feeds: [[feedOf({ id: 'cases' }), null]] as const }) })

test('[WDG34] ratings are parts of one bar, bad ones with a sign, and those mended of those bad', () => {
  const { panel, reader } = rating({
    'ratings|211000|1|': 2731,
    'ratings|211000|2|': 158,
    'ratings|211000|3|': 17,
    'ratings|211000|5|': 8,
    'good|211000||': { n: 2906, d: 2914 },
    'mended|211000||': { n: 7, d: 8 },
  })
  const shownRating = view(panel, reader)
  expect(shownRating).toMatchObject({ good: { text: '99.7' }, of: '2,906 / 2,914' })
  expect(phraseText(shownRating.mended)).toBe('差评整改 7 / 8')
  expect(shownRating.parts.map(part => part.score)).toEqual([1, 2, 3, 5])
  expect(shownRating.parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
  expect(phraseText(shownRating.legend)).toBe('非常满意 2,731 满意 158 基本满意 17 非常不满意 8')
  expect(shownRating.legend[3]).toMatchObject({ glyph: 'bad', tone: 'bad' })
})

test('[WDG34] no rating yet is empty; not told is unknown', () => {
  const none = rating({})
  expect(view(none.panel, none.reader)).toMatchObject({ good: { text: '—' }, of: '', mended: [], parts: [] })
  expect(heading(none.panel, none.reader).empty).toBe(true)
  const untold = rating({}, false)
  expect(heading(untold.panel, untold.reader).empty).toBe(false)
  expect(phraseText(view(untold.panel, untold.reader).legend)).toContain('非常满意 —')
})
