import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { cellValue } from '../../shared/city/city.ts'
import { START, ticket, ticketFact, ticketMetrics } from '../../shared/city/ticket.fixture.ts'
import { heatStation } from '../../shared/kinds/device/devices.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import { smallMetric } from '../../shared/metrics/small-kind.fixture.ts'
import type { MetricDocument } from '../../shared/model/documents.ts'
import type { Fact, Reading } from '../../shared/model/fact.ts'
import { routesFor } from '../access/routes.fixture.ts'
import { serveQuarantine } from '../http/quarantine.ts'
import { balanced } from '../intake/intake.ts'
import { replayQuarantine } from '../intake/replay.ts'
import { cityFolders, ticketEngine } from './ticket-engine.fixture.ts'
import { isPassing } from '../journal/room.ts'
import type { Engine } from './engine.ts'
import { ownDraft } from './engine.ts'
import { hold } from './full-disk.fixture.ts'
import { noExpressions } from '../expressions/no-expressions.fixture.ts'

const files = cityFolders('withdrawals')

/** Of topic "explode" a ticket throws; mended, it does not. */
const mended: Kind = {
  ...ticket,
  derive: (thing, env) => {
    const { main } = thing.parts
    const calm = main && { ...main, fields: { ...main.fields, topic: 'calm' } }
    return ticket.derive(calm ? { ...thing, parts: { ...thing.parts, main: calm } } : thing, env)
  },
}
const heat = smallMetric({
  ...{ id: 'heat', kind: 'heat-station', over: 'minutes', areas: ['city'] },
  aggregate: { type: 'sum', field: 'supplyTCount' },
  window: { type: 'day', field: 'event' },
})
const frail: Kind = {
  ...heatStation,
  derive(thing, env) {
    if (thing.id === 'iot/HS-1') throw new Error('a station too many')
    return heatStation.derive(thing, env)
  },
}

interface Opening {
  readonly kinds?: readonly Kind[]
  readonly metrics?: readonly MetricDocument[]
  readonly onFault?: (db: DatabaseSync) => void
}

function open(
  folder: string,
  { kinds = [ticket, frail], metrics = [...ticketMetrics, heat], onFault }: Opening = {},
) {
  const db = files.open(folder)
  const faults: [place: string, count: number][] = []
  const engine = ticketEngine(db, {
    documents: { kinds, metrics },
    now: () => START + 60_000,
    recountAtOnce: 1,
    onFault: ({ place }, _batch, count) => {
      faults.push([place, count])
      onFault?.(db)
    },
  })
  return { db, engine, faults }
}

const exploding = (id: string) => ticketFact({ id, fields: { topic: 'explode', dueAt: START, phone: '13800001234' } }) // oxfmt-ignore
const report = (facts: readonly Fact[], n = facts.length) => ({
  ...ownDraft(START, facts),
  feed: 'tickets',
  counts: { received: n, accepted: n, duplicate: 0, quarantined: 0, refused: 0 },
})
const THREE = [ticketFact({ id: 'x/1' }), exploding('x/2'), ticketFact({ id: 'x/3' })]

function counts({ city }: Engine) {
  const { received, accepted, duplicate, quarantined, refused } = city.feeds.get('tickets')!
  expect(balanced({ received, accepted, duplicate, quarantined, refused })).toBe(true)
  return { received, accepted, duplicate, quarantined }
}
const aside = ({ journal }: Engine) => journal.quarantined('tickets', 99)
const replay = (engine: Engine) =>
  replayQuarantine({
    ...{
      feed: 'tickets',
      now: () => START,
      quarantined: engine.journal.quarantined,
      evaluate: noExpressions,
    },
    map: () => ({ ok: false, quarantined: { reason: '', blame: 'mapping', path: '', record: null } }),
    retaken: place => engine.retaken(place),
    submit: draft => engine.submit(draft),
  })
const all = (engine: Engine) => (engine.flush(), cellValue(engine.city, 'all|211000||'))

test('[ENG18] what the fold cannot take is in quarantine as our fault, and in the accounts; the rest of its report counts', async () => {
  const { engine, faults } = open(files.fresh())
  await engine.submit(report(THREE))
  expect(counts(engine)).toEqual({ received: 3, accepted: 2, duplicate: 0, quarantined: 1 })
  expect([all(engine), faults]).toEqual([2, [['1/1', 1]]])
  const { app, routes } = routesFor()
  serveQuarantine(routes, engine.journal)
  const http = app.listen(0)
  const { port } = http.address() as AddressInfo
  const answer = await fetch(`http://127.0.0.1:${port}/api/quarantine?feed=tickets`)
  const { entries } = (await answer.json()) as { entries: unknown[] }
  http.close()
  expect(entries).toMatchObject([
    {
      ...{ feed: 'tickets', blame: 'ours', place: '1/1', at: START },
      reason: 'it could not be counted: Error: ticket of topic "explode"',
      record: { kind: 'ticket', id: 'x/2' },
    },
  ])
  expect(JSON.stringify(entries)).not.toContain('13800001234')
  // It is no report, and the same again no news.
  expect(engine.city.feeds.get('tickets')).toMatchObject({ at: START, okAt: START, failingSince: 0 })
  expect((await engine.submit(report([exploding('x/2')]))).counts).toMatchObject({
    accepted: 0,
    duplicate: 1,
  })
  expect([aside(engine).length, faults.length]).toEqual([1, 1])
})

test('[ENG18] neither a kill, nor a restart, nor counting anew sets it aside once more', async () => {
  const folder = files.fresh()
  const first = open(folder)
  await first.engine.submit(report(THREE))
  const was = counts(first.engine)
  // The entries are folded again, and so is what they could not.
  for (let kills = 0; kills < 2; kills++) {
    const killed = open(folder)
    expect([killed.faults.length, counts(killed.engine)]).toEqual([1, was])
    if (kills === 1) killed.engine.checkpoint()
    expect([counts(killed.engine), aside(killed.engine).length, killed.engine.journal.head()]).toEqual([
      was,
      1,
      2,
    ])
  }
  const anew = open(folder, { metrics: ticketMetrics.slice(1) })
  while (!anew.engine.recountStep());
  expect([anew.faults, counts(anew.engine), aside(anew.engine).length]).toEqual([[], was, 1])
  await anew.engine.stop()
})

test('[ENG18] where there was no room to say so it is said before the next checkpoint, also after a kill', async () => {
  const folder = files.fresh()
  let release = () => undefined as void
  const onFault = (db: DatabaseSync) => (release = hold(db, join(folder, 'city.db')))
  const { engine } = open(folder, { onFault })
  await engine.submit(report(THREE))
  expect([counts(engine).quarantined, engine.lacking.has('what could not be counted')]).toEqual([0, true])
  try {
    engine.checkpoint()
    expect.unreachable()
  } catch (error) {
    expect(isPassing(error)).toBe(true)
  }
  release()
  const again = open(folder)
  expect(again.engine.store.standing()).toBeNull()
  again.engine.checkpoint()
  expect([counts(again.engine).quarantined, aside(again.engine).length]).toEqual([1, 1])
  const third = open(folder)
  expect([third.faults, counts(third.engine), aside(third.engine).length]).toEqual([
    [],
    counts(again.engine),
    1,
  ])
})

test('[INT28] once its kind is mended a replay counts it, from the journal; until then it stays, and nothing is written', async () => {
  const folder = files.fresh()
  const first = open(folder)
  await first.engine.submit(report(THREE))
  await first.engine.stop()
  const same = open(folder)
  expect([await replay(same.engine), same.engine.journal.head()]).toEqual([{ tried: 1, taken: 0 }, 2])
  await same.engine.stop()
  const better = open(folder, { kinds: [mended, frail] })
  expect(all(better.engine)).toBe(2)
  expect(await replay(better.engine)).toEqual({ tried: 1, taken: 1 })
  expect(counts(better.engine)).toEqual({ received: 3, accepted: 3, duplicate: 0, quarantined: 0 })
  expect([all(better.engine), aside(better.engine)]).toEqual([3, []])
  // It comes whole: the copy in quarantine is masked.
  expect(better.engine.thing('x/2')?.parts['main']?.fields['phone']).toBe('13800001234')
  await better.engine.stop()
  const after = open(folder, { kinds: [mended, frail] })
  expect([await replay(after.engine), all(after.engine)]).toEqual([{ tried: 0, taken: 0 }, 3])
})

test('[INT28] killed before a checkpoint and mended, it is counted once: by the start, and settled by the replay', async () => {
  const folder = files.fresh()
  await open(folder).engine.submit(report(THREE))
  const { engine } = open(folder, { kinds: [mended, frail] })
  await replay(engine)
  expect([all(engine), aside(engine), counts(engine).quarantined]).toEqual([3, [], 0])
})

test('[ENG18] [INT28] of readings each stands for itself', async () => {
  const folder = files.fresh()
  const { engine, faults } = open(folder)
  const readings = [0, 1, 2, 1].map((n, i): Reading => ({
    ...{ device: `iot/HS-${n}`, at: START + i, area: '211002', values: { supplyT: 400 } },
  }))
  await engine.submit(
    report([ticketFact({ id: 'x/1' }), { type: 'readings', kind: 'heat-station', readings }], 5),
  )
  expect(counts(engine)).toEqual({ received: 5, accepted: 3, duplicate: 0, quarantined: 2 })
  expect(faults).toEqual([['1/1/1', 2]])
  expect(aside(engine).map(({ place }) => place)).toEqual(['1/1/3', '1/1/1'])
  await engine.stop()
  const better = open(folder, { kinds: [ticket, heatStation] })
  expect(await replay(better.engine)).toEqual({ tried: 2, taken: 2 })
  expect(counts(better.engine)).toEqual({ received: 5, accepted: 5, duplicate: 0, quarantined: 0 })
  better.engine.flush()
  expect(cellValue(better.engine.city, 'heat|211000||')).toBe(4)
})
