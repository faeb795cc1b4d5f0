import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../../shared/calendar/civil.ts'
import { documentKey } from '../../../shared/model/cell.ts'
import type { Value } from '../../../shared/model/value.ts'
import { EVENT_CODES, LEVEL_CODES } from '../../../shared/kinds/warning/warning-codes.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const COLUMNS = [
  ...['level', 'eventType', 'eventName', 'area', 'areaName', 'department', 'state', 'updates'],
  ...['sentAt', 'effectiveAt', 'expiresAt', 'endedAt'],
]
const listOf = (id: string) =>
  metricOf({
    id,
    kind: 'warning',
    aggregate: { type: 'list', sort: [['sentAt', 'desc']], limit: 50, columns: COLUMNS },
  })
const metrics = [
  listOf('active'),
  listOf('ended'),
  metricOf({ id: 'levels', kind: 'warning', by: ['level'], unit: { zh: '条', en: '' } }),
]
const kind = { title: { zh: '预警', en: 'warning' }, codes: { level: LEVEL_CODES, eventType: EVENT_CODES } }

/** A warning as its list has it. */
const told = (id: string, over: { readonly [column: string]: Value }): Value[] => {
  const columns: { readonly [column: string]: Value } = {
    ...{ level: 'yellow', eventType: 'gale', eventName: '大风', area: '211000', areaName: '辽阳市' },
    ...{ department: '市气象台', state: 'actual', updates: 0 },
    ...{ sentAt: NOW - HOUR, effectiveAt: NOW - HOUR, expiresAt: NOW + 11 * HOUR, endedAt: null },
    ...over,
  }
  return [id, ...COLUMNS.map(column => columns[column] ?? null)]
}

function see(
  active: readonly Value[][],
  ended: readonly Value[][] = [],
  over: Partial<Parameters<typeof shown>[0]> = {},
) {
  const { panel, reader } = shown({
    metrics,
    roles: { active: 'active', ended: 'ended', levels: 'levels' },
    feeds: [[feedOf({ id: 'alert', kind: 'warning' }), reportAt(NOW - 8000)]],
    cells: {
      'active|211000||': { total: active.length, rows: active as Value },
      'ended|211000||': { total: ended.length, rows: ended as Value },
      'levels|211000|yellow|': 1,
      [documentKey('kind', 'warning')]: kind as unknown as Value,
    },
    ...over,
  })
  return { ...view(panel, reader), heading: heading(panel, reader) }
}

test('[WRN1] every level is counted, the gravest first, with zeros; a level is a word and so many strokes', () => {
  expect(
    see([told('a', {})]).counts.map(({ word, strokes, figure, isSome }) => [
      word,
      strokes,
      figure.text,
      isSome,
    ]),
  ).toEqual([
    ['红色', 4, '0', false],
    ['橙色', 3, '0', false],
    ['黄色', 2, '1', true],
    ['蓝色', 1, '0', false],
  ])
})

test('[WRN2] the gravest stands first, then that which ends first, then what ended today', () => {
  const drawn = see(
    [
      told('later', { expiresAt: NOW + 20 * HOUR }),
      told('sooner', { expiresAt: NOW + 2 * HOUR }),
      told('unknown', { level: 'purple' }),
      told('red', { level: 'red' }),
    ],
    [told('over', { state: 'cancelled', endedAt: NOW - 90 * MINUTE })],
  )
  expect(drawn.rows.map(({ id }) => id)).toEqual(['red', 'sooner', 'later', 'unknown', 'over'])
  expect(drawn.rows[3]).toMatchObject({ level: null, strokes: 0, word: '级别不明' })
})

test('[WRN3] it says of what kind it is, where, who issued it and when, and how long it still holds', () => {
  const [row] = see([told('a', { area: '211081', areaName: '灯塔市', updates: 2 })]).rows
  expect(row).toMatchObject({
    hazard: '大风',
    area: '灯塔市',
    left: '剩 11 时',
    about: '市气象台 09:24 第 2 次更新',
    isOver: false,
    label: '黄色大风预警,灯塔市,剩 11 时',
  })
  const [several] = see([
    told('a', { areaName: '灯塔市 文圣区', eventType: 'other', eventName: '冰凌' }),
  ]).rows
  expect(several).toMatchObject({ area: '灯塔市 文圣区', hazard: '冰凌' })
  expect(see([told('a', {})]).rows[0]).toMatchObject({ area: '全市' })
})

test('[WRN3] what was cancelled or ran out says when, and stands outlined', () => {
  const ended = [
    told('a', { state: 'cancelled', endedAt: NOW - 90 * MINUTE }),
    told('b', { state: 'expired', endedAt: NOW - 30 * MINUTE }),
  ]
  expect(see([], ended).rows.map(({ left, isOver }) => [left, isOver])).toEqual([
    ['08:54 解除', true],
    ['09:54 到期', true],
  ])
})

test('[WRN4] its bar goes from where it begins to where it ends, on an axis of which a quarter is past', () => {
  const [row, long] = see([
    told('a', {}),
    told('b', { effectiveAt: NOW - 99 * HOUR, expiresAt: NOW + 99 * HOUR }),
  ]).rows
  expect([row?.from, row?.to]).toEqual([11 / 48, 23 / 48])
  expect([long?.from, long?.to]).toEqual([0, 1])
  const [ended] = see([], [told('c', { state: 'cancelled', endedAt: NOW })]).rows
  expect(ended?.to).toBe(0.25)
})

test('[WRN4] the axis names noons, and midnights by their day; a long one midnights alone', () => {
  expect(see([told('a', {})]).ticks.map(({ text }) => text)).toEqual(['12:00', '11-23', '12:00'])
  const long = see([told('a', {})], [], { options: { hours: 96 } })
  expect(long.ticks.map(({ text }) => text)).toEqual(['00:00', '11-23', '11-24', '11-25'])
  expect(long.ticks.map(({ share }) => share)).toEqual(long.ticks.map(({ share }) => share).toSorted())
})

test('[WRN5] known to be none is said; unknown is not', () => {
  expect(see([]).isCalm).toBe(true)
  const silent = see([], [], { cells: {}, feeds: [[feedOf({ id: 'alert', kind: 'warning' }), null]] })
  expect(silent.isCalm).toBe(false)
  expect(silent.counts.map(({ figure }) => figure.text)).toEqual(['—', '—', '—', '—'])
})

test('[WRN5] of a source that is late nothing is coloured; how many do not fit is said', () => {
  const late = see([told('a', {})], [], {
    feeds: [[feedOf({ id: 'alert', kind: 'warning' }), reportAt(NOW - 50_000)]],
  })
  expect([late.tone, see([told('a', {})]).tone]).toEqual(['soft', undefined])
  const many = Array.from({ length: 9 }, (_, i) => told(`w${i}`, {}))
  expect(see(many)).toMatchObject({ heading: { subtitle: '前 6 / 共 9' } })
  expect(see(many).rows).toHaveLength(6)
})
