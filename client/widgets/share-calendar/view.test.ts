import { expect, test } from 'vitest'
import { phraseText } from '../../figures/phrase.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const HOUR = 3_600_000
const COLUMNS = ['kind', 'title', 'state', 'bays', 'from', 'until']
const list = metricOf({
  id: 'list',
  aggregate: { type: 'list', sort: [['open', 'desc']], limit: 60, columns: COLUMNS },
})
const hours = metricOf({ id: 'hours', by: ['day', 'hour'], aggregate: { type: 'sum', field: 'bays' } })
const bays = metricOf({ id: 'bays', aggregate: { type: 'sum', field: 'bays' }, unit: { zh: '个', en: '' } })
const open = metricOf({ id: 'open', unit: { zh: '处', en: '' } })

const see = (options: object = {}, ago = 8000) =>
  shown({
    metrics: [list, hours, bays, open],
    feeds: [[feedOf({ id: 'cases' }), reportAt(NOW - ago)]],
    roles: { list: 'list', hours: 'hours', open: 'open', bays: 'bays' },
    options,
    cells: {
      'doc:kind/share-window': { codes: { state: { suspended: { zh: '暂停', en: 'suspended' } } } },
      'open|211000||': 2,
      'bays|211000||': 120,
      // Sunday 2026-11-22, 10:24; the day after, at two, nothing is open, and of three nobody knows.
      'hours|211000|2026-11-22,10|': 120,
      'hours|211000|2026-11-22,11|': 60,
      'hours|211000|2026-11-23,02|': 0,
      'list|211000||': {
        total: 5,
        rows: [
          ['t/1', 'share-window', '演示甲停车场', 'open', 80, NOW - HOUR, NOW + 3 * HOUR],
          ['t/2', 'share-window', '演示乙停车场', 'open', 40, NOW - HOUR, null],
          ['t/3', 'share-window', '演示丙停车场', 'closed', null, NOW + 8 * HOUR, NOW + 20 * HOUR],
          ['t/4', 'share-window', '演示丁停车场', 'suspended', 30, null, null],
          ['t/5', 'share-window', '演示戊停车场', 'closed', 30, null, null],
        ],
      },
    },
  })
test('[SHC1] (IOC-15) seven days from today on have their hours, as bright as bays are open, and the hour it is has the lamp', () => {
  const { panel, reader } = see()
  const { days } = view(panel, reader)
  expect(days.map(({ name }) => name)).toEqual(['今天', '周一', '周二', '周三', '周四', '周五', '周六'])
  expect(days.every(({ fields }) => fields.length === 24)).toBe(true)
  expect([days[0]!.fields[10]!.share, days[0]!.fields[11]!.share]).toEqual([1, 0.5])
  expect(days[0]!.fields[10]!.label).toBe('11-22 10 时起开放泊位 120')
  expect(days[1]!.fields[2]!.share).toBe(0)
  expect(days[1]!.fields[3]!.share).toBeNull()
  const now = days.flatMap(({ day, fields }) => fields.filter(({ isNow }) => isNow).map(({ hour }) => `${day} ${hour}`)) // oxfmt-ignore
  expect(now).toEqual(['2026-11-22 10'])
})

test('[SHC2] a car park says until when it is open, or from when it will be; one that is suspended says so', () => {
  const { panel, reader } = see()
  expect(view(panel, reader).lots.map(({ glyph, when, bays: figure }) => [glyph, when, figure.text])).toEqual(
    [
      ['ok', '至 13:24', '80'],
      ['ok', '全时', '40'],
      ['none', '18:24 起', '—'],
      ['warn', '暂停', '30'],
      ['none', '无时段', '30'],
    ],
  )
  expect(view(see({ most: 1 }).panel, see({ most: 1 }).reader).lots).toHaveLength(1)
  expect(phraseText(heading(panel, reader).finding!)).toBe('此刻开放 2处 泊位 120个')
})

test('[SHC3] while its source is late nothing is bright in the colour of the day', () => {
  const { panel, reader } = see({}, 3_600_000)
  expect(view(panel, reader).ink).toBe('dim')
  expect(heading(panel, reader).finding!.every(({ tone }) => tone === 'dim')).toBe(true)
})
