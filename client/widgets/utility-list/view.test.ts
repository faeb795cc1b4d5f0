import { expect, test } from 'vitest'
import { cellKey } from '../../../shared/model/cell.ts'
import { phraseText } from '../../figures/phrase.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { view } from './view.ts'

const reading = (id: string, kind: string, over = {}) =>
  metricOf({
    id,
    kind,
    aggregate: { type: 'mean', field: 'x' },
    decimals: 2,
    unit: { zh: 'MPa', en: 'MPa' },
    ...over,
  })
const row = (zh: string, value: string, over = {}) => ({ title: { zh, en: zh }, value, ...over })

function see(fires: number) {
  const { panel, reader } = shown({
    metrics: [
      reading('water', 'water'),
      reading('gas', 'gas'),
      reading('heat', 'heat', { limit: 50 }),
      metricOf({ id: 'forest', kind: 'water' }),
      metricOf({ id: 'fires', kind: 'water', unit: { zh: '处', en: '' } }),
    ],
    feeds: [
      [feedOf({ id: 'w', kind: 'water' }), reportAt(NOW - 8000)],
      [feedOf({ id: 'g', kind: 'gas' }), reportAt(NOW - 6.5 * 60_000, {})],
      [feedOf({ id: 'h', kind: 'heat' }), reportAt(NOW)],
    ],
    roles: { water: 'water', gas: 'gas', heat: 'heat', forest: 'forest', fires: 'fires' },
    options: {
      rows: [
        row('供水', 'water', { prefix: { zh: '压力', en: '' } }),
        row('燃气', 'gas'),
        row('供热', 'heat'),
        row('森林防火', 'forest', { trouble: 'fires' }),
      ],
    },
    cells: {
      [cellKey('water', '211000', [])]: { n: 32, d: 100 },
      [cellKey('gas', '211000', [])]: { n: 2, d: 10 },
      [cellKey('heat', '211000', [])]: { n: 520, d: 10 },
      ...(fires > 0 ? { [cellKey('fires', '211000', [])]: fires } : {}),
    },
  })
  return view(panel, reader).rows
}

test('[WID26] a reading within its limit, and one beyond it', () => {
  const [water, , heat] = see(0)
  expect(water).toMatchObject({
    glyph: 'ok',
    word: '正常',
    prefix: '压力',
    figure: { text: '0.32' },
    stale: null,
  })
  expect(heat).toMatchObject({ glyph: 'bad', tone: 'bad' })
})

test('[WID26] one whose source is late says so in its own row, the others do not', () => {
  const rows = see(0)
  expect(rows.map(({ stale }) => stale && phraseText(stale))).toEqual([
    null,
    '已断 6 分 末值 10:18',
    null,
    null,
  ])
})

test('[WID26] what is wrong goes before the reading', () => {
  expect(see(0)[3]).toMatchObject({ glyph: 'ok', figure: { text: '0' } })
  expect(see(2)[3]).toMatchObject({
    glyph: 'bad',
    tone: 'bad',
    figure: { text: '2', unit: '处' },
    cell: 'fires|211000||',
  })
})

test('[WID26] beside a reading stands how many of its devices are heard', () => {
  const { panel, reader } = shown({
    metrics: [
      metricOf({ id: 'fires', kind: 'smoke' }),
      metricOf({ id: 'heard', kind: 'smoke', aggregate: { type: 'ratio', of: [['online', '=', true]] } }),
    ],
    feeds: [[feedOf({ id: 's', kind: 'smoke' }), reportAt(NOW)]],
    roles: { fires: 'fires', heard: 'heard' },
    options: { rows: [row('烟感', 'fires', { online: 'heard' })] },
    cells: { [cellKey('heard', '211000', [])]: { n: 14_982, d: 15_000 } },
  })
  const [smoke] = view(panel, reader).rows
  expect(smoke?.online).toEqual({ text: '14,982', of: '15,000', cell: 'heard|211000||' })
  expect(see(0).every(({ online }) => online === null)).toBe(true)
})

test('[WID26] a count that is itself the trouble is red while there is something to count', () => {
  const { panel, reader } = shown({
    metrics: [metricOf({ id: 'fires', kind: 'smoke' })],
    feeds: [[feedOf({ id: 's', kind: 'smoke' }), reportAt(NOW)]],
    roles: { fires: 'fires' },
    options: { rows: [row('烟感', 'fires', { trouble: 'fires' })] },
    cells: { [cellKey('fires', '211000', [])]: 2 },
  })
  expect(view(panel, reader).rows).toMatchObject([{ glyph: 'bad', tone: 'bad', word: '告警' }])
})

test('[WID60] a system names the device to look at with its value, and counts what is wrong only where something is (PRV-13)', () => {
  const seen = (alarms: number, okAt = NOW - 8000) => {
    const columns = ['device', 'gas', 'outside']
    const { panel, reader } = shown({
      metrics: [
        metricOf({ id: 'alarms', unit: { zh: '处', en: '' } }),
        metricOf({
          id: 'worst',
          aggregate: { type: 'list', sort: [['gas', 'desc']], limit: 10, columns },
          ...{ unit: { zh: '%LEL', en: '%LEL' }, decimals: 1, scale: 10 },
        }),
      ],
      feeds: [[feedOf({ id: 'w' }), reportAt(okAt)]],
      roles: { alarms: 'alarms', worst: 'worst' },
      options: { rows: [row('安全', 'alarms', { trouble: 'alarms', worst: 'worst' })] },
      cells: {
        [cellKey('alarms', '211000', [])]: alarms,
        [cellKey('worst', '211000', [])]: {
          total: 2,
          rows: [['1', 'GDS-107', alarms > 0 ? 442 : 31, alarms > 0]],
        },
      },
    })
    return view(panel, reader).rows[0]!
  }
  expect(seen(0)).toMatchObject({ glyph: 'ok', figure: null, worst: { name: 'GDS-107', tone: undefined } })
  expect(seen(0).worst!.figure).toMatchObject({ text: '3.1', unit: '%LEL' })
  expect(seen(3)).toMatchObject({
    glyph: 'bad',
    figure: { text: '3' },
    worst: { figure: { text: '44.2' }, tone: 'bad' },
  })
  expect(seen(3, NOW - 60 * 60_000)).toMatchObject({ worst: { tone: 'dim' } })
})
