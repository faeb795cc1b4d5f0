import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { apply } from '../../shared/city/apply.ts'
import { takeChanges } from '../../shared/city/checkpoint.ts'
import { settle } from '../../shared/city/settle.ts'
import { mask } from '../../shared/mapping/masking/mask.ts'
import type { MapRecord } from '../../shared/mapping/context.ts'
import type { Batch, Draft } from '../../shared/model/batch.ts'
import { readCloudEvents } from '../../server/connectors/webhook/cloud-events.ts'
import { checkSignature } from '../../server/connectors/webhook/signature.ts'
import { recallCity, type CityDocuments } from '../../server/engine/recall.ts'
import type { Page } from '../../server/connectors/connector.ts'
import type { Documents } from '../../server/documents/load.ts'
import { draftOf } from '../../server/intake/intake.ts'
import { createJudge } from '../../server/intake/judge.ts'
import { openDatabase } from '../../server/journal/database.ts'
import { sqliteJournal } from '../../server/journal/sqlite-journal.ts'
import { createStore } from '../../server/store/store.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import type { Benchmark, Ground } from '../ground/benchmark.ts'
import { range, shippedDocuments, shippedMapping } from '../ground/city.ts'
import { briefFlow, gridFlow, hotlineFlow, NOW, type Flow } from '../ground/flow.ts'
import { pushOf, SECRET, type Push } from '../ground/push.ts'

const BATCH = 1_000
/** A checkpoint comes once a second: after about so many batches. */
const BATCHES_PER_CHECKPOINT = 25
const WARM_UP = 25

const STAGES = ['receive', 'map', 'judge', 'append', 'fold', 'settle', 'checkpoint'] as const
type Stage = (typeof STAGES)[number]
type Costs = { [stage in Stage]: number }

/** What a record costs on its way from the socket to the checkpoint, stage by stage, in one thread. */
export const benchmark: Benchmark = {
  title: 'what a record costs, stage by stage (batches of 1000)',
  limitSeconds: [120, 300],
  async run(ground) {
    const documents = shippedDocuments()
    for (const flow of [briefFlow(), gridFlow(), hotlineFlow()]) {
      const rounds = range(ground.long ? 5 : 3, round => costsOf(ground, documents, flow, round))
      for (const stage of STAGES)
        ground.row({ what: `${flow.title}: ${stage}`, unit: 'us', ours: rounds.map(costs => costs[stage]) })
      ground.row({ what: `${flow.title}: all`, unit: 'us', ours: rounds.map(sum) })
    }
    ground.note(
      'receive: signature, limits, UTF-8, JSON and envelope; append: one transaction, synchronous=FULL; checkpoint: one a second at this pace.',
    )
  },
}

const sum = (costs: Costs) => STAGES.reduce((total, stage) => total + costs[stage], 0)

function costsOf(ground: Ground, documents: Documents & CityDocuments, flow: Flow, round: number): Costs {
  const folder = join(ground.folder, `${flow.title}-${round}`)
  mkdirSync(folder)
  const way = wayOf(documents, shippedMapping(documents, flow.feed), join(folder, 'city.db'))
  const pushes = range(ground.long ? 400 : 100, n => pushOf(range(BATCH, i => flow.record(n * BATCH + i))))
  const costs = Object.fromEntries(STAGES.map(stage => [stage, 0])) as Costs
  pushes.forEach((push, n) => {
    const measured = n < WARM_UP ? null : costs
    way.take(push, flow.feed, measured)
    if ((n + 1) % BATCHES_PER_CHECKPOINT === 0) way.checkpoint(measured)
  })
  way.close()
  const records = (pushes.length - WARM_UP) * BATCH
  for (const stage of STAGES) costs[stage] = (costs[stage] * 1000) / records
  return costs
}

/** The way of a record without sockets and timers: the same functions in the same order as in the server. */
function wayOf(documents: CityDocuments, map: MapRecord, file: string) {
  const db = openDatabase(file)
  const journal = sqliteJournal(db)
  const store = createStore(db, kinds)
  const { city, shape } = recallCity(documents, journal, store, NOW, () => undefined)
  const stored = (id: string) => store.thing(id)
  const thing = (id: string) => (city.held.get(id) ?? city.changed.get(id))?.thing ?? store.thing(id)
  const judge = createJudge(() => ({
    now: NOW,
    oldestReading: 0,
    thing,
    isHeard: () => false,
    marksOf: () => null,
    isFailing: () => false,
  }))
  const take = (push: Push, feed: string, costs: Costs | null) => {
    const clock = stopwatch(costs)
    const checked = checkSignature(push, [SECRET])
    if (!checked.ok) throw new Error(checked.reason)
    const page: Page = readCloudEvents(push)
    clock('receive')
    const draft: Draft = draftOf(feed, page, map, NOW, mask)
    clock('map')
    const judged = judge.judge(draft)
    clock('judge')
    const [batch] = journal.append([judged])
    judge.settled()
    clock('append')
    const faults = apply(city, batch as Batch, stored)
    clock('fold')
    if (draft.quarantined.length + faults.length > 0) throw new Error('a record was not taken')
  }
  const checkpoint = (costs: Costs | null) => {
    const clock = stopwatch(costs)
    settle(city)
    clock('settle')
    store.save(takeChanges(city), shape)
    clock('checkpoint')
  }
  return { take, checkpoint, close: () => journal.close() }
}

/** Adds the time since it was last asked, in milliseconds, to a stage. */
function stopwatch(costs: Costs | null): (stage: Stage) => void {
  let last = performance.now()
  return stage => {
    const now = performance.now()
    if (costs !== null) costs[stage] += now - last
    last = now
  }
}
