import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { INTERNAL } from '../../shared/audience/veil.ts'
import { areas, START, ticketFact } from '../../shared/city/ticket.fixture.ts'
import { ownDraft } from '../engine/engine.ts'
import { fill, free, hold } from '../engine/full-disk.fixture.ts'
import { ticketEngine } from '../engine/ticket-engine.fixture.ts'
import { openDatabase } from '../journal/database.ts'
import { Hub } from '../live/hub.ts'
import type { LiveSockets } from '../live/sockets.ts'
import { startPace } from './pace.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liaowang-pace-'))
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true })
})

function started(onFailure: (what: string, error: unknown) => void) {
  const db = openDatabase(join(folder, 'city.db'))
  const engine = ticketEngine(db)
  const { epoch, city } = engine
  const shown = { epoch, head: city.seq, cells: city.cells, scene: () => null }
  const hub = new Hub({ areas, veilOf: () => INTERNAL }, shown)
  const sockets = { send: () => undefined } as unknown as LiveSockets
  const stop = startPace({ engine, hub, sockets, now: () => START, speed: 1, onFailure })
  const push = (from: number, count: number) => {
    const facts = Array.from({ length: count }, (_, n) => ticketFact({ id: `x/${from + n}` }))
    return engine.submit({ ...ownDraft(START, facts), feed: 'tickets' })
  }
  return { db, engine, stop, push }
}

test('[PCE1] a flood is written as it comes and does not wait for the second to be over', async () => {
  // The second never passes.
  vi.useFakeTimers({ toFake: ['setInterval'] })
  const { engine, stop, push } = started((_, error) => {
    throw error
  })
  const { city } = engine
  await push(0, 2_999)
  await turn()
  expect(city.changed.size).toBe(2_999)
  const { seq } = await push(5_000, 1)
  await turn()
  expect([city.changed.size, engine.store.standing()?.applied]).toEqual([0, seq])
  stop()
  await engine.stop()
})

test('[PCE2] a tick and a checkpoint that find no room are tried again until they do, and nothing ends', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] })
  const failures: unknown[] = []
  const { db, engine, stop, push } = started((...failure) => failures.push(failure))
  await vi.advanceTimersByTimeAsync(100)
  const pushed = push(0, 400)
  await vi.advanceTimersByTimeAsync(100)
  const { seq } = await pushed
  fill(db)
  await vi.advanceTimersByTimeAsync(20_000)
  expect([engine.lacking.has('the checkpoint'), engine.store.standing()]).toEqual([true, null])
  const release = hold(db, join(folder, 'city.db'))
  await vi.advanceTimersByTimeAsync(60_000)
  expect([engine.lacking.has('what came in'), engine.city.seq]).toEqual([true, seq])
  release()
  free(db)
  await vi.advanceTimersByTimeAsync(7_000)
  expect([engine.lacking.size, engine.city.seq, engine.store.standing()?.applied]).toEqual([0, seq + 1, seq + 1]) // oxfmt-ignore
  expect(failures).toEqual([])
  stop()
  const stopped = engine.stop()
  await vi.advanceTimersByTimeAsync(100)
  await stopped
})

test('[PCE2] a flood that finds no room for its checkpoint does not try at each report', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  const { db, engine, stop, push } = started((_, error) => {
    throw error
  })
  await push(0, 3_000)
  fill(db)
  let tries = 0
  const { checkpoint } = engine
  engine.checkpoint = wanted => (tries++, checkpoint.call(engine, wanted))
  await turn()
  fill(db, 300)
  for (let n = 0; n < 9; n++) await push(10_000 + n, 1).then(() => turn())
  expect(tries).toBe(1)
  free(db)
  stop()
  await engine.stop()
})

test('[PCE2] a tick or a checkpoint that fails otherwise is told: the process must not go on', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] })
  const failures: string[] = []
  const { db, stop } = started(what => failures.push(what))
  db.close()
  await vi.advanceTimersByTimeAsync(1_100)
  expect([...new Set(failures)].sort()).toEqual(['checkpoint', 'tick'])
  stop()
})
