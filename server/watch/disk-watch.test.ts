import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAlarms } from '../alarms/alarms.ts'
import { cityFolders } from '../engine/ticket-engine.fixture.ts'
import { watchDisk } from './disk-watch.ts'

const { fresh } = cityFolders('disk')
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

const MB = 2 ** 20

test('[WTC7] (F-05) a disk that becomes full is told of in time, and what was kept back is given up when nothing is left', () => {
  const dataDir = fresh()
  const alarms = createAlarms({ log: () => undefined, now: () => 0 })
  let free = 100_000 * MB
  const kept = () => statSync(join(dataDir, 'ballast'), { throwIfNoEntry: false })?.size ?? 0
  const stop = watchDisk({ dataDir, alarms, room: () => free, ballastBytes: 5 * MB })
  const look = () => (vi.advanceTimersByTime(5_000), alarms.raised.get('disk-low')?.message ?? null)
  for (let n = 0; n < 5; n++) expect(look()).toBeNull()
  expect(kept()).toBe(5 * MB)
  free = 1_500 * MB
  expect(look()).toMatch(/^1500 MB are left on the disk of ".*": make room/)
  expect(kept()).toBe(5 * MB)
  free = 3 * MB
  look()
  expect(kept()).toBe(0)
  free = 100_000 * MB
  expect(look()).toBeNull()
  for (let n = 0; n < 5; n++) look()
  expect(kept()).toBe(5 * MB)
  stop()
  expect(vi.getTimerCount()).toBe(0)
})
