import { expect, test } from 'vitest'
import { HOUR } from '../../../shared/calendar/civil.ts'
import { cellKey, type FeedReport } from '../../../shared/model/cell.ts'
import { phraseText } from '../../figures/phrase.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { GRADES, gradeOf, toneOfIndex } from './grade.ts'
import { heading } from './heading.ts'
import { tableOf } from './plot.ts'
import { view } from './view.ts'

const COLUMNS = ['device', 'index', 'speed', 'outside', 'online', 'faulty', 'event']
const metrics = [
  metricOf({
    id: 'index',
    aggregate: { type: 'mean', field: 'index' },
    unit: { zh: '', en: '' },
    scale: 10,
    decimals: 1,
  }),
  metricOf({
    id: 'hours',
    aggregate: { type: 'share', field: 'a', over: 'b' },
    window: { type: 'series', field: 'event', bucket: 'hour', keep: 72 },
    unit: { zh: '', en: '' },
    scale: 10,
    decimals: 1,
  }),
  metricOf({ id: 'speed', aggregate: { type: 'mean', field: 'speed' }, unit: { zh: 'km/h', en: 'km/h' } }),
  metricOf({
    id: 'roads',
    aggregate: { type: 'list', sort: [['index', 'desc']], limit: 40, columns: COLUMNS },
  }),
  metricOf({ id: 'spots', by: ['place'], unit: { zh: '起', en: '' } }),
  ...['accidents', 'open', 'out'].map(id => metricOf({ id, unit: { zh: '', en: '' } })),
]
const roles = Object.fromEntries(metrics.map(({ id }) => [id, id]))
const QUARTERS = 1_800_000
const rows = [
  ['1', '中心路', 82, 15, true, true, false, NOW],
  ['2', '望河路', 64, 18, true, true, false, NOW],
  ['3', '东环路', 30, 40, false, false, false, NOW - QUARTERS],
  ['4', '学府街', 21, 33, false, true, false, NOW],
  ['5', '工业路', null, 20, false, true, true, NOW],
]
/** NOW is 10:24:36. */
const MIDNIGHT = NOW - 10 * HOUR - 24 * 60_000 - 36_000

const see = (okAt = NOW - 8000, backlog: FeedReport['backlog'] = null) => {
  const given = {
    metrics,
    roles,
    options: { most: 5, spots: 2 },
    feeds: [[feedOf({ id: 'cases' }), reportAt(okAt, { backlog })]] as const,
    cells: {
      'index|211000||': { n: 492, d: 10 },
      'speed|211000||': { n: 240, d: 10 },
      'roads|211000||': { total: 5, rows },
      ...{ 'accidents|211000||': 4, 'open|211000||': 1, 'out|211000||': 0 },
      ...{ 'spots|211000|环岛|': 9, 'spots|211000|桥头|': 4, 'spots|211000|东段|': 1 },
      [cellKey('hours', '211000', [], String(MIDNIGHT + 8 * HOUR))]: { n: 55, d: 1 },
      [cellKey('hours', '211000', [], String(MIDNIGHT + 10 * HOUR))]: { n: 40, d: 1 },
      [cellKey('hours', '211000', [], String(MIDNIGHT - 16 * HOUR))]: { n: 51, d: 1 },
    },
  }
  const { panel, reader } = shown(given)
  return { drawn: view(panel, reader), heading: heading(panel, reader), say: reader.say }
}

test('[TRB1] an index has one of five grades in steps of two, and from 6 on a colour', () => {
  expect([0, 1.9, 2, 4, 5.9, 6, 8, 10].map(gradeOf)).toEqual([
    ...['free', 'free', 'nearlyFree', 'slow', 'slow', 'congested', 'jammed', 'jammed'],
  ])
  expect(new Set(GRADES).size).toBe(5)
  expect([null, 5.9, 6, 7.9, 8].map(toneOfIndex)).toEqual([undefined, undefined, 'warn', 'warn', 'bad'])
  const { drawn } = see()
  expect(drawn).toMatchObject({ figure: { text: '4.9' }, word: '轻度拥堵', tone: undefined, tick: 0.6 })
})

test('[TRB1] roads stand the worst first; one that is silent or cannot be right stands last and says so', () => {
  const { drawn } = see()
  expect(drawn.rows.map(({ name, index, tone, doubt }) => [name, index, tone, doubt])).toEqual([
    ['中心路', '8.2', 'bad', ''],
    ['望河路', '6.4', 'warn', ''],
    ['学府街', '2.1', undefined, ''],
    ['东环路', '3.0', 'dim', '09:54 上报'],
    ['工业路', '—', 'dim', '数值异常'],
  ])
})

test('[TRB2] hours of today that are over stand at their ends beside those of yesterday, which wait for their past', () => {
  const { drawn, say } = see()
  expect(drawn.today).toEqual([[MIDNIGHT + 9 * HOUR, 5.5]])
  expect(drawn.yesterday).toEqual([[MIDNIGHT + 9 * HOUR, 5.1]])
  expect(tableOf(drawn, say).rows).toEqual([['09:00', '5.5', '5.1']])
  expect(see(NOW - 8000, { left: 24 * HOUR, of: 48 * HOUR }).drawn.yesterday).toEqual([])
})

test('[TRB3] accidents, those not cleared and lights out of order are said, and where accidents happen again', () => {
  const { drawn, heading } = see()
  expect(phraseText(heading.finding ?? [])).toBe('今日事故 4 未撤除 1 信号异常 0')
  expect(heading.finding?.map(({ tone }) => tone)).toEqual([undefined, 'warn', undefined])
  expect(drawn.spots.map(({ place, figure }) => [place, figure.text])).toEqual([
    ['环岛', '9'],
    ['桥头', '4'],
  ])
})

test('[TRB3] of a source that has failed the last numbers stay, without colour of state', () => {
  const { drawn, heading } = see(NOW - 4 * QUARTERS)
  expect(drawn.rows[0]).toMatchObject({ index: '8.2', tone: 'dim' })
  expect(drawn.tone).toBe('dim')
  expect(heading.finding?.every(({ tone, glyph }) => tone === 'dim' && glyph === undefined)).toBe(true)
})
