import { expect, test } from 'vitest'
import { phraseText } from '../../figures/phrase.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const MINUTE = 60_000
const SYSTEMS = ['boards', 'fire', 'vehicles']
const COLUMNS = ['event', 'kind', 'sort', 'tag', 'open', ...SYSTEMS.flatMap(key => [key, `${key}Ms`])]
const metrics = [
  metricOf({
    id: 'list',
    aggregate: { type: 'list', sort: [['event', 'desc']], limit: 40, columns: COLUMNS },
  }),
  metricOf({ id: 'silent', unit: { zh: '步', en: '' } }),
  metricOf({
    ...{ id: 'onTime', aggregate: { type: 'ratio', of: [['onTime', '=', true]] }, scale: 0.01, decimals: 1 },
    unit: { zh: '%', en: '%' },
  }),
]
const titles = { boards: '信息', fire: '消防', vehicles: '车辆' }

const see = (options: object = {}, ago = 8000, silent = 1) =>
  shown({
    metrics,
    feeds: [[feedOf({ id: 'cases' }), reportAt(NOW - ago)]],
    roles: { list: 'list', silent: 'silent', onTime: 'onTime' },
    options: {
      systems: Object.entries(titles).map(([key, zh]) => ({ key, title: { zh, en: key } })),
      ...options,
    },
    cells: {
      'doc:kind/park-linkage': {
        codes: {
          sort: { gas: { zh: '可燃气体', en: 'gas' } },
          fire: { silent: { zh: '未应答', en: 'silent' } },
        },
      },
      'silent|211000||': silent,
      'onTime|211000||': { n: 1, d: 2 },
      'list|211000||': {
        total: 2,
        rows: [
          [
            'p/2',
            NOW - MINUTE,
            'park-linkage',
            'gas',
            'GDS-107',
            true,
            'answered',
            4400,
            'silent',
            null,
            'waiting',
            null,
          ],
          [
            'p/1',
            NOW - 90 * MINUTE,
            'park-linkage',
            'gas',
            'GDS-103',
            false,
            'late',
            31_200,
            'answered',
            null,
            'none',
            null,
          ],
        ],
      },
    },
  })

test('[LKM1] (PRV-13) an alarm says of each system after how many seconds it answered, that it is awaited, or that it is silent', () => {
  const { panel, reader } = see()
  const { systems, rows } = view(panel, reader)
  expect(systems).toEqual(['信息', '消防', '车辆'])
  expect(rows[0]).toMatchObject({ title: '可燃气体', tag: 'GDS-107', time: '10:23', isOpen: true })
  expect(rows[0]!.steps.map(({ glyph, text, tone }) => [glyph, text, tone])).toEqual([
    ['ok', '4', undefined],
    ['bad', '未应', 'bad'],
    ['stale', '待应', 'soft'],
  ])
  expect(rows[0]!.steps[1]!.label).toBe('消防 未应答')
  expect(rows[1]!.steps.map(({ glyph, text, tone }) => [glyph, text, tone])).toEqual([
    ['warn', '31', 'warn'],
    ['ok', '—', undefined],
    [null, '', 'dim'],
  ])
})

test('[LKM2] the heading counts the answers that are missing, and how much was answered by all in time', () => {
  const { panel, reader } = see()
  expect(heading(panel, reader)).toMatchObject({ empty: false, subtitle: '应答秒数' })
  expect(phraseText(heading(panel, reader).finding!)).toBe('未应 1步 全部按时应答 50.0%')
  expect(heading(panel, reader).finding![0]).toMatchObject({
    glyph: 'bad',
    tone: 'bad',
    cell: 'silent|211000||',
  })
  expect(heading(see({}, 8000, 0).panel, see({}, 8000, 0).reader).finding![0]!.glyph).toBeUndefined()
  expect(heading(see({ most: 1 }).panel, see({ most: 1 }).reader).subtitle).toBe('前 1 / 共 2')
})

test('[LKM3] while the park is not heard nobody is called silent in red', () => {
  const { panel, reader } = see({}, 60 * MINUTE)
  const [steps] = view(panel, reader).rows.map(row => row.steps)
  expect(steps!.map(({ glyph, tone }) => [glyph, tone])).toEqual([
    ['ok', 'dim'],
    ['stale', 'dim'],
    ['stale', 'dim'],
  ])
  expect(heading(panel, reader).finding!.map(({ tone }) => tone)).toEqual(['dim', 'dim'])
})
