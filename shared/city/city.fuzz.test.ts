import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Thing } from '../kinds/kind.ts'
import type { Fact, RecordFact } from '../model/fact.ts'
import { apply, derive } from './apply.ts'
import { restore, takeChanges, type Changes, type SavedEntry, type SavedTally } from './checkpoint.ts'
import type { City, Known } from './city.ts'
import { countThing } from './counting.ts'
import { settle } from './settle.ts'
import { batchOf, START, ticketCity, ticketFact } from './ticket.fixture.ts'
import { LONG } from '../../scripts/check/long-form.ts'

const HOUR = 3_600_000
const RUNS = LONG ? 3_000 : 300
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)
const options = { numRuns: RUNS, seed }

const AREAS = ['211002016', '211002017', '211003', '211081101201', '']
const record = fc
  .record({
    n: fc.integer({ min: 0, max: 6 }),
    part: fc.constantFrom('main', 'main', 'close'),
    op: fc.constantFrom('put', 'put', 'put', 'drop'),
    version: fc.integer({ min: 0, max: 3 }),
    at: fc.integer({ min: 0, max: 3 }),
    event: fc.integer({ min: -30, max: 50 }),
    due: fc.integer({ min: -5, max: 60 }),
    area: fc.constantFrom(...AREAS),
    topic: fc.constantFrom('a', 'b', null),
    amount: fc.option(fc.integer({ min: -9, max: 120 })),
    items: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }),
  })
  .map(r => {
    const fields = { topic: r.topic, dueAt: START + r.due * HOUR, amount: r.amount, items: r.items }
    const body = {
      part: r.part,
      op: r.op,
      version: r.version,
      at: START + r.at,
      area: r.area,
      fields,
    }
    const event = START + r.event * HOUR
    return ticketFact({ id: `x/${r.n}`, ...body, event, hash: JSON.stringify([body, event]) })
  })

const facts = fc.array(record, { minLength: 1, maxLength: 25 })
const hours = fc.array(fc.integer({ min: 1, max: 70 }), { maxLength: 4 })

interface World {
  city: City
  readonly things: Map<string, Thing>
  seq: number
}

const world = (): World => ({ city: ticketCity(), things: new Map(), seq: 0 })

function run(w: World, steps: readonly Fact[], settleEach = false) {
  for (const fact of steps) {
    apply(w.city, batchOf(++w.seq, [fact]), id => w.things.get(id) ?? null)
    for (const [id, known] of w.city.changed) w.things.set(id, known.thing)
    if (settleEach) settle(w.city)
  }
  settle(w.city)
}

const tick = (hour: number): Fact => ({ type: 'tick', at: START + hour * HOUR })

/** What a screen would show: every cell that is there, feeds apart (their counts do depend on how often they reported). */
function picture(city: City): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [key, cell] of city.cells)
    if (cell.json !== null && !key.startsWith('feed:')) out[key] = cell.json
  return out
}

test('[FOLD1] the same facts with the same last tick give the same cells', () => {
  let cells = 0
  fc.assert(
    fc.property(
      facts,
      hours,
      fc.array(fc.nat(), { maxLength: 30 }),
      fc.boolean(),
      (list, ticks, picks, each) => {
        const last = Math.max(0, ...ticks) + 1
        const straight = world()
        run(straight, [...list, tick(last)])
        const mixed = world()
        const again = [...list, ...picks.map(i => list[i % list.length] as RecordFact)]
        const shuffled = again.map(
          (fact, i) => [(picks[i % (picks.length || 1)] ?? i) * 7919 + i, fact] as const,
        )
        shuffled.sort((a, b) => (a[0] % 101) - (b[0] % 101))
        const steps: Fact[] = shuffled.map(([, fact]) => fact)
        ticks.forEach((hour, i) => steps.splice((i * 5) % (steps.length + 1), 0, tick(hour)))
        run(mixed, [...steps, tick(last)], each)
        const shown = picture(straight.city)
        cells += Object.keys(shown).length
        expect(picture(mixed.city)).toEqual(shown)
      },
    ),
    options,
  )
  expect(cells).toBeGreaterThan(RUNS * 10)
})

test('[FOLD2] incremental equals recomputed from the things alone', () => {
  let cells = 0
  fc.assert(
    fc.property(facts, hours, (list, ticks) => {
      const w = world()
      run(w, [...list, ...ticks.map(tick)], true)
      const plain = ticketCity(w.city.now)
      for (const thing of w.things.values()) countThing(plain, thing, derive(plain, thing), 1)
      settle(plain)
      const shown = picture(w.city)
      cells += Object.keys(shown).length
      expect(picture(plain)).toEqual(shown)
    }),
    options,
  )
  expect(cells).toBeGreaterThan(RUNS * 10)
})

test('[FOLD4] one tick over many boundaries gives what many ticks would have given', () => {
  let turned = 0
  fc.assert(
    fc.property(facts, list => {
      const slow = world()
      const fast = world()
      const minutes = Array.from({ length: 80 }, (_, hour) => tick(hour + 1))
      run(slow, list, true)
      const before = picture(slow.city)
      run(slow, minutes, true)
      run(fast, [...list, tick(80)])
      const after = picture(slow.city)
      if (JSON.stringify(after) !== JSON.stringify(before)) turned++
      expect(picture(fast.city)).toEqual(after)
    }),
    options,
  )
  // By time alone: something became overdue, or left its window.
  expect(turned).toBeGreaterThan(RUNS / 3)
})

test('[FOLD6] a city restored from its checkpoints goes on as if it had never stopped', () => {
  let restarts = 0
  fc.assert(
    fc.property(facts, hours, fc.integer({ min: 1, max: 6 }), (list, ticks, every) => {
      const steps: Fact[] = [...list]
      ticks.forEach((hour, i) => steps.splice((i * 7) % (steps.length + 1), 0, tick(hour)))
      const never = world()
      run(never, steps, true)
      const often = world()
      const disk = emptyDisk()
      steps.forEach((fact, i) => {
        run(often, [fact])
        if (i % every !== 0) return
        save(disk, takeChanges(often.city))
        often.city = load(disk)
        restarts++
      })
      expect(picture(often.city)).toEqual(picture(never.city))
      expect([...often.city.held.keys()].sort()).toEqual([...never.city.held.keys()].sort())
    }),
    options,
  )
  expect(restarts).toBeGreaterThan(RUNS)
})

/** What a store keeps, as plain maps. */
interface Disk {
  readonly known: Map<string, Known>
  readonly tallies: Map<string, SavedTally>
  readonly entries: Map<string, SavedEntry>
  readonly cells: Map<string, string>
  last: Changes | null
}

const emptyDisk = (): Disk => ({
  known: new Map(),
  tallies: new Map(),
  entries: new Map(),
  cells: new Map(),
  last: null,
})

function save(disk: Disk, changes: Changes): void {
  disk.last = changes
  for (const known of changes.things) disk.known.set(known.thing.id, structuredClone(known))
  for (const saved of changes.tallies)
    disk.tallies.set(`${saved.group.key} ${saved.bucket}`, structuredClone(saved))
  for (const saved of changes.entries)
    disk.entries.set(`${saved.group.key} ${saved.bucket} ${saved.id}`, structuredClone(saved))
  for (const cell of changes.cells) disk.cells.set(cell.key, JSON.stringify(cell))
}

function load(disk: Disk): City {
  const last = disk.last as Changes
  const city = ticketCity(last.now)
  restore(city, {
    ...last,
    resumed: last.attendance.resumed,
    held: [...disk.known.values()].filter(known => (known.derived?.nextAt ?? null) !== null),
    tallies: disk.tallies.values(),
    entries: disk.entries.values(),
    cells: [...disk.cells.values()].map(text => JSON.parse(text)),
  })
  return city
}
