import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE, dayOfDate, startOfDay } from '../calendar/civil.ts'
import type { FeedReport } from '../model/cell.ts'
import type { Rhythm } from '../model/documents.ts'
import { freshness, nextChangeAt } from './freshness.ts'
import { byRhythm, worstOf } from './worst.ts'

const at = (date: string, time = '00:00') => {
  const [hours, minutes] = time.split(':').map(Number) as [number, number]
  return startOfDay(dayOfDate(date)) + hours * HOUR + minutes * MINUTE
}
const report = (over: Partial<FeedReport>): FeedReport => ({
  at: 0,
  okAt: 0,
  failingSince: 0,
  reason: '',
  backlog: null,
  ...over,
})
const good = (okAt: number) => report({ at: okAt, okAt })

const T = at('2026-11-22', '10:24')
const every30s: Rhythm = { type: 'every', seconds: 30 }
const daily: Rhythm = { type: 'by', time: '06:00', graceMinutes: 30, days: 'every' }
const monthly: Rhythm = { type: 'by', time: '08:00', graceMinutes: 2 * 24 * 60, days: 'monthly' }

describe('freshness', () => {
  test.each([{ type: 'every', seconds: 30 } as const, { type: 'heartbeat', seconds: 30 } as const])(
    '[FRS1] $type 30 s: late after 45 s, failed after 90 s',
    rhythm => {
      const after = (seconds: number) => freshness(good(T), rhythm, T + seconds * 1000)
      expect(after(45)).toEqual({ state: 'live', age: 45_000, lateBy: null, since: null })
      expect(after(45.001)).toEqual({ state: 'late', age: 45_001, lateBy: 15_001, since: T })
      expect(after(90).state).toBe('late')
      expect(after(90.001)).toEqual({ state: 'failed', age: 90_001, lateBy: 60_001, since: T })
    },
  )

  test('[FRS2] a daily file due at 06:00 with half an hour of grace', () => {
    const came = good(at('2026-11-21', '05:40'))
    const on = (date: string, time: string) => freshness(came, daily, at(date, time)).state
    expect(on('2026-11-21', '23:59')).toBe('live')
    expect(on('2026-11-22', '06:30')).toBe('live')
    expect(on('2026-11-22', '06:31')).toBe('late')
    expect(on('2026-11-24', '06:30')).toBe('late')
    expect(on('2026-11-24', '06:31')).toBe('failed')
    expect(freshness(came, daily, at('2026-11-22', '07:00')).lateBy).toBe(HOUR)
  })

  test("[FRS2] yesterday's file that came late in the evening does not excuse today's", () => {
    const came = good(at('2026-11-21', '23:50'))
    expect(freshness(came, daily, at('2026-11-22', '06:31')).state).toBe('late')
  })

  test('[FRS2] a monthly file, over the end of a year', () => {
    const came = good(at('2026-12-02'))
    expect(freshness(came, monthly, at('2027-01-03', '08:00')).state).toBe('live')
    expect(freshness(came, monthly, at('2027-01-03', '08:01')).state).toBe('late')
    expect(freshness(came, monthly, at('2027-03-03', '08:00')).state).toBe('late')
    expect(freshness(came, monthly, at('2027-03-03', '08:01')).state).toBe('failed')
  })

  test('[FRS3] without a rhythm the age is given and never judged', () => {
    const years = freshness(good(T), { type: 'none' }, T + 3 * 365 * 24 * HOUR)
    expect(years).toEqual({ state: 'live', age: 3 * 365 * 24 * HOUR, lateBy: null, since: null })
    expect(nextChangeAt(good(T), { type: 'none' }, T)).toBeNull()
  })

  test('[FRS4] no cell, no report, and failures that are still young: waiting, for as long as it takes', () => {
    for (const none of [null, report({}), report({ at: T, failingSince: T })])
      expect(freshness(none, every30s, T + 90_000)).toEqual({
        state: 'waiting',
        age: null,
        lateBy: null,
        since: null,
      })
    expect(freshness(null, every30s, T + 24 * HOUR).state).toBe('waiting')
  })

  test('[FRS4] a feed that never was good is failed once it has been failing for three rhythms', () => {
    const failing = report({ at: T + 89_000, failingSince: T })
    expect(freshness(failing, every30s, T + 90_001)).toEqual({
      state: 'failed',
      age: null,
      lateBy: 60_001,
      since: T,
    })
    expect(freshness(failing, { type: 'none' }, T + HOUR).state).toBe('waiting')
  })

  test('[FRS5] failed reports in between make nothing younger', () => {
    const failing = report({ at: T + 85_000, okAt: T, failingSince: T + 30_000, reason: 'no answer' })
    expect(freshness(failing, every30s, T + 91_000)).toMatchObject({ state: 'failed', age: 91_000 })
  })

  test('[FRS10] a report from the future has age 0', () => {
    expect(freshness(good(T + 5000), every30s, T)).toMatchObject({ state: 'live', age: 0 })
  })
})

describe('several feeds', () => {
  const live = freshness(good(T), every30s, T + 8000)
  const waiting = freshness(null, every30s, T)
  const late = freshness(good(T), every30s, T + 60_000)
  const later = freshness(good(T), every30s, T + 80_000)
  const failed = freshness(good(T), every30s, T + HOUR)

  test('[FRS8] the worst counts', () => {
    expect(worstOf([])).toBeNull()
    expect(worstOf([live, waiting])).toBe(waiting)
    expect(worstOf([late, live, waiting])).toBe(late)
    expect(worstOf([late, failed, live])).toBe(failed)
    expect(worstOf([late, later])).toBe(later)
    expect(worstOf([later, late])).toBe(later)
  })

  test('[FRS9] statistics of a month and positions of this minute are stated apart, the worst of each first', () => {
    const statistics = { id: 'party', rhythm: monthly, freshness: live }
    const positions = { id: 'grid', rhythm: every30s, freshness: live }
    const others = {
      id: 'gps',
      rhythm: { type: 'heartbeat', seconds: 60 } as const,
      freshness: late,
    }
    expect(byRhythm([statistics, positions, others]).map(part => part.map(feed => feed.id))).toEqual([
      ['party'],
      ['gps', 'grid'],
    ])
  })
})
