import { expect, test } from 'vitest'
import { freshness } from '../../shared/freshness/freshness.ts'
import { TOLD_METRIC } from '../../shared/alerts/told.ts'
import { cellKey } from '../../shared/model/cell.ts'
import type { ShownFeed } from '../../shared/model/documents.ts'
import type { StepName, Supervision } from '../../shared/sync/supervision.ts'
import { toldCount } from '../alerts/banner.ts'
import { phoneWords } from '../language/phone.ts'
import { sayIn } from '../language/say-in.fixture.ts'
import { backFrom } from '../people/asking.ts'
import type { FeedState } from '../widgets/feed-state.ts'
import { cellsFrom, feedOf, NOW, reportAt } from '../widgets/widget.fixture.ts'
import { deskOf } from './desk.ts'
import { lateFeeds } from './late.ts'
import { phonePageIn } from './phone-page.ts'

const MINUTE = 60_000

function feed(id: string, age: number | null, more: Partial<ShownFeed> = {}): FeedState {
  const document = {
    ...feedOf({ id, title: { zh: id, en: `${id} en` }, rhythm: { type: 'every', seconds: 60 } }),
    ...more,
  } as ShownFeed
  const report = age === null ? null : reportAt(NOW - age)
  const { rhythm } = document
  return { id, document, rhythm, report, freshness: freshness(report, rhythm, NOW) }
}

test('[PHN2] sources that failed stand first, then whichever is longest overdue; what reports in time, waits or is filled in by hand does not', () => {
  const feeds = [
    feed('late', 2 * MINUTE),
    feed('live', 10_000),
    feed('failed', 10 * MINUTE),
    feed('never', null),
    feed('longer', 9 * MINUTE + 30_000),
    feed('by-hand', 60 * MINUTE, { manual: true }),
  ]
  const told = (language: 'zh' | 'en') =>
    lateFeeds(feeds, { words: phoneWords(language), say: sayIn(language), language })
  expect(told('zh').map(({ id, glyph }) => [id, glyph])).toEqual([
    ['failed', expect.any(String)],
    ['longer', expect.any(String)],
    ['late', 'stale'],
  ])
  expect(told('zh').map(({ text }) => text.slice(0, 2))).toEqual(['已断', '已断', '迟 '])
  expect(told('en').map(({ title }) => title)).toEqual(['failed en', 'longer en', 'late en'])
})

const supervision = (id: string, awaits: string, can: readonly StepName[], open = true): Supervision => ({
  id,
  row: { awaits, open },
  can,
})

test('[PHN3] what waits for a step that I may do is mine; what waits for others is under way, and what is over is neither', () => {
  const all = [
    supervision('sign', 'acknowledgement', ['acknowledge']),
    supervision('theirs', 'plan', ['close']),
    supervision('closing', 'closing', ['close']),
    supervision('seen', 'execution', []),
    supervision('over', 'nothing', [], false),
  ]
  const { mine, pressed } = deskOf(all)
  expect([mine.map(({ id }) => id), pressed.map(({ id }) => id)]).toEqual([
    ['sign', 'closing'],
    ['theirs', 'seen'],
  ])
})

test('[PHN1] the tab of alerts has how many are told of, for this audience', () => {
  const cells = cellsFrom({ [cellKey(TOLD_METRIC.internal, '211000', [])]: { total: 3, rows: [] } })
  expect([toldCount(cells, 'internal', '211000'), toldCount(cells, 'public', '211000')]).toEqual([3, 0])
})

test('[PHN4] the entrance leads back to the tab it was asked from, and an address names no other page', () => {
  expect(backFrom('?back=%2Fdesk%2Foverview%2F211000%3Ftab%3Dmine')).toBe('/desk/overview/211000?tab=mine')
  expect(['alerts', 'mine', 'x', undefined, ['mine']].map(phonePageIn)).toEqual([
    'alerts',
    'mine',
    null,
    null,
    null,
  ])
})

test('[PHN4] every sentence is there in both languages', () => {
  expect(Object.keys(phoneWords('en')).sort()).toEqual(Object.keys(phoneWords('zh')).sort())
})
