import { expect, test } from 'vitest'
import { looksBack } from '../../shared/freshness/looks-back.ts'
import { caughtUpTo } from './catching-up.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from './widget.fixture.ts'

const backlog = (left: number) => ({ backlog: { left, of: 35 } })

test('[WID40] a number of today is whole before the past is in, and one that looks back is not', () => {
  const of = (type: 'now' | 'day' | 'month' | 'year' | 'rolling') =>
    looksBack(type === 'now' ? { type } : type === 'rolling' ? { type, field: 'event', minutes: 60 } : { type, field: 'event' }) // oxfmt-ignore
  expect([of('now'), of('month'), of('year'), of('day'), of('rolling')]).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
  expect(looksBack({ type: 'change', field: 'event', days: 7 })).toBe(true)
  const series = (bucket: 'minute' | 'quarter' | 'hour' | 'day' | 'month', keep: number) =>
    looksBack({ type: 'series', field: 'event', bucket, keep })
  expect([series('quarter', 96), series('hour', 24), series('minute', 60)]).toEqual([false, false, false])
  expect([series('quarter', 192), series('hour', 744), series('day', 7), series('month', 2)]).toEqual([
    true,
    true,
    true,
    true,
  ])
})

test('[WID41] the one that is furthest behind tells how much of the past is in, whatever it completes', () => {
  const feeds = [
    [feedOf({ id: 'live' }), reportAt(NOW)],
    [feedOf({ id: 'asked' }), reportAt(NOW, backlog(7))],
    [feedOf({ id: 'nightly', completes: 'live' }), reportAt(NOW, backlog(23))],
    [feedOf({ id: 'stranger', kind: 'order' }), reportAt(NOW, backlog(35))],
  ] as const
  const metrics = [
    metricOf({ id: 'open', window: { type: 'now' } }),
    metricOf({ id: 'today', window: { type: 'day', field: 'event' } }),
  ]
  const { reader } = shown({ metrics, feeds, roles: { open: 'open', today: 'today' } })
  expect([reader.catchingUp('open'), reader.catchingUp('today'), reader.catchingUp()]).toEqual([34, null, 34])
  // Nothing counted yet is not zero while more is to come.
  expect([reader.value('open'), reader.value('today')]).toEqual([null, 0])
  expect(reader.feeds().map(feed => feed.id)).toEqual(['live', 'asked'])
})

test('[WID41] nothing missing is nothing to say, and all but the last piece is not all', () => {
  const { reader } = shown({ metrics: [metricOf({ id: 'open' })], roles: { open: 'open' } })
  expect(reader.catchingUp()).toBeNull()
  expect(caughtUpTo([])).toBeNull()
  const states = (left: number) => {
    const feeds = [[feedOf({ id: 'a' }), reportAt(NOW, { backlog: { left, of: 1000 } })]] as const
    return shown({
      metrics: [metricOf({ id: 'open', window: { type: 'now' } })],
      feeds,
      roles: { open: 'open' },
    })
  }
  expect([states(1).reader.catchingUp(), states(1000).reader.catchingUp()]).toEqual([99, 0])
})
