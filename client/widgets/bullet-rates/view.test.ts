import { expect, test } from 'vitest'
import { metricOf, shown } from '../widget.fixture.ts'
import { view } from './view.ts'

const rate = {
  aggregate: { type: 'ratio', of: [['x', '=', 1]] },
  unit: { zh: '%', en: '%' },
  scale: 0.01,
  decimals: 1,
} as const
const metrics = [
  metricOf({ id: 'once', ...rate, target: 90, better: 'up' }),
  metricOf({
    id: 'steps',
    aggregate: { type: 'mean', field: 'n' },
    unit: { zh: '个', en: '' },
    decimals: 2,
    limit: 3,
  }),
  metricOf({ id: 'items' }),
]
const rates = (cells: NonNullable<Parameters<typeof shown>[0]['cells']>) => {
  const options = { rates: [{ value: 'once', of: 'items' }, { value: 'steps', full: 4 }, { value: 'once' }] }
  const { panel, reader } = shown({
    metrics,
    roles: { once: 'once', steps: 'steps', items: 'items' },
    options,
    cells,
  })
  return view(panel, reader).rates
}

test('[WDG23] a rate stands on its bar beside its limit or target', () => {
  const [once, steps, bare] = rates({
    'once|211000||': { n: 6613, d: 6961 },
    'steps|211000||': { n: 17542, d: 6961 },
    'items|211000||': 6961,
  })
  expect(once).toMatchObject({
    figure: { text: '95.0', unit: '%' },
    tick: 0.9,
    tone: undefined,
    beside: '6,961 件',
  })
  expect(once?.share).toBeCloseTo(0.95, 4)
  expect(steps).toMatchObject({ figure: { text: '2.52', unit: '个' }, tick: 0.75, beside: '上限 3' })
  expect(bare?.beside).toBe('目标 90')
})

test('[WDG23] an unknown rate has no bar, one short of its target is marked', () => {
  const [unknown] = rates({})
  expect(unknown).toMatchObject({ figure: { text: '—' }, share: null, tone: undefined })
  expect(rates({ 'once|211000||': { n: 1, d: 2 } })[0]).toMatchObject({ tone: 'warn', share: 0.5 })
})
