import { expect, test } from 'vitest'
import { MINUTE } from '../../shared/calendar/civil.ts'
import { NO_COUNTS } from '../../shared/model/batch.ts'
import { faultText, FEED_FAULTS } from '../../shared/model/feed-fault.ts'
import type { BoardFeed, FeedBoard } from '../../shared/sync/feedboard.ts'
import { consoleWords } from '../language/console.ts'
import { linePoints, rowsOf, sortedBy, wantedOf, type SortColumn } from './board.ts'
import { rhythmIn, shareText, spanIn } from './text.ts'

const NOW = 1_795_363_200_000
const words = consoleWords('zh')
const report = (okAt: number, reason = '', failingSince = 0) => ({
  at: NOW,
  okAt,
  failingSince,
  reason,
  backlog: null,
})
const feedOf = (id: string, over: Partial<BoardFeed> = {}): BoardFeed => ({
  ...{
    id,
    title: { zh: `源${id}`, en: `feed ${id}` },
    department: { zh: '市水利局', en: 'Water' },
    source: 's',
  },
  ...{ connector: 'http-poll', rhythm: { type: 'every', seconds: 60 }, simulated: true, scenes: ['safety'] },
  ...{
    report: report(NOW),
    counts: NO_COUNTS,
    lag: null,
    drift: 0,
    minutes: [],
    judged: 0,
    bad: 0,
    today: null,
  },
  ...over,
})
const board = (...feeds: BoardFeed[]): FeedBoard => ({
  now: NOW,
  scenes: [
    { id: 'safety', title: { zh: '公共安全', en: 'Safety' } },
    { id: 'city', title: { zh: '城市管理', en: 'City' } },
  ],
  feeds,
})
const rows = (...feeds: BoardFeed[]) => rowsOf(board(...feeds), 'zh', words)
const ids = (all: readonly { readonly feed: BoardFeed }[]) => all.map(({ feed }) => feed.id)

test('[CNS1] the worst feed is on top', () => {
  const all = rows(
    feedOf('live'),
    feedOf('errors', { judged: 10, bad: 3 }),
    feedOf('never', { report: null }),
    feedOf('late', { report: report(NOW - 100_000) }),
    feedOf('failed', { report: report(NOW - 5 * MINUTE) }),
    feedOf('longer', { report: report(NOW - 50 * MINUTE) }),
    feedOf('denied', { report: report(0, 'zone: x', NOW - 9 * MINUTE) }),
  )
  expect(ids(all)).toEqual(['longer', 'denied', 'failed', 'late', 'never', 'errors', 'live'])
  expect(all.map(({ freshness }) => freshness.state)).toEqual([
    ...['failed', 'failed', 'failed', 'late', 'waiting', 'live', 'live'],
  ])
})

test('[CNS2] whose fault it is and what to do, also of a feed that is silent', () => {
  const whyOf = (over: Partial<BoardFeed>) => rows(feedOf('x', over))[0]?.why
  for (const fault of FEED_FAULTS) {
    const reason = faultText({ fault, detail: 'HTTP 503' })
    const [row] = rows(feedOf('x', { report: report(NOW - 9 * MINUTE, reason) }))
    expect(row).toMatchObject({ why: words.fault[fault], detail: 'HTTP 503' })
  }
  const silent = report(NOW - 9 * MINUTE)
  for (const connector of ['webhook', 'mqtt', 'websocket', 'amqp', 'nats'])
    expect(whyOf({ report: silent, connector })).toBe(words.silentPush)
  for (const connector of ['file-drop', 'sftp-drop'])
    expect(whyOf({ report: silent, connector })).toBe(words.silentFile)
  expect(whyOf({ report: silent, connector: 'sql-poll' })).toBe(words.silentPoll)
  expect(whyOf({ report: null })).toBe(words.waits)
  expect(whyOf({})).toBe(words.fine)
})

test('[CNS3] all words of a search are found, in title, department, scene, source and id', () => {
  const all = rows(
    feedOf('a'),
    feedOf('b', { scenes: ['city'], source: 'park' }),
    feedOf('c', { report: null }),
  )
  const want = { text: '', state: '', department: '', scene: '' } as const
  expect(ids(wantedOf(all, want))).toEqual(['c', 'a', 'b'])
  expect(ids(wantedOf(all, { ...want, text: ' 城市  PARK ' }))).toEqual(['b'])
  expect(ids(wantedOf(all, { ...want, text: '源a 水利' }))).toEqual(['a'])
  expect(ids(wantedOf(all, { ...want, text: '源a 城市' }))).toEqual([])
  expect(ids(wantedOf(all, { ...want, state: 'waiting' }))).toEqual(['c'])
  expect(ids(wantedOf(all, { ...want, scene: 'safety', department: '市水利局' }))).toEqual(['c', 'a'])
})

test('[CNS4] a column sorts both ways, and what is not known comes last', () => {
  const all = rows(
    feedOf('a', { lag: 5, minutes: [9, 9, 0, 0, 0, 0, 10], judged: 4, bad: 1 }),
    feedOf('b', { lag: null, minutes: [1, 1, 1, 1, 1] }),
    feedOf('c', { lag: 9, today: { watched: 100, late: 10, failed: 40 } }),
  )
  const by = (column: SortColumn, isDown = false) => ids(sortedBy(all, { column, isDown }))
  expect(by('lag')).toEqual(['a', 'c', 'b'])
  expect(by('lag', true)).toEqual(['c', 'a', 'b'])
  expect(by('rate', true)).toEqual(['a', 'b', 'c'])
  expect(by('title', true)).toEqual(['c', 'b', 'a'])
  expect(by('kept')[0]).toBe('c')
  expect(by('state', true)).toEqual(ids(all).reverse())
  expect(all.find(({ feed }) => feed.id === 'a')).toMatchObject({ rate: 2, errors: 0.25, kept: null })
  expect(all.find(({ feed }) => feed.id === 'c')?.kept).toBe(0.5)
})

test('[CNS4] what is nearly all is not all of it', () => {
  expect([shareText(0.99999), shareText(1), shareText(0), shareText(null)]).toEqual([
    '99.9%',
    '100.0%',
    '0.0%',
    null,
  ])
  expect([59_999, 60_000, 3_600_000, 90_000_000].map(ms => spanIn(ms, words))).toEqual([
    '59 秒',
    '1 分',
    '1 时',
    '1 天',
  ])
  expect(rhythmIn({ type: 'by', time: '01:30', graceMinutes: 60, days: 'every' }, words)).toBe(
    '应每日 01:30 前到',
  )
  expect(rhythmIn({ type: 'heartbeat', seconds: 30 }, words)).toBe('应每 30 秒一次')
})

test('[CNS1] a line of minutes lies within its box, and a quiet hour at its foot', () => {
  expect(linePoints([0, 4, 2])).toBe('0.0,19.0 50.0,1.0 100.0,10.0')
  expect(linePoints([0, 0])).toBe('0.0,19.0 100.0,19.0')
})
