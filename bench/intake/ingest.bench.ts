import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordFact } from '../../shared/model/fact.ts'
import type { Benchmark, Ground } from '../ground/benchmark.ts'
import { draftFor, range, shippedDocuments, shippedMapping } from '../ground/city.ts'
import { briefFlow, gridFlow, hotlineFlow, type Flow } from '../ground/flow.ts'
import { drive, requestsOf } from '../ground/load.ts'
import { pushOf } from '../ground/push.ts'
import { insertRaw, type RawRow } from '../ground/raw-store.ts'
import { startCity } from '../ground/server.ts'

const CONNECTIONS = 8
const GOAL = 0.7

/** A batch size and how many records to have ready: more than can be taken within the time. */
const SIZES = [
  { batch: 1, ready: 30_000 },
  { batch: 10, ready: 100_000 },
  { batch: 100, ready: 160_000 },
  { batch: 1_000, ready: 240_000 },
]

interface Side {
  readonly ours: number[]
  readonly raw: number[]
}

/** From the socket to the disk and into every number, beside what SQLite does when it is left alone. */
export const benchmark: Benchmark = {
  title: 'records taken in, durable and counted, per second, by size of the batch',
  limitSeconds: [150, 600],
  async run(ground) {
    const rounds = ground.long ? 7 : 3
    await measure(ground, briefFlow(), SIZES, rounds)
    for (const flow of [gridFlow(), hotlineFlow()]) await measure(ground, flow, SIZES.slice(3), rounds)
    ground.note(
      `${CONNECTIONS} connections; signed CloudEvents batches through signature, mapping, judge, journal (FULL), fold and checkpoint of the real server with all shipped documents; answered after the commit`,
    )
    ground.note(
      'beside: one insert per record into a plain table, same records, same batch, FULL, no network',
    )
  },
}

async function measure(ground: Ground, flow: Flow, sizes: typeof SIZES, rounds: number): Promise<void> {
  const sides = new Map<number, Side>(sizes.map(({ batch }) => [batch, { ours: [], raw: [] }]))
  const raws = rawRows(flow, ground.long ? 100_000 : 40_000)
  for (let round = 0; round < rounds; round++) {
    const folder = join(ground.folder, `${flow.title} ${round}`)
    mkdirSync(folder)
    const city = await startCity(folder)
    let from = 0
    for (const { batch, ready } of sizes) {
      const { ours, raw } = sides.get(batch)!
      const pushes = range(ready / batch, n => pushOf(range(batch, i => flow.record(from + n * batch + i))))
      from += ready
      const requests = requestsOf(city.address, `/api/ingest/${flow.feed}`, pushes)
      const isGood = (answer: string) => answer.includes(`"accepted":${batch},`)
      const { answered, seconds } = await drive(city.address, requests, CONNECTIONS, 2_500, isGood)
      if (answered === requests.length) ground.note(`B=${batch}: the records ran out after ${seconds} s`)
      ours.push((answered * batch) / seconds)
      raw.push(insertRaw(folder, raws.slice(0, batch === 1 ? 5_000 : raws.length), batch))
    }
    await city.stop()
  }
  for (const [batch, { ours, raw }] of sides)
    ground.row({
      what: `${flow.title}, B=${batch}`,
      unit: 'per second',
      ours,
      beside: { what: 'raw inserts', values: raw },
      ...(batch === 1_000 ? { goal: { of: 'ratio', is: 'at least', value: GOAL } } : {}),
    })
}

function rawRows(flow: Flow, count: number): RawRow[] {
  const map = shippedMapping(shippedDocuments(), flow.feed)
  return range(count / 1_000, n =>
    draftFor(
      flow,
      map,
      range(1_000, i => flow.record(n * 1_000 + i)),
    ),
  )
    .flatMap(draft => draft.facts as readonly RecordFact[])
    .map(fact => ({ fact, text: JSON.stringify(fact) }))
}
