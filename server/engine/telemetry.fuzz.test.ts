import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { runsFor } from '../../shared/calendar/arbitraries.fixture.ts'
import type { Calendar } from '../../shared/calendar/calendar.ts'
import { areas, START } from '../../shared/city/ticket.fixture.ts'
import { heatStation } from '../../shared/kinds/device/devices.ts'
import { smallMetric } from '../../shared/metrics/small-kind.fixture.ts'
import type { Batch } from '../../shared/model/batch.ts'
import type { MetricDocument } from '../../shared/model/documents.ts'
import type { Reading } from '../../shared/model/fact.ts'
import { slotsOf } from '../../shared/rollups/block.ts'
import { blockOf } from '../../shared/rollups/held-blocks.ts'
import { HOUR, judged, plainRollup, reading } from '../../shared/rollups/readings.fixture.ts'
import { openDatabase } from '../journal/database.ts'
import { Engine, ownDraft } from './engine.ts'
import { timeLimit } from '../../scripts/check/long-form.ts'

const folders: string[] = []
const databases: DatabaseSync[] = []
afterEach(() => {
  for (const db of databases.splice(0)) if (db.isOpen) db.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

const runs = runsFor(process.env)
const NOW = START + 3 * HOUR + 1
const over = (doc: Partial<MetricDocument> & Pick<MetricDocument, 'id'>) =>
  smallMetric({ kind: 'heat-station', areas: ['city', 'district', 'town'], ...doc })

const share = { type: 'share', field: 'supplyTSum', over: 'supplyTCount' } as const
const metrics: readonly MetricDocument[] = [
  over({ id: 'mean.hour', over: 'hours', aggregate: share, window: { type: 'series', field: 'event', bucket: 'hour', keep: 48 } }), // oxfmt-ignore
  over({ id: 'mean.quarter', over: 'minutes', aggregate: share, window: { type: 'series', field: 'event', bucket: 'quarter', keep: 96 } }), // oxfmt-ignore
  over({ id: 'hot.today', over: 'minutes', where: [['supplyTMax', '>', 900]], window: { type: 'day', field: 'event' } }), // oxfmt-ignore
  over({ id: 'by.device', over: 'minutes', aggregate: { type: 'sum', field: 'returnTSum' }, by: ['device'], window: { type: 'rolling', field: 'event', minutes: 150 } }), // oxfmt-ignore
  over({ id: 'hottest', over: 'hours', areas: ['city'], aggregate: { type: 'list', sort: [['supplyTMax', 'desc']], limit: 3, columns: ['device', 'supplyTMax'] }, window: { type: 'day', field: 'event' } }), // oxfmt-ignore
]

function freshFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-telemetry-'))
  folders.push(folder)
  return folder
}

function open(folder: string, docs = metrics, keep = { ms: 7 * 24 * HOUR, bytes: 2 ** 30 }) {
  const db = openDatabase(join(folder, 'city.db'))
  databases.push(db)
  // The processes here end without a word; what a power cut does is tested elsewhere.
  db.exec('PRAGMA synchronous = OFF')
  return new Engine({
    db,
    documents: {
      areas,
      calendarOf: () => ({}) as Calendar,
      kinds: [heatStation],
      metrics: docs,
      digest: 'd',
    },
    now: () => NOW,
    clock: () => performance.now(),
    telemetryKeep: keep,
    onUncounted: (_, error) => {
      throw error
    },
    onFault: fault => {
      throw fault.error
    },
  })
}

/** A checkpoint saves one block: most rollups are behind it when the process dies. */
function openSlow(folder: string): Engine {
  const engine = open(folder)
  engine.city.rollups.leastStep = 1
  return engine
}

const send = (engine: Engine, readings: readonly Reading[]): Promise<Batch> => {
  const facts = [{ type: 'readings', kind: 'heat-station', readings }] as const
  const counts = {
    received: readings.length,
    accepted: readings.length,
    duplicate: 0,
    quarantined: 0,
    refused: 0,
  }
  return engine.submit({ ...ownDraft(NOW, facts), feed: 'iot', counts })
}

function picture(engine: Engine): Record<string, string> {
  engine.flush()
  const shown = [...engine.city.cells].filter(([key, { json }]) => json !== null && !key.startsWith('feed:'))
  return Object.fromEntries(shown.map(([key, { json }]) => [key, json as string]).sort())
}

/** Every rollup of the devices, as plain data. */
const rollups = ({ city }: Engine) =>
  [0, 1, 2, 3].flatMap(hour =>
    ['iot/HS-1', 'iot/HS-2', 'iot/HS-3'].map(device => {
      const { block, totals } = blockOf(city.rollups, 'device', 'heat-station', device, START + hour * HOUR)
      return [slotsOf(block).map(slot => [slot.at, slot.area, [...slot.heard].sort()]), [...totals].sort()]
    }),
  )
const ofAreas = ({ city }: Engine) =>
  [0, 1, 2, 3].flatMap(hour =>
    ['211000', '211002', '211003', '211002016'].map(id => {
      const { block } = blockOf(city.rollups, 'area', 'heat-station', id, START + hour * HOUR)
      return slotsOf(block).map(slot => [slot.at, [...slot.heard].sort()])
    }),
  )

type Step =
  | { readonly type: 'send'; readonly readings: readonly Reading[] }
  | { readonly type: 'again'; readonly pick: number }
  | { readonly type: 'checkpoint' | 'kill' | 'stop' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('send' as const), readings: fc.array(reading, { minLength: 1, maxLength: 12 }) }) }, // oxfmt-ignore
  { weight: 2, arbitrary: fc.record({ type: fc.constant('again' as const), pick: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('checkpoint' as const, 'kill' as const, 'stop' as const) }) }, // oxfmt-ignore
)

interface World {
  readonly folder: string
  engine: Engine
  readonly sent: Reading[][]
  accepted: number
}

async function take(world: World, one: Step, seen: { repeats: number; kills: number; behind: number }) {
  const { folder, engine, sent } = world
  switch (one.type) {
    case 'send':
      sent.push([...one.readings])
      world.accepted += (await send(engine, one.readings)).counts.accepted
      return
    case 'again': {
      const { counts } = await send(engine, sent[one.pick % sent.length] ?? [])
      expect([counts.accepted, counts.duplicate]).toEqual([0, counts.received])
      seen.repeats += counts.duplicate
      return
    }
    case 'checkpoint':
      engine.checkpoint()
      seen.behind += engine.city.rollups.unsaved.size
      return
    case 'stop':
      await engine.stop()
      world.engine = openSlow(folder)
      return
    case 'kill':
      seen.kills++
      world.engine = openSlow(folder)
  }
}

test(
  '[ENG8] [FOLD17] killed at any moment and delivered again at any time, every reading counts once',
  { timeout: timeLimit(240) },
  async () => {
    const seen = { repeats: 0, kills: 0, behind: 0 }
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async steps => {
        const folder = freshFolder()
        const world: World = { folder, engine: openSlow(folder), sent: [], accepted: 0 }
        for (const one of steps) await take(world, one, seen)
        const { engine, sent, accepted } = world
        const all = journaled(engine)
        expect(heardOf(all)).toEqual(heardOf(judged(sent.flat())))
        const whole = open(freshFolder())
        if (all.length > 0) await send(whole, all)
        expect(rollups(engine)).toEqual(rollups(whole))
        expect(ofAreas(engine)).toEqual(ofAreas(whole))
        expect(picture(engine)).toEqual(picture(whole))
        expect(cityMean(engine)).toEqual(meanOf(all))
        expect(engine.city.feeds.get('iot')?.accepted ?? 0).toBe(accepted)
      }),
      runs(60),
    )
    expect([seen.repeats > 20, seen.kills > 20, seen.behind > 100]).toEqual([true, true, true])
  },
)

/** What the journal has of readings, as they were judged when they came. */
const journaled = ({ journal }: Engine): Reading[] =>
  journal
    .read(0, 10_000)
    .flatMap(({ facts }) => facts.flatMap(fact => (fact.type === 'readings' ? fact.readings : [])))

/** Every measure of every device at every instant, once. */
const heardOf = (readings: readonly Reading[]): string[] =>
  readings
    .flatMap(({ device, at, values }) => Object.keys(values).map(measure => `${device} ${measure} ${at}`))
    .sort()

const cityMean = (engine: Engine) => picture(engine)[`mean.hour|211000||${START}`] ?? null

/** By the plain definition over the readings. */
function meanOf(readings: readonly Reading[]): string | null {
  const hour = readings.filter(({ at }) => at < START + HOUR)
  const rolled = plainRollup(hour, 'supplyT', START, HOUR)
  if (rolled !== null) return JSON.stringify({ n: rolled.sum, d: rolled.n })
  return hour.length === 0 ? null : JSON.stringify({ n: 0, d: 0 })
}

test(
  '[ENG9] under another shape metrics over rollups are counted anew: incremental equals recomputed',
  { timeout: timeLimit(120) },
  async () => {
    let cells = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(reading, { minLength: 1, maxLength: 60 }),
        fc.boolean(),
        async (list, kill) => {
          const folder = freshFolder()
          const first = open(folder)
          await send(first, list.slice(0, 30))
          first.checkpoint()
          if (list.length > 30) await send(first, list.slice(30))
          const shown = picture(first)
          if (!kill) await first.stop()
          const more = [
            ...metrics,
            over({ id: 'new', over: 'minutes', window: { type: 'day', field: 'event' } }),
          ]
          const second = open(folder, more)
          while (!second.recountStep());
          const anew = picture(second)
          cells += Object.keys(shown).length
          expect(second.goesOnFrom({ epoch: first.epoch, seq: 1 })).toBe(false)
          expect(Object.fromEntries(Object.entries(anew).filter(([key]) => !key.startsWith('new|')))).toEqual(
            shown,
          )
          const minutes = new Set(list.map(({ device, at }) => `${device} ${Math.floor(at / 60_000)}`))
          expect(anew['new|211000||']).toBe(String(minutes.size))
        },
      ),
      runs(40),
    )
    expect(cells).toBeGreaterThan(100)
  },
)

test('[ENG7] pruning raw readings changes no picture, now or after a restart', async () => {
  const folder = freshFolder()
  const keep = { ms: 24 * HOUR, bytes: 1 }
  const first = open(folder, metrics, keep)
  const list = fc.sample(reading, { numRuns: 200, seed: 7 })
  for (let i = 0; i < 200; i += 20) await send(first, list.slice(i, i + 20))
  const shown = picture(first)
  const prune = (engine: Engine) => {
    for (let more = true; more;) more = engine.prune()
  }
  prune(first)
  expect(first.retention.held().rows).toBe(10)
  for (let i = 0; i < 40; i++) first.checkpoint()
  prune(first)
  expect(first.retention.held()).toMatchObject({ rows: 0, bytes: 0, oldestAt: null })
  expect(picture(first)).toEqual(shown)
  const killed = open(folder, metrics, keep)
  expect(picture(killed)).toEqual(shown)
  const anew = open(folder, [...metrics, over({ id: 'new', over: 'minutes', window: { type: 'day', field: 'event' } })], keep) // oxfmt-ignore
  while (!anew.recountStep());
  const { [`new|211000||`]: count, ...others } = picture(anew)
  expect(Number(count)).toBeGreaterThan(20)
  expect(Object.fromEntries(Object.entries(others).filter(([key]) => !key.startsWith('new|')))).toEqual(shown)
  const { counts } = await send(anew, list)
  expect(counts.duplicate).toBe(200)
})
