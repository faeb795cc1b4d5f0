import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { START, ticket, ticketFact, ticketMetrics } from '../../shared/city/ticket.fixture.ts'
import { heatStation } from '../../shared/kinds/device/devices.ts'
import { smallMetric } from '../../shared/metrics/small-kind.fixture.ts'
import type { MetricDocument } from '../../shared/model/documents.ts'
import type { Fact, Reading } from '../../shared/model/fact.ts'
import { recountAtOnce } from '../city/recounting.ts'
import { balanced } from '../intake/intake.ts'
import { cityFolders, ticketEngine } from './ticket-engine.fixture.ts'
import { createRoom, isPassing } from '../journal/room.ts'
import type { Engine } from './engine.ts'
import { ownDraft } from './engine.ts'
import { fill, free, hold } from './full-disk.fixture.ts'

const files = cityFolders('full')

const heat = smallMetric({
  ...{ id: 'heat', kind: 'heat-station', over: 'minutes', areas: ['city', 'district'], by: ['device'] },
  aggregate: { type: 'sum', field: 'supplyTSum' },
  window: { type: 'day', field: 'event' },
})
const METRICS: readonly MetricDocument[] = [...ticketMetrics, heat]
const NOW = START + 3_600_001

interface Opening {
  readonly metrics?: readonly MetricDocument[]
  /** Before the engine has the file. */
  readonly first?: (db: DatabaseSync) => void
}

function open(folder: string, { metrics = METRICS, first = () => undefined }: Opening = {}) {
  const db = files.open(folder)
  first(db)
  const said: string[] = []
  let clock = 0
  const engine = ticketEngine(db, {
    documents: { kinds: [ticket, heatStation], metrics },
    now: () => NOW,
    room: createRoom({ clock: () => clock, say: (level, message) => said.push(`${level} ${message}`) }),
  })
  return { db, engine, said, pass: (ms: number) => (clock += ms) }
}

const draft = (facts: readonly Fact[], n = facts.length) => ({
  ...ownDraft(NOW, facts),
  feed: 'all',
  counts: { received: n, accepted: n, duplicate: 0, quarantined: 0, refused: 0 },
})
const tickets = (from: number, n: number) =>
  draft(Array.from({ length: n }, (_, i) => ticketFact({ id: `x/${from + i}`, fields: { topic: 'a'.repeat(200), dueAt: START + 9e9 + i, amount: i } }))) // oxfmt-ignore
function readings(from: number, n: number) {
  const list = Array.from({ length: n }, (_, i): Reading => ({
    ...{ device: `iot/HS-${from + i}`, at: START + i, area: '211002016', values: { supplyT: 500 + i } },
  }))
  return draft([{ type: 'readings', kind: 'heat-station', readings: list }], n)
}

function picture(engine: Engine) {
  engine.flush()
  return new Map([...engine.city.cells].map(([key, { json }]) => [key, json]))
}

const TABLES = 'things tallies entries cells feeds documents subjects device_minutes area_minutes device_hours area_hours' // oxfmt-ignore

/** The whole checkpoint, as it stands in the file. */
const kept = (db: DatabaseSync) =>
  TABLES.split(' ').map(table => [table, db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()])

function lack(work: () => unknown): boolean {
  try {
    work()
    return false
  } catch (error) {
    if (!isPassing(error)) throw error
    return true
  }
}

test('[ENG16] a checkpoint that finds no room loses nothing: the next that does has all of it', async () => {
  const folder = files.fresh()
  const [full, plain] = [open(folder), open(files.fresh())]
  for (const { engine } of [full, plain]) {
    await engine.submit(tickets(0, 20))
    await engine.submit(readings(0, 20))
    engine.checkpoint(() => true)
    await engine.submit(tickets(10, 300))
    await engine.submit(readings(10, 300))
  }
  // A page more at each turn: it breaks off at each of its parts.
  let lacks = 0
  for (fill(full.db); lack(() => full.engine.checkpoint(() => true)); fill(full.db, lacks)) lacks++
  expect(lacks).toBeGreaterThan(20)
  plain.engine.checkpoint(() => true)
  expect(kept(full.db)).toEqual(kept(plain.db))
  expect(picture(full.engine)).toEqual(picture(plain.engine))
  expect(full.engine.store.standing()).toMatchObject({ applied: 4, rolled: 4 })
  expect(picture(open(folder).engine)).toEqual(picture(plain.engine))
})

test('[ENG16] what could not be written is folded, shown and counted nowhere; with room all goes on, and a kill takes nothing', async () => {
  const folder = files.fresh()
  const { db, engine, said, pass } = open(folder)
  await engine.submit(tickets(0, 300))
  await engine.submit(readings(0, 50))
  const before = picture(engine)
  fill(db)
  const refused = await Promise.allSettled([
    engine.submit(tickets(1_000, 400)),
    engine.submit(tickets(2_000, 400)),
  ])
  expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect([1, 2, 3].every(() => lack(() => engine.checkpoint()))).toBe(true)
  expect([...engine.lacking].sort()).toEqual(['the checkpoint', 'what came in'])
  expect(picture(engine)).toEqual(before)
  expect(said).toHaveLength(1)
  pass(59_999)
  expect(lack(() => engine.checkpoint())).toBe(true)
  expect(said).toHaveLength(1)
  pass(1)
  expect(lack(() => engine.checkpoint())).toBe(true)
  expect(said.map(line => line.split(' ')[0])).toEqual(['error', 'error'])

  free(db)
  // The same again is no repeat: it was never taken.
  expect((await engine.submit(tickets(1_000, 400))).counts).toMatchObject({ accepted: 400, duplicate: 0 })
  engine.checkpoint()
  expect([engine.lacking.size, said.at(-1)]).toEqual([0, 'info there is room again'])
  expect(engine.store.standing()?.applied).toBe(engine.city.seq)
  const account = engine.city.feeds.get('all')!
  expect([account.received, account.accepted, balanced(account)]).toEqual([750, 750, true])
  const shown = picture(engine)
  const again = open(folder)
  expect(picture(again.engine)).toEqual(shown)
  expect(again.engine.city.feeds.get('all')).toEqual(account)
})

test('[ENG16] a stop with no room ends well, and what it could not write is made good from the journal', async () => {
  const folder = files.fresh()
  const { db, engine } = open(folder)
  await engine.submit(tickets(0, 300))
  await engine.submit(readings(0, 50))
  const shown = picture(engine)
  fill(db)
  await engine.stop()
  const again = open(folder)
  expect(again.engine.store.standing()).toBeNull()
  expect(picture(again.engine)).toEqual(shown)
})

test('[ENG17] a start that can write nothing goes on from the checkpoint, and rollups it makes good wait with the others', async () => {
  const folder = files.fresh()
  const first = open(folder)
  first.engine.city.rollups.leastStep = 1
  await first.engine.submit(readings(0, 50))
  first.engine.checkpoint()
  expect(first.engine.city.rollups.unsaved.size).toBeGreaterThan(40)
  const shown = picture(first.engine)
  let release = () => undefined as void
  const second = open(folder, { first: db => (release = hold(db, join(folder, 'city.db'))) })
  expect(picture(second.engine)).toEqual(shown)
  expect(second.engine.city.rollups.unsaved.size).toBeGreaterThan(40)
  expect(lack(() => second.engine.checkpoint())).toBe(true)
  release()
  second.engine.checkpoint(() => true)
  expect(second.engine.store.standing()).toMatchObject({ applied: 1, rolled: 1 })
  const third = open(folder)
  expect(picture(third.engine)).toEqual(shown)
  expect((await third.engine.submit(readings(0, 50))).counts.duplicate).toBe(50)
})

test('[ENG17] counting anew waits for room at its beginning, at each of its steps and at its end', async () => {
  const [folder, path] = [files.fresh(), () => join(folder, 'city.db')]
  const first = open(folder, { metrics: METRICS.slice(1) })
  await first.engine.submit(tickets(0, 300))
  await first.engine.submit(readings(0, 80))
  const before = picture(first.engine)
  await first.engine.stop()
  let release = () => undefined as void
  const { db, engine } = open(folder, { first: db => (release = hold(db, path())) })
  recountAtOnce(engine, () => 0)
  const last = new Map([...engine.lastPicture!.cells].map(([key, { json }]) => [key, json]))
  expect(last).toEqual(new Map([...before].filter(([, json]) => json !== null)))
  let steps = 0
  for (let isDone = false; !isDone; steps++) {
    // A step that has nothing to write goes on.
    while (!lack(() => engine.recountStep()));
    // What comes in beside it, too; and time between two tries at the end.
    expect(lack(() => engine.checkpoint())).toBe(true)
    release()
    if (steps > 2) await engine.submit(tickets(900 + steps, 1))
    engine.checkpoint()
    isDone = engine.recountStep()
    release = hold(db, path())
  }
  release()
  // Its beginning, the sweeps over things and minutes, and its end.
  expect(steps).toBeGreaterThanOrEqual(4)
  engine.checkpoint(() => true)
  const shown = picture(engine)
  expect(new Map([...engine.store.cells()].map(({ key, json }) => [key, json]))).toEqual(shown)
  const plain = open(files.fresh())
  for (const { facts } of engine.journal.read(0, 99)) await plain.engine.submit(draft(facts))
  const numbers = (all: typeof shown) => [...all].filter(([key]) => !key.startsWith('feed:')).sort()
  expect(numbers(shown)).toEqual(numbers(picture(plain.engine)))
  const again = open(folder)
  expect([again.engine.recounting, picture(again.engine)]).toEqual([null, shown])
})
