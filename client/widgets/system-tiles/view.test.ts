import { expect, test } from 'vitest'
import { HOUR, MINUTE, dayNumber, startOfDay, DAY } from '../../../shared/calendar/civil.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { phraseText } from '../../figures/phrase.ts'
import { stripOf } from './marks.ts'
import { heading, view, type SystemTile } from './view.ts'

const TODAY = startOfDay(dayNumber(NOW))
const hours = metricOf({
  id: 'hours',
  window: { type: 'series', field: 'event', bucket: 'hour', keep: 744 },
})
const metrics = [...['today', 'open', 'late', 'other', 'otherLate'].map(id => metricOf({ id })), hours]
const text = (zh: string) => ({ zh, en: zh })
const TILES = [
  { title: text('甲'), today: 'today', noun: text('件'), open: 'open', overdue: 'late', series: 'hours' },
  { title: text('乙') },
  { title: text('丙'), today: 'other', overdue: 'otherLate' },
]
const month = Object.fromEntries(
  Array.from({ length: 30 }, (_, i) => [`hours|211000||${TODAY - (i + 1) * DAY + 8 * HOUR}`, 20]),
)
const CELLS = {
  ...{ 'today|211000||': 31, 'open|211000||': 212, 'late|211000||': 5, 'other|211000||': 4 },
  ...{ 'otherLate|211000||': 0, [`hours|211000||${TODAY + 8 * HOUR}`]: 27 },
  ...month,
}

function tiles(over: { cells?: object; okAt?: number; rows?: boolean } = {}) {
  const { panel, reader } = shown({
    metrics,
    feeds: [[feedOf({ id: 'a' }), reportAt(over.okAt ?? NOW - 8_000)]],
    roles: {
      today: 'today',
      open: 'open',
      late: 'late',
      other: 'other',
      otherLate: 'otherLate',
      hours: 'hours',
    },
    options: { tiles: TILES, columns: 4, ...(over.rows === true && { rows: true }) },
    cells: { ...CELLS, ...over.cells },
  })
  return { drawn: view(panel, reader), head: heading(panel, reader) }
}
const said = (phrase: SystemTile['open']) => (phrase === null ? null : phraseText(phrase))

test('[TIL1] a system has its day, what is open and overdue, its age, and its place where nothing is known of it', () => {
  const [first, second, third] = tiles().drawn.tiles
  expect(first).toMatchObject({ figure: { text: '31' }, noun: '件', isPlanned: false, ink: 'live' })
  expect([said(first!.open), said(first!.overdue)]).toEqual(['在办 212', '超期 5'])
  expect(first!.overdue?.[0]).toMatchObject({ glyph: 'bad', tone: 'bad' })
  expect(phraseText(first!.age)).toBe('8 秒前')
  expect(second).toMatchObject({
    title: '乙',
    isPlanned: true,
    open: null,
    overdue: null,
    figure: { text: '' },
  })
  expect(said(third!.overdue)).toBe('无超期')
})

test('[TIL1] [TIL2] a system whose source is late says so, keeps its numbers and judges nothing', () => {
  const [first] = tiles({ okAt: NOW - 40 * MINUTE }).drawn.tiles
  expect(first).toMatchObject({ figure: { text: '31' }, ink: 'failed', unlike: null })
  expect(first!.overdue?.[0]?.glyph).toBeUndefined()
  expect(first!.course?.gapFrom).not.toBeNull()
  expect(phraseText(first!.age)).toContain('已断')
})

test('[TIL2] it says when it is unlike itself', () => {
  expect(phraseText(tiles().drawn.tiles[0]!.unlike!)).toBe('高 35%')
})

test('[TIL3] a mark is a record until there are too many, and none is left out', () => {
  expect(tiles().drawn.tiles[0]!.marks).toEqual({ open: 207, overdue: 5, each: 1 })
  const many = tiles({ cells: { 'open|211000||': 5_210, 'late|211000||': 3 } }).drawn.tiles[0]!.marks
  expect(many).toEqual({ open: 105, overdue: 1, each: 50 })
  const { open, overdue, width } = stripOf({ open: 207, overdue: 5, each: 1 })
  expect([open, overdue].map(path => path.match(/M/g)?.length)).toEqual([207, 5])
  expect(width).toBe(52 * 6 + 6 + 3 * 12)
  expect(stripOf({ open: 0, overdue: 0, each: 1 })).toMatchObject({ open: '', overdue: '' })
})

test('[TIL4] what is overdue is said over all systems, and nothing where nothing is', () => {
  const { finding, summary } = tiles().head
  expect([phraseText(finding!), phraseText(summary!)]).toEqual(['超期 5 件 分在 1 个系统', '在办 212'])
  expect(tiles({ cells: { 'late|211000||': 0 } }).head.finding).toEqual([])
})

test('[TIL5] as rows, what is unlike itself and what is overdue go first, and what is not connected last', () => {
  expect(tiles({ rows: true }).drawn.tiles.map(({ title }) => title)).toEqual(['甲', '丙', '乙'])
  const quiet = { [`hours|211000||${TODAY + 8 * HOUR}`]: 20, 'late|211000||': 0, 'otherLate|211000||': 2 }
  expect(tiles({ rows: true, cells: quiet }).drawn.tiles.map(({ title }) => title)).toEqual([
    '丙',
    '甲',
    '乙',
  ])
})
