import { expect, test } from 'vitest'
import { phraseText } from '../../figures/phrase.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const MINUTE = 60_000
const COLUMNS = ['event', 'kind', 'title', 'state', 'lots', 'shown', 'counted', 'off', 'contradicts', 'out', 'shownAt'] // oxfmt-ignore
const list = metricOf({
  id: 'list',
  aggregate: { type: 'list', sort: [['contradicts', 'desc']], limit: 60, columns: COLUMNS },
})
const unit = { zh: '块', en: '' }
const AT = NOW - MINUTE
const LOTS = ['演示停车场1', '演示停车场2']

const see = (options: object = {}, ago = 8000) =>
  shown({
    metrics: [list, metricOf({ id: 'wrong', unit }), metricOf({ id: 'out', unit })],
    feeds: [[feedOf({ id: 'cases' }), reportAt(NOW - ago)]],
    roles: { list: 'list', wrong: 'wrong', out: 'out' },
    options,
    cells: {
      'doc:kind/guidance-board': { codes: { state: { dark: { zh: '黑屏', en: 'dark' } } } },
      'wrong|211000||': 1,
      'out|211000||': 1,
      'list|211000||': {
        total: 4,
        rows: [
          [
            't/1',
            AT,
            'guidance-board',
            '演示一路东口',
            'working',
            LOTS,
            90,
            12,
            78,
            true,
            false,
            AT - 200 * MINUTE,
          ],
          ['t/2', AT, 'guidance-board', '演示二路西口', 'dark', LOTS, null, 1240, null, false, true, null],
          ['t/3', AT, 'guidance-board', '演示三路北口', 'working', LOTS, 40, 41, 1, false, false, AT],
          ['t/4', AT, 'guidance-board', '演示四路南口', 'working', [], 40, null, null, false, false, AT],
        ],
      },
    },
  })

test('[GBL1] (IOC-15) a board stands with what it shows beside what its car parks counted; one that contradicts them says how old its number is', () => {
  const { panel, reader } = see()
  const rows = view(panel, reader)
  expect(rows.map(({ glyph, tone, shown: a, counted, state }) => [glyph, tone, a, counted, state])).toEqual([
    ['bad', 'bad', '90', '12', '不符 旧数 3 时'],
    ['warn', 'warn', '—', '1,240', '黑屏'],
    ['ok', undefined, '40', '41', '一致'],
    ['none', undefined, '40', '—', '车场未报'],
  ])
  expect(rows[0]!.lots).toBe('演示停车场1　演示停车场2')
  expect(view(see({ short: true }).panel, see({ short: true }).reader)[0]!.lots).toBe('')
})

test('[GBL1] the heading counts both with their signs, and how many of how many are shown', () => {
  const { panel, reader } = see({ most: 2 })
  expect(view(panel, reader)).toHaveLength(2)
  expect(heading(panel, reader)).toMatchObject({ subtitle: '前 2 / 共 4', empty: false })
  expect(phraseText(heading(panel, reader).finding!)).toBe('与车场不符 1块 异常 1块')
  expect(heading(panel, reader).finding!.map(({ glyph }) => glyph)).toEqual(['bad', 'warn'])
})

test('[GBL2] while its source is silent no board is red, and none agrees', () => {
  const { panel, reader } = see({}, 60 * MINUTE)
  expect(view(panel, reader).map(({ glyph, tone }) => [glyph, tone])).toEqual(
    Array.from({ length: 4 }, () => ['stale', 'dim']),
  )
  expect(heading(panel, reader).finding!.every(({ glyph }) => glyph === undefined)).toBe(true)
})
