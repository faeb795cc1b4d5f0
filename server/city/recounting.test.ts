import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Calendar } from '../../shared/calendar/calendar.ts'
import type { Published } from '../../shared/city/city.ts'
import { INTERNAL } from '../../shared/audience/veil.ts'
import { areas, START, ticketFact, ticketMetrics } from '../../shared/city/ticket.fixture.ts'
import { RECOUNT_KEY } from '../../shared/model/cell.ts'
import type { MetricDocument, SceneDocument } from '../../shared/model/documents.ts'
import type { DocumentFact, Fact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'
import { cursorOf, emptyMirror, receive } from '../../shared/sync/mirror.ts'
import type { CellsMessage } from '../../shared/sync/protocol.ts'
import type { Engine } from '../engine/engine.ts'
import { ownDraft } from '../engine/engine.ts'
import type { InForce } from '../engine/recall.ts'
import { noticeFact, noticesIn, type PublishedNotice } from '../engine/notices.ts'
import { publishedFact } from '../engine/published.ts'
import { hold } from '../engine/full-disk.fixture.ts'
import { ticketEngine } from '../engine/ticket-engine.fixture.ts'
import { openDatabase } from '../journal/database.ts'
import { Hub } from '../live/hub.ts'
import { recountAtOnce, shownBy, startRecounting, type RecountingParts } from './recounting.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liaowang-recounting-'))
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true })
})

const TOPIC = 'overview/211000@internal'
const sceneWith = (metric: string): SceneDocument => ({
  id: 'overview',
  title: { zh: '总览', en: '' },
  order: 1,
  dwell: 60,
  panels: [{ id: 'a', widget: 'w', title: { zh: '', en: '' }, metrics: { all: metric }, options: {} }],
  layouts: {},
})
const published = (scene: SceneDocument): DocumentFact => ({
  ...{ type: 'document', family: 'scene', id: 'overview', digest: JSON.stringify(scene) },
  body: scene as unknown as Fields,
})

/** Nothing is put in force while it counts. */
const nothingPublished: Pick<RecountingParts, 'inForce' | 'publish'> = {
  inForce: { wanted: () => ({}) as InForce, replace: () => undefined },
  publish: async () => undefined,
}

function open(
  metrics: readonly MetricDocument[],
  db: DatabaseSync = openDatabase(join(folder, 'city.db')),
): Engine {
  return ticketEngine(db, { documents: { metrics }, recountAtOnce: 1 })
}

async function upgraded(): Promise<Engine> {
  const before = open(ticketMetrics.slice(0, 2))
  await before.submit(ownDraft(START, [published(sceneWith('all'))]))
  const facts: readonly Fact[] = [1, 2, 3].map(n => ticketFact({ id: `x/${n}` }))
  await before.submit({ ...ownDraft(START, facts), feed: 'tickets' })
  await before.stop()
  return open(ticketMetrics)
}

const valueIn = (message: CellsMessage | null, key: string): unknown => {
  const cells = message?.[4] ?? []
  const at = cells.indexOf(key)
  return at === -1 ? null : (cells[at + 1] ?? null)
}

test('[RCT1] [RCT2] the screens keep the last picture, hear how far it is, and at the end that there is another', async () => {
  const engine = await upgraded()
  const after = sceneWith('amount')
  const scene = (id: string) => (id === after.id ? after : null)
  const hub = new Hub({ areas, veilOf: () => INTERNAL }, shownBy(engine, scene))
  const whole = hub.answer(TOPIC, null)
  // By the scene of before, which is what the screen draws.
  expect(valueIn(whole, 'all|211000||')).toBe(3)
  const told: CellsMessage[] = []
  let beats = 0
  let clock = 0
  const sockets = {
    send: (messages: readonly CellsMessage[]) => void told.push(...messages),
    beat: () => beats++,
  }
  await engine.submit({ ...ownDraft(START, [ticketFact({ id: 'x/4' })]), feed: 'tickets' })
  await new Promise<void>((resolve, reject) => {
    startRecounting({
      ...{ engine, hub, sockets, scene, ...nothingPublished },
      clock: () => (clock += 600),
      onDone: () => resolve(),
      onFailure: reject,
    })
  })
  expect(told.length).toBeGreaterThan(2)
  const shares = told.map(
    message => valueIn(message, RECOUNT_KEY) as { done: number; of: number; since: number },
  )
  expect(shares[0]).toEqual({ done: 0, of: 3, since: START })
  expect(shares.map(({ done }) => done)).toEqual([...shares].map(({ done }) => done).sort((a, b) => a - b))
  expect([beats, hub.epoch]).toEqual([1, engine.epoch])
  const anew = hub.answer(TOPIC, { epoch: whole?.[1] ?? '', seq: whole?.[3] ?? 0 })
  expect([anew?.[2], valueIn(anew, 'amount|211000||'), valueIn(anew, RECOUNT_KEY)]).toEqual([0, 4, null])
  await engine.stop()
})

test('[RCT3] what is counted within a second nobody need hear of', async () => {
  const engine = await upgraded()
  recountAtOnce(engine, () => 0)
  expect([engine.lastPicture, engine.recounting]).toEqual([null, null])
  await engine.stop()
  const again = open(ticketMetrics.slice(1))
  let clock = 0
  recountAtOnce(again, () => (clock += 600))
  expect(again.recounting).toMatchObject({ done: 1 })
  await again.stop()
})

test('[RCT4] counting anew that finds no room is tried again until it does, and the last picture stays', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const before = open(ticketMetrics.slice(0, 2))
  const taken = before.submit({ ...ownDraft(START, [ticketFact({ id: 'x/1' })]), feed: 'tickets' })
  await vi.advanceTimersByTimeAsync(100)
  await taken
  const stopped = before.stop()
  await vi.advanceTimersByTimeAsync(100)
  await stopped
  const db = openDatabase(join(folder, 'city.db'))
  const release = hold(db, join(folder, 'city.db'))
  const engine = open(ticketMetrics, db)
  recountAtOnce(engine, () => 0)
  const hub = new Hub(
    { areas, veilOf: () => INTERNAL },
    shownBy(engine, () => null),
  )
  const failures: unknown[] = []
  const done = new Promise<void>(resolve =>
    startRecounting({
      ...{ engine, hub, scene: () => null, clock: () => 0, onDone: () => resolve(), ...nothingPublished },
      sockets: { send: () => undefined, beat: () => undefined },
      onFailure: error => failures.push(error),
    }),
  )
  await vi.advanceTimersByTimeAsync(60_000)
  expect([engine.lastPicture === null, hub.epoch === engine.epoch, failures]).toEqual([false, false, []])
  release()
  await vi.advanceTimersByTimeAsync(5_000)
  await done
  expect([engine.recounting, hub.epoch === engine.epoch, failures]).toEqual([null, true, []])
  engine.journal.close()
})

test('[RCT5] a notice of holidays is taken up in a running city: the picture of before, how far it is, and the new one', async () => {
  const inForce = (known: ReadonlyMap<string, Published>) => ({
    calendarOf: () => ({}) as Calendar,
    digest: `d${noticesIn(known).length}`,
    metrics: ticketMetrics,
  })
  const db = openDatabase(join(folder, 'city.db'))
  const engine = ticketEngine(db, { documents: { inForce }, recountAtOnce: 1 })
  await engine.submit(ownDraft(START, [published(sceneWith('all'))]))
  const facts = [1, 2, 3].map(n => ticketFact({ id: `x/${n}` }))
  await engine.submit({ ...ownDraft(START, facts), feed: 'tickets' })
  engine.flush()
  const scene = () => sceneWith('all')
  const hub = new Hub({ areas, veilOf: () => INTERNAL }, shownBy(engine, scene))
  const whole = hub.answer(TOPIC, null)
  const epochs: string[] = []
  const told: CellsMessage[] = []
  const failures: unknown[] = []
  const done = new Promise<void>(resolve =>
    startRecounting({
      ...{ engine, hub, scene, clock: () => 0, onDone: () => resolve(), ...nothingPublished },
      inForce: {
        wanted: () => inForce(engine.city.documents),
        replace: () => undefined,
      },
      sockets: { send: messages => void told.push(...messages), beat: () => epochs.push(hub.epoch) },
      onFailure: error => failures.push(error),
    }),
  )
  hub.answer(TOPIC, null)
  const notice = { id: 'cn.2027.1', at: START } as PublishedNotice
  const release = hold(db, join(folder, 'city.db'))
  // There is no room for it, so it is nowhere.
  await expect(engine.submit(ownDraft(START, [noticeFact(notice)]))).rejects.toThrow()
  release()
  await engine.submit(ownDraft(START, [noticeFact(notice)]))
  await done
  expect(epochs).toEqual([expect.stringMatching(/^picture/), engine.epoch])
  expect(engine.epoch).not.toBe(whole?.[1])
  const anew = hub.answer(TOPIC, { epoch: whole?.[1] ?? '', seq: whole?.[3] ?? 0 })
  expect([anew?.[2], valueIn(anew, 'all|211000||'), failures]).toEqual([0, 3, []])
  await engine.stop()
})

test('[RCT6] a screen that asks in the turn in which a scene comes into force has it, whenever the next flush is', async () => {
  const engine = open(ticketMetrics)
  await engine.submit(ownDraft(START, [published(sceneWith('all'))]))
  const scene = () => sceneWith('all')
  const hub = new Hub({ areas, veilOf: () => INTERNAL }, shownBy(engine, scene))
  const mirror = emptyMirror(TOPIC)
  receive(mirror, hub.answer(TOPIC, null) as CellsMessage)
  const news = { ...sceneWith('amount'), id: 'news' }
  const newsFact = { ...published(news), id: 'news' }
  await new Promise<void>((resolve, reject) => {
    startRecounting({
      ...{ engine, hub, scene, clock: () => 0, onDone: () => undefined, onFailure: reject },
      inForce: { wanted: () => ({ metrics: ticketMetrics }) as unknown as InForce, replace: () => undefined },
      publish: async () => void (await engine.submit(ownDraft(START, [newsFact]))),
      sockets: {
        send: () => undefined,
        beat: () => {
          receive(mirror, hub.answer(TOPIC, cursorOf(mirror)) as CellsMessage)
          resolve()
        },
      },
    })
    const version = { version: 1, at: START, retired: false, note: '', basis: '', earlier: [] }
    const document = news as unknown as Fields
    const fact = publishedFact({ family: 'scene', id: 'news', ...version, document })
    void engine.submit(ownDraft(START, [fact]))
  })
  for (const message of hub.flushed(engine.flush(), engine.city.seq)) receive(mirror, message)
  expect(mirror.cells.get('doc:scene/news')).toEqual(news)
  await engine.stop()
})

test('[RCT7] a scene that is published beside a notice is shown with the numbers that are counted for it, under one epoch', async () => {
  const inForce = (known: ReadonlyMap<string, Published>) => ({
    calendarOf: () => ({}) as Calendar,
    digest: `d${noticesIn(known).length}`,
    drawn: `s${[...known.keys()].filter(name => name.startsWith('published/')).length}`,
    metrics: ticketMetrics,
  })
  const db = openDatabase(join(folder, 'city.db'))
  const engine = ticketEngine(db, { documents: { inForce }, recountAtOnce: 1 })
  await engine.submit(ownDraft(START, [published(sceneWith('all'))]))
  await engine.submit({ ...ownDraft(START, [ticketFact({ id: 'x/1' })]), feed: 'tickets' })
  let scene = sceneWith('all')
  const after = sceneWith('amount')
  const hub = new Hub(
    { areas, veilOf: () => INTERNAL },
    shownBy(engine, () => scene),
  )
  const mirror = emptyMirror(TOPIC)
  const ask = () => receive(mirror, hub.answer(TOPIC, cursorOf(mirror)) as CellsMessage)
  ask()
  const epochs: string[] = []
  await new Promise<void>((resolve, reject) => {
    startRecounting({
      ...{ engine, hub, scene: () => scene, clock: () => 0, onFailure: reject, onDone: () => resolve() },
      inForce: {
        wanted: () => inForce(engine.city.documents) as unknown as InForce,
        replace: () => (scene = after),
      },
      publish: async () => void (await engine.submit(ownDraft(START, [published(after)]))),
      sockets: {
        send: () => undefined,
        beat: () => {
          epochs.push(hub.epoch)
          ask()
        },
      },
    })
    const version = { version: 1, at: START, retired: false, note: '', basis: '', earlier: [] }
    const document = after as unknown as Fields
    const fact = publishedFact({ family: 'scene', id: 'overview', ...version, document })
    void engine.submit(ownDraft(START, [noticeFact({ id: 'cn.2027.1', at: START } as PublishedNotice), fact]))
  })
  for (const message of hub.flushed(engine.flush(), engine.city.seq)) receive(mirror, message)
  expect(epochs).toEqual([expect.stringMatching(/^picture/), engine.epoch])
  expect(mirror.cells.get('doc:scene/overview')).toEqual(after)
  expect(mirror.cells.get('amount|211000||')).toBe(valueIn(hub.answer(TOPIC, null), 'amount|211000||'))
  expect(mirror.cells.get('amount|211000||')).not.toBeNull()
  await engine.stop()
})
