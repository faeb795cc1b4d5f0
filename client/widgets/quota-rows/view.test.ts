import { expect, test } from 'vitest'
import { phraseText } from '../../figures/phrase.ts'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const metrics = [
  metricOf({
    id: 'built',
    aggregate: { type: 'share', field: 'built', over: 'due' },
    by: ['places'],
    scale: 0.01,
  }),
  metricOf({ id: 'missing', aggregate: { type: 'sum', field: 'missing' }, by: ['places'] }),
  metricOf({ id: 'asOf', aggregate: { type: 'last', columns: ['asOf'] } }),
]
const roles = { value: 'built', missing: 'missing', gaps: 'missing@districts', asOf: 'asOf@city' }
const cells = {
  'built|211000|网格|': { n: 2486, d: 2500 },
  'built|211000|村社区|': { n: 714, d: 714 },
  'built|211000|新对象|': { n: 0, d: 0 },
  'missing|211000|网格|': 14,
  'missing|211002|网格|': 3,
  'missing|211003|网格|': 0,
  'missing|211021|网格|': 9,
}
const day = (text: string) => ({ 'asOf|211000||': [Date.parse(`${text}T00:00:00+08:00`)] })
const see = (options: object, more: object = {}, given: object = cells) => {
  const { panel, reader } = shown({ metrics, roles, options, cells: { ...given, ...more } })
  return { ...view(panel, reader), heading: heading(panel, reader) }
}

test('[WDG46] rows come in the order people say them, with a sign that tells whole from not whole', () => {
  const { rows } = see({ order: ['村社区', '网格', '规上企业'] })
  expect(rows.map(({ title, figure, of, glyph }) => [title, figure, of, glyph])).toEqual([
    ['村社区', '714', '714', 'ok'],
    ['网格', '2,486', '2,500', 'warn'],
    ['规上企业', '—', '—', undefined],
    ['新对象', '0', '0', 'ok'],
  ])
  expect(rows.map(({ share }) => share)).toEqual([1, 0.9944, null, null])
})

test('[WDG46] (IOC-08) where some is usually missing no sign says so', () => {
  expect(see({ order: ['村社区', '网格'], usual: true }).rows.map(({ glyph }) => glyph)).not.toContain('warn')
  expect(see({ order: ['村社区'], usual: true }).rows[0]?.glyph).toBeUndefined()
})

test('[WDG46] the foot names where most is missing, and says nothing when nothing is', () => {
  expect(phraseText(see({ named: '网格' }).foot)).toBe('未覆盖网格 14 辽阳县 9 白塔区 3')
  expect(see({ named: '村社区' }).foot).toEqual([])
  expect(see({ named: '网格' }, {}, {}).foot).toEqual([])
})

test('[WDG47] what is due by the month’s end stands against the day counted last, and is judged by no sign', () => {
  const { rows, tick, foot, heading: head } = see({ month: true }, day('2026-11-21'))
  expect(rows.every(({ glyph }) => glyph === undefined)).toBe(true)
  expect(tick).toBeCloseTo(21 / 30)
  expect(phraseText(foot)).toBe('白刻为时序 第 21 / 30 日')
  expect(phraseText(head.summary!)).toBe('截至 11-21')
})

test('[WDG47] a month that was not counted yet has no tick: last month’s would lie', () => {
  expect(see({ month: true }, day('2026-10-31'))).toMatchObject({ tick: null, foot: [] })
  expect(see({ month: true })).toMatchObject({ tick: null, foot: [] })
})
