import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAlarms } from '../alarms/alarms.ts'
import { AuditError, type AuditEntry } from '../audit/audit.ts'
import { createElsewhere } from './elsewhere.ts'
import type { Screen } from './screen-store.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] }))
afterEach(() => void vi.useRealTimers())

const HOUR = 3_600_000
const screen = (id: string): Screen => ({
  ...{ id, name: `演示大屏 ${id}`, audience: 'public', place: '211000', networks: ['10.1.0.0/16'] },
  ...{ key: { kty: 'EC', crv: 'P-256', x: '', y: '' }, pairedAt: 0, pairedBy: 'ops-1', revokedAt: null },
})

function watching() {
  const entries: AuditEntry[] = []
  const logs: string[] = []
  const state = { fails: false }
  const alarms = createAlarms({ log: () => undefined, now: Date.now })
  const elsewhere = createElsewhere({
    ...{ alarms, elapsed: Date.now, log: (_level, _about, message) => void logs.push(message) },
    audit: {
      write(entry) {
        if (state.fails) throw new AuditError('no room')
        entries.push(entry)
      },
    },
  })
  const stop = elsewhere.start()
  return {
    elsewhere,
    alarms,
    entries,
    logs,
    state,
    stop,
    told: () => alarms.raised.get('screens-elsewhere')?.message,
  }
}

test('[SCD15] (T-WALL-01) a copied key or token raises an alarm and is a record, until the screen is revoked', () => {
  const { elsewhere, entries, logs, told, stop } = watching()
  elsewhere.met(screen('a'), '10.2.0.1')
  expect(told()).toContain('演示大屏 a from 10.2.0.1')
  for (let n = 0; n < 100; n++) elsewhere.met(screen('a'), '10.2.0.1')
  expect(entries).toEqual([
    {
      ...{ actor: { type: 'screen', id: 'a', name: '演示大屏 a' }, address: '10.2.0.1', object: 'screen/a' },
      ...{ action: 'screens.elsewhere', outcome: 'refused', details: { networks: ['10.1.0.0/16'] } },
    },
  ])
  expect(logs).toHaveLength(1)
  elsewhere.met(screen('b'), '10.3.0.1')
  expect([entries.length, told()]).toEqual([2, expect.stringContaining('演示大屏 b from 10.3.0.1')])
  elsewhere.forget('a')
  expect(told()).not.toContain('演示大屏 a')
  elsewhere.forget('b')
  expect(told()).toBeUndefined()
  stop()
})

test('[SCD15] (T-WALL-01) it ends by itself a day after the last time', () => {
  const { elsewhere, entries, told, stop } = watching()
  elsewhere.met(screen('a'), '10.2.0.1')
  vi.advanceTimersByTime(23 * HOUR)
  elsewhere.met(screen('a'), '10.2.0.1')
  vi.advanceTimersByTime(23 * HOUR)
  expect([entries.length, told()]).toEqual([2, expect.any(String)])
  vi.advanceTimersByTime(HOUR)
  expect(told()).toBeUndefined()
  stop()
  expect(vi.getTimerCount()).toBe(0)
})

test('[SCD15] (T-WALL-01) the alarm is raised though the audit cannot be written', () => {
  const { elsewhere, state, told, stop } = watching()
  state.fails = true
  elsewhere.met(screen('a'), '10.2.0.1')
  expect(told()).toContain('10.2.0.1')
  stop()
})
