import { expect, test } from 'vitest'
import { documentKey } from '../../../shared/model/cell.ts'
import type { Value } from '../../../shared/model/value.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const list = (columns: string[]) => ({
  type: 'list' as const,
  sort: [['event', 'desc'] as const],
  limit: 9,
  columns,
})
const metrics = [
  metricOf({ id: 'alarms', kind: 'smoke', aggregate: list(['kind', 'device', 'area', 'event']) }),
  metricOf({
    id: 'outside',
    kind: 'gas',
    aggregate: list(['kind', 'device', 'area', 'pressure', 'event']),
    unit: { zh: 'kPa', en: 'kPa' },
    decimals: 2,
    scale: 100,
  }),
]
const named = (zh: string) => ({ title: { zh, en: zh }, codes: {} }) as unknown as Value
const SMOKE: Value[] = ['iot-smoke/SM-1', 'smoke', 'SM-00001', '211002016', NOW - 120_000]
const GAS: Value[] = ['iot-gas/GP-1', 'gas', 'GP-001', '211003004', 128, NOW - 60_000]

function see(alarms: Value[][], outside: Value[][], over: Partial<Parameters<typeof shown>[0]> = {}) {
  const { panel, reader } = shown({
    metrics,
    roles: { alarms: 'alarms', outside: 'outside' },
    options: { most: 2, measured: 'pressure' },
    feeds: [
      [feedOf({ id: 's', kind: 'smoke' }), reportAt(NOW)],
      [feedOf({ id: 'g', kind: 'gas' }), reportAt(NOW)],
    ],
    cells: {
      'alarms|211000||': { total: alarms.length, rows: alarms },
      'outside|211000||': { total: outside.length, rows: outside },
      [documentKey('kind', 'smoke')]: named('烟感'),
      [documentKey('kind', 'gas')]: named('燃气测压点'),
    },
    ...over,
  })
  return { ...view(panel, reader), heading: heading(panel, reader) }
}

test('[DAL1] a device says what it is, where, which, and when it was heard; what it measured where that is wrong', () => {
  const { rows } = see([SMOKE], [GAS])
  expect(rows).toMatchObject([
    {
      what: '烟感 报警',
      device: 'SM-00001',
      place: '文圣',
      glyph: 'bad',
      tone: 'bad',
      figure: null,
      time: '10:22',
    },
    {
      what: '燃气测压点 越限',
      device: 'GP-001',
      glyph: 'warn',
      tone: 'warn',
      figure: { text: '1.28', unit: 'kPa' },
    },
  ])
})

test('[DAL1] alarms go before readings, and how many do not fit is said', () => {
  const drawn = see([SMOKE, SMOKE], [GAS])
  expect(drawn.rows.map(({ glyph }) => glyph)).toEqual(['bad', 'bad'])
  expect(drawn.heading).toEqual({ subtitle: '前 2 / 共 3' })
})

test('[DAL2] none is said where both are known, and nothing where one is not', () => {
  expect(see([], [])).toMatchObject({ isCalm: true, heading: { subtitle: '共 0 项' } })
  const unheard = see([], [], { cells: {}, feeds: [[feedOf({ id: 's', kind: 'smoke' }), null]] })
  expect([unheard.isCalm, unheard.heading]).toEqual([false, {}])
})

test('[DAL2] an alarm of a source that has failed is one that was: without colour', () => {
  const { rows } = see([SMOKE], [GAS], {
    feeds: [
      [feedOf({ id: 's', kind: 'smoke' }), reportAt(NOW - 600_000)],
      [feedOf({ id: 'g', kind: 'gas' }), reportAt(NOW)],
    ],
  })
  expect(rows.map(({ tone }) => tone)).toEqual(['dim', 'warn'])
})
