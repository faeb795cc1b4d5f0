import { expect, test } from 'vitest'
import { cellKey } from '../../../shared/model/cell.ts'
import { phraseText } from '../../figures/phrase.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { HEIGHT, ribbonOf } from './ribbon.ts'
import { heading, view } from './view.ts'

const flows = ['f1', 'f2', 'f3', 'f4']
const metrics = [
  metricOf({ id: 'stock', by: ['state'] }),
  metricOf({ id: 'late', by: ['state'] }),
  ...[...flows, 'p'].map(id => metricOf({ id })),
  metricOf({ id: 'share', aggregate: { type: 'ratio', of: [] }, scale: 0.01, decimals: 1 }),
]
const stage = (title: string, states: readonly string[], flow: string) => ({
  title: { zh: title, en: title },
  states,
  flow,
  passed: 'p',
})
const options = {
  stages: [
    stage('受理', ['accepted'], 'f1'),
    stage('派遣', ['dispatched', 'hung'], 'f2'),
    stage('核查', ['checking'], 'f3'),
    stage('结案', [], 'f4'),
  ],
}
const stock = (state: string, n: number) => [cellKey('stock', '211000', [state]), n] as const
const cells = {
  ...Object.fromEntries([
    stock('accepted', 24),
    stock('dispatched', 28),
    stock('hung', 3),
    stock('checking', 40),
  ]),
  [cellKey('late', '211000', ['dispatched'])]: 2,
  'f1|211000||': 58,
  'f2|211000||': 52,
  'f3|211000||': 41,
  'f4|211000||': 30,
  'p|211000||': 314,
  'share|211000||': { n: 665, d: 1000 },
}
const roles = {
  stock: 'stock',
  late: 'late',
  share: 'share',
  p: 'p',
  ...Object.fromEntries(flows.map(f => [f, f])),
}
const see = (over: Partial<Parameters<typeof shown>[0]> = {}) =>
  shown({ metrics, roles, options, cells, ...over })

test('[CTW1] a stage says what stands there, what of it is overdue, and what the last hour left behind', () => {
  const { panel, reader } = see()
  const { gates, share } = view(panel, reader)
  expect(gates.map(({ stock: s }) => s && [s.text, s.net, s.netText, s.late.value])).toEqual([
    ['24', 6, '+6', 0],
    ['31', 11, '+11', 2],
    ['40', 11, '+11', 0],
    null,
  ])
  expect(gates[2]?.stock).toMatchObject({ share: 1, cell: cellKey('stock', '211000', ['checking']) })
  expect(gates[1]?.stock).toMatchObject({ cell: '', lateShare: 2 / 40 })
  expect(gates[3]).toMatchObject({ passed: { text: '314' }, flow: { text: '30', value: 30 } })
  expect(share?.figure).toEqual({ text: '66.5', unit: '件' })
})

test('[CTW2] where most is left behind is the finding, and ordinary coming and going is none', () => {
  const { panel, reader } = see()
  expect(phraseText(heading(panel, reader).finding ?? [])).toBe('积在 派遣 31件 每时再积 11')
  const calm = see({ cells: { ...cells, 'f2|211000||': 57, 'f3|211000||': 55, 'f4|211000||': 52 } })
  expect(heading(calm.panel, calm.reader)).toEqual({})
  expect(view(calm.panel, calm.reader).gates.some(({ stock: s }) => s?.isPiling)).toBe(false)
})

test('[FRM9] in English the finding has no Chinese unit', () => {
  const { panel, reader } = see({ language: 'en' })
  expect(phraseText(heading(panel, reader).finding ?? [])).not.toContain('件')
})

test('[CTW2] nobody knows of an hour that was never told: no growth, no band, and no finding', () => {
  const { panel, reader } = see({ feeds: [[feedOf({ id: 'cases' }), null]], cells: {} })
  const { gates } = view(panel, reader)
  expect(gates[0]?.stock).toMatchObject({ text: '—', value: null, net: null, netText: '' })
  expect(ribbonOf(gates.map(({ flow }) => flow.value))).toBeNull()
  expect(heading(panel, reader)).toEqual({})
})

test('[CTW1] a source that has failed keeps its numbers in another ink and finds nothing', () => {
  const { panel, reader } = see({ feeds: [[feedOf({ id: 'cases' }), reportAt(NOW - 600_000)]] })
  expect(view(panel, reader)).toMatchObject({ ink: 'dim', gates: [{ stock: { text: '24' } }, {}, {}, {}] })
  expect(heading(panel, reader)).toEqual({})
})

test('[CTW2] the band is as thick as what came through, and a trickle can still be seen', () => {
  const heights = (path: string | null) =>
    [...(path ?? '').matchAll(/([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const)
  const points = heights(ribbonOf([60, 30, 0]))
  const thick = (x: number) => {
    const at = points.filter(([px]) => px === x).map(([, y]) => y)
    return Math.max(...at) - Math.min(...at)
  }
  expect([thick(0), thick(130), thick(300)]).toEqual([HEIGHT, HEIGHT / 2, 4])
  expect(ribbonOf([0, 0])).toBeNull()
})
