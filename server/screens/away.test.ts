import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAlarms } from '../alarms/alarms.ts'
import { watchAway } from './away.ts'
import type { Screen } from './screen-store.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] }))
afterEach(() => void vi.useRealTimers())

const screen = (id: string, over: Partial<Screen> = {}): Screen => ({
  ...{ id, name: `演示大屏 ${id}`, audience: 'public', place: '211000', networks: [] },
  ...{ key: { kty: 'EC', crv: 'P-256', x: '', y: '' }, pairedAt: 0, pairedBy: 'ops-1', revokedAt: null },
  ...over,
})

test('[SCD9] (F-44) a paired screen that is away for half a minute sounds an alarm, until it is back or revoked', () => {
  const alarms = createAlarms({ log: () => undefined, now: Date.now })
  let paired = [screen('a'), screen('b'), screen('c', { revokedAt: 1 })]
  const here = new Set(['a', 'b'])
  const stop = watchAway({ screens: () => paired, isHere: id => here.has(id), alarms, elapsed: Date.now })
  const told = (seconds: number) => {
    vi.advanceTimersByTime(seconds * 1000)
    return alarms.raised.get('screens-away')?.message ?? null
  }
  expect(told(60)).toBeNull()
  here.delete('b')
  expect(told(30)).toBeNull()
  expect(told(10)).toBe(
    'of 2 paired screens 1 are away: 演示大屏 b; look at them, or revoke what was taken down',
  )
  here.add('b')
  expect(told(5)).toBeNull()
  // One that was just paired has its half minute, and one that was revoked is nobody's business.
  paired = [...paired, screen('d', { pairedAt: Date.now() })]
  expect([told(30), told(10)]).toEqual([null, expect.stringContaining('演示大屏 d')])
  paired = paired.map(each => (each.id === 'd' ? { ...each, revokedAt: Date.now() } : each))
  expect(told(5)).toBeNull()
  stop()
  expect(vi.getTimerCount()).toBe(0)
})

test('[SCD9] after a start each has half a minute to come back', () => {
  const alarms = createAlarms({ log: () => undefined, now: Date.now })
  const stop = watchAway({ screens: () => [screen('a')], isHere: () => false, alarms, elapsed: Date.now })
  vi.advanceTimersByTime(30_000)
  expect(alarms.raised.size).toBe(0)
  vi.advanceTimersByTime(5_000)
  expect(alarms.raised.has('screens-away')).toBe(true)
  stop()
})
