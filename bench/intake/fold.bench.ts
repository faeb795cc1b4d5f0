import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { apply } from '../../shared/city/apply.ts'
import { takeChanges } from '../../shared/city/checkpoint.ts'
import { createCity, type City } from '../../shared/city/city.ts'
import { settle } from '../../shared/city/settle.ts'
import type { Thing } from '../../shared/kinds/kind.ts'
import type { Batch, Draft } from '../../shared/model/batch.ts'
import type { CityDocuments } from '../../server/engine/recall.ts'
import { shapeOf } from '../../server/engine/recall.ts'
import { openDatabase } from '../../server/journal/database.ts'
import { createStore } from '../../server/store/store.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import type { Benchmark, Ground } from '../ground/benchmark.ts'
import { draftFor, range, shippedDocuments, shippedMapping } from '../ground/city.ts'
import { fillThings } from '../ground/fill.ts'
import { briefFlow, gridFlow, hotlineFlow, NOW, type Flow } from '../ground/flow.ts'

const BATCH = 1_000
const WARM_UP = 20
const MEASURED = 80
/** The store writes behind once a second; at these speeds after about so many batches. */
const BATCHES_PER_CHECKPOINT = 20

/** The fold by itself, and whether it becomes dearer with what is stored. */
export const benchmark: Benchmark = {
  title: 'records folded per second: identity, order, life, lights and every number',
  limitSeconds: [120, 900],
  async run(ground) {
    const documents = shippedDocuments()
    const draftsOf = (flow: Flow) => {
      const map = shippedMapping(documents, flow.feed)
      return range(WARM_UP + MEASURED, n =>
        draftFor(
          flow,
          map,
          range(BATCH, i => flow.record(n * BATCH + i)),
        ),
      )
    }
    for (const flow of [briefFlow(), gridFlow(), hotlineFlow()]) {
      const drafts = draftsOf(flow)
      const ours = range(ground.long ? 9 : 5, () => inMemory(documents, drafts))
      const goal = { of: 'ours', is: 'at least', value: 500_000 } as const
      ground.row({
        what: `${flow.title}, alone`,
        unit: 'per second',
        ours,
        ...(flow.title.startsWith('brief') ? { goal } : {}),
      })
    }
    grown(ground, documents, draftsOf(gridFlow()))
    ground.note('alone: all known things in memory; every shipped metric; cells made 4 times a second')
    ground.note('stored: `before` comes from the real store, as in the server; checkpoints are not counted')
  },
}

/** Times the batches after the warm-up. Cells are made as often as the server makes them. */
function fold(city: City, drafts: readonly Draft[], before: (id: string) => Thing | null, save: () => void) {
  let spent = 0
  drafts.forEach((draft, n) => {
    const batch: Batch = { ...draft, seq: n + 1 }
    const start = performance.now()
    const faults = apply(city, batch, before)
    if (n % (BATCHES_PER_CHECKPOINT / 4) === 0) settle(city)
    if (n >= WARM_UP) spent += performance.now() - start
    if (faults.length > 0) throw faults[0]!.error
    if ((n + 1) % BATCHES_PER_CHECKPOINT === 0) save()
  })
  return spent
}

function inMemory(documents: CityDocuments, drafts: readonly Draft[]): number {
  const city = createCity({ ...documents, now: NOW })
  const things = new Map<string, Thing>()
  const save = () => takeChanges(city).things.forEach(({ thing }) => things.set(thing.id, thing))
  const ms = fold(city, drafts, id => things.get(id) ?? null, save)
  return (MEASURED * BATCH * 1000) / ms
}

function grown(ground: Ground, documents: CityDocuments, drafts: readonly Draft[]): void {
  const sizes = ground.long ? [10_000, 1_000_000, 10_000_000] : [10_000, 1_000_000]
  const costs = sizes.map(size => stored(ground, documents, drafts, size))
  const [first] = costs
  costs.forEach((ours, i) =>
    ground.row({
      what: `grid reports as the city sends them, ${sizes[i]!.toLocaleString('en')} stored, per record`,
      unit: 'us',
      ours,
      ...(i === 0
        ? {}
        : {
            beside: { what: '10,000 stored', values: first! },
            goal: { of: 'ratio', is: 'at most', value: 1.25 } as const,
          }),
    }),
  )
}

/** Microseconds per record; a new city per round over the same store, so that the rounds do the same. */
function stored(ground: Ground, documents: CityDocuments, drafts: readonly Draft[], size: number): number[] {
  const folder = join(ground.folder, String(size))
  mkdirSync(folder)
  const db = openDatabase(join(folder, 'city.db'))
  fillThings(db, documents, size)
  const store = createStore(db, kinds)
  const shape = shapeOf(documents)
  const rounds = range(ground.long ? 5 : 3, round => {
    const city = createCity({ ...documents, now: NOW })
    const renamed = drafts.map(draft => ({
      ...draft,
      facts: draft.facts.map(fact =>
        fact.type === 'record' ? { ...fact, id: `${fact.id}R${round}` } : fact,
      ),
    }))
    const before = (id: string) => store.thing(id)
    return (
      (fold(city, renamed, before, () => store.save(takeChanges(city), shape)) * 1000) / (MEASURED * BATCH)
    )
  })
  db.close()
  return rounds
}
