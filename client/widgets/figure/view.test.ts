import { describe, expect, test } from 'vitest'
import { cellKey } from '../../../shared/model/cell.ts'
import { phraseText } from '../../figures/phrase.ts'
import { feedOf, metricOf, NOW, reportAt, shown, type Shown } from '../widget.fixture.ts'
import { view } from './view.ts'

const CITY = '211000'
const cases = metricOf({ id: 'cases', title: { zh: '今日案件', en: 'Cases' } })
const see = (given: Partial<Shown>) => {
  const { panel, reader } = shown({
    metrics: [cases],
    roles: { value: 'cases' },
    cells: { [cellKey('cases', CITY, [])]: 412 },
    ...given,
  })
  return view(panel, reader)
}

describe('figure', () => {
  test('[WID10] a number with its unit, what it is of, and what is said beside it', () => {
    const kpi = see({
      metrics: [cases, metricOf({ id: 'all' }), metricOf({ id: 'new' })],
      roles: { value: 'cases', all: 'all', new: 'new' },
      cells: {
        [cellKey('cases', CITY, [])]: 187,
        [cellKey('all', CITY, [])]: 200,
        [cellKey('new', CITY, [])]: 1038,
      },
      options: { of: 'all', notes: [{ text: { zh: '本月净增', en: 'new' }, role: 'new', change: true }] },
    })
    expect(kpi).toMatchObject({
      title: '今日案件',
      figure: { text: '187', unit: '件' },
      of: '200',
      cell: 'cases|211000||',
    })
    expect(phraseText(kpi.notes)).toBe('本月净增 +1,038件')
  })

  test('[CTW10] a ratio told as its parts is written out, and unknown parts are dashes', () => {
    const due = metricOf({
      id: 'due',
      aggregate: { type: 'ratio', of: [['onTime', '=', true]] },
      scale: 0.01,
    })
    const told = (cell: { n: number; d: number } | null) =>
      phraseText(
        see({
          metrics: [cases, due],
          roles: { value: 'cases', due: 'due' },
          cells: cell === null ? {} : { [cellKey('due', CITY, [])]: cell },
          options: { notes: [{ text: { zh: '本月应结', en: 'due' }, role: 'due', parts: true }] },
        }).notes,
      )
    expect(told({ n: 14_021, d: 14_206 })).toBe('本月应结 14,021 / 14,206')
    expect(told(null)).toBe('本月应结 — / —')
  })

  test('[WID10] over its limit a number is red, short of its target yellow, within both it has no colour', () => {
    const limited = (value: number, over: object) =>
      see({ metrics: [metricOf({ id: 'cases', ...over })], cells: { [cellKey('cases', CITY, [])]: value } })
        .tone
    expect(limited(9, { limit: 8 })).toBe('bad')
    expect(limited(8, { limit: 8 })).toBeUndefined()
    expect(limited(89, { target: 90, better: 'up' })).toBe('warn')
    expect(limited(90, { target: 90, better: 'up' })).toBeUndefined()
    expect(limited(91, { target: 90, better: 'down' })).toBe('warn')
  })

  test('[WID10] the sign of a counted state is there while there is something to count', () => {
    const counted = (value: number) =>
      see({ cells: { [cellKey('cases', CITY, [])]: value }, options: { glyph: 'bad' } })
    expect(counted(5)).toMatchObject({ glyph: 'bad', tone: 'bad' })
    expect(counted(0)).toMatchObject({ glyph: undefined, tone: undefined })
    expect(see({ cells: {}, feeds: [], options: { glyph: 'bad' } })).toMatchObject({
      glyph: undefined,
      figure: { text: '—' },
    })
  })

  test('[WID11] a number that is not live says so in place of its notes, keeps its value, and loses its colour', () => {
    const feeds = (age: number) => [[feedOf({ id: 'cases' }), reportAt(NOW - age)] as const]
    const options = { glyph: 'bad', notes: [{ text: { zh: '在办', en: 'open' } }] }
    const late = see({ feeds: feeds(60_000), options })
    expect(late).toMatchObject({ figure: { text: '412' }, tone: 'soft' })
    expect(phraseText(late.notes)).toBe('迟 30 秒')
    const failed = see({ feeds: feeds(47 * 60_000), options })
    expect(failed).toMatchObject({ figure: { text: '412' }, tone: 'dim' })
    expect(phraseText(failed.notes)).toBe('已断 46 分 末值 09:37')
  })

  test('[WID44] a number whose past is coming in says how much of it is in, and alarms nobody', () => {
    const report = reportAt(NOW, { backlog: { left: 1, of: 4 } })
    const filling = see({ feeds: [[feedOf({ id: 'cases' }), report]], options: { glyph: 'bad' } })
    expect(filling).toMatchObject({ figure: { text: '412' }, tone: 'soft' })
    expect(phraseText(filling.notes)).toBe('正在补数 75 %')
  })

  test('[WID10] a unit that both have is said once, behind what it came to; another one is not lost', () => {
    const money = { unit: { zh: '万元', en: '×10^4 yuan' } }
    const between = (from: number, to: number) =>
      see({
        metrics: [metricOf({ id: 'cases', ...money }), metricOf({ id: 'wished', ...money })],
        roles: { value: 'cases', wished: 'wished' },
        cells: { [cellKey('cases', CITY, [])]: to, [cellKey('wished', CITY, [])]: from },
        options: { from: 'wished' },
      })
    expect(between(8900, 1545)).toMatchObject({ from: '8900', figure: { text: '1545', unit: '万元' } })
    expect(between(8900, 0.5)).toMatchObject({ from: '8900万', figure: { text: '5,000', unit: '元' } })
  })

  test('[WID10] a spark needs two points, and rises to the top', () => {
    const hourly = metricOf({
      id: 'hourly',
      window: { type: 'series', field: 'event', bucket: 'hour', keep: 24 },
    })
    /** The end of the last hour that is over. */
    const over = NOW - (NOW % 3_600_000)
    const draw = (values: readonly number[]) =>
      see({
        metrics: [cases, hourly],
        roles: { value: 'cases', spark: 'hourly' },
        options: { spark: 'spark' },
        cells: Object.fromEntries(
          values.map((value, i) => [
            cellKey('hourly', CITY, [], String(over - (values.length - i) * 3_600_000)),
            value,
          ]),
        ),
      }).spark
    expect(draw([3])).toBeNull()
    expect(draw([3, 5, 4])?.line).toEqual([
      [0, 1],
      [0.5, 0],
      [1, 0.5],
    ])
    expect(draw([3, 3])?.line.every(([, y]) => y === 1)).toBe(true)
  })
})
