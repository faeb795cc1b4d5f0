import { expect, test } from 'vitest'
import { MINUTE } from '../../../shared/calendar/civil.ts'
import type { Value } from '../../../shared/model/value.ts'
import { phraseText } from '../../figures/phrase.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const COLUMNS = ['name', 'beds', 'occupied', 'share', 'full', 'waiting', 'longestMs', 'current', 'event']
const metrics = [
  metricOf({
    id: 'list',
    kind: 'hospital',
    aggregate: { type: 'list', sort: [['beds', 'desc']], limit: 30, columns: COLUMNS },
  }),
  metricOf({ id: 'occupied', kind: 'hospital', unit: { zh: '张', en: '' } }),
  metricOf({ id: 'beds', kind: 'hospital', unit: { zh: '张', en: '' } }),
  metricOf({ id: 'waiting', kind: 'hospital', unit: { zh: '人', en: '' } }),
]
const hospital = (id: string, over: { readonly [column: string]: Value }): Value[] => {
  const columns: { readonly [column: string]: Value } = {
    ...{ name: id, beds: 1000, occupied: 900, share: 900, full: false },
    ...{ waiting: 12, longestMs: 27 * MINUTE, current: true, event: NOW - 4 * MINUTE },
    ...over,
  }
  return [id, ...COLUMNS.map(column => columns[column] ?? null)]
}

function see(rows: readonly Value[][], okAt = NOW - MINUTE, most = 7) {
  const { panel, reader } = shown({
    metrics,
    roles: { list: 'list', occupied: 'occupied', beds: 'beds', waiting: 'waiting' },
    options: { most },
    feeds: [
      [feedOf({ id: 'hospital', kind: 'hospital', rhythm: { type: 'every', seconds: 300 } }), reportAt(okAt)],
    ],
    cells: {
      'list|211000||': { total: rows.length, rows: rows as Value },
      'occupied|211000||': 4_930,
      'beds|211000||': 10_260,
      'waiting|211000||': 172,
    },
  })
  return { ...view(panel, reader), heading: heading(panel, reader) }
}

test('[HBD1] the fullest hospital stands first; a full one has a sign, and one with beds in corridors lies beyond the tick', () => {
  const drawn = see([
    hospital('half', { share: 500, occupied: 500 }),
    hospital('full', { share: 1080, occupied: 1080, full: true }),
    hospital('unknown', { share: null, occupied: null }),
  ])
  expect(drawn.rows.map(({ id, isFull, tone }) => [id, isFull, tone])).toEqual([
    ['full', true, 'bad'],
    ['half', false, undefined],
    ['unknown', false, undefined],
  ])
  expect(drawn.rows[0]!.share).toBeGreaterThan(drawn.tick)
  expect(drawn.rows[1]!.share).toBeLessThan(drawn.tick)
  expect(drawn.rows[2]).toMatchObject({ share: null, occupied: '—' })
})

test('[HBD1] beside its beds it says how many wait in emergency, and the longest wait in minutes', () => {
  expect(see([hospital('a', {})]).rows[0]).toMatchObject({
    ...{ occupied: '900', beds: '1,000', waiting: '12', longest: '27' },
    label: 'a: 在用 900 / 1,000 张,候诊 12 人,最长 27 分',
  })
  expect(see([hospital('a', { waiting: null, longestMs: null })]).rows[0]).toMatchObject({
    ...{ waiting: '—', longest: '—' },
  })
})

test('[HBD2] one that was silent for an hour stands last, says when it was heard, and alarms nobody', () => {
  const { rows } = see([
    hospital('silent', { share: 1100, full: true, current: false, event: NOW - 80 * MINUTE }),
    hospital('half', { share: 500 }),
  ])
  expect(rows.map(({ id }) => id)).toEqual(['half', 'silent'])
  expect(rows[1]).toMatchObject({ isFull: false, tone: 'dim', silent: '09:04 上报' })
})

test('[HBD2] of a source that is late none is in colour; the heading adds up all, and says how many are shown', () => {
  const full = hospital('full', { share: 1080, full: true })
  expect(see([full], NOW - 9 * MINUTE).rows[0]).toMatchObject({ isFull: false, tone: 'soft' })
  const { heading: said } = see([full, full, full], NOW, 2)
  expect(said.subtitle).toBe('前 2 / 共 3')
  expect(phraseText(said.finding ?? [])).toBe('在用 4,930 / 10,260张 候诊 172人')
  expect(said.finding?.map(({ cell }) => cell)).toEqual(['occupied|211000||', 'waiting|211000||'])
})
