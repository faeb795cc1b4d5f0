import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timeLimit } from '../../scripts/check/long-form.ts'
import { runsFor } from '../../shared/calendar/arbitraries.fixture.ts'
import { DAY } from '../../shared/calendar/civil.ts'
import { Street, type Hole } from './recurrences.fixture.ts'

type Step =
  | { readonly type: 'told'; readonly n: number; readonly age: number; readonly place: number; readonly sort: string } // oxfmt-ignore
  | { readonly type: 'moved'; readonly n: number; readonly place: number; readonly sort: string }
  | { readonly type: 'gone'; readonly n: number }
  | { readonly type: 'later'; readonly days: number }
  | { readonly type: 'turn' | 'killed' | 'full' }

const n = fc.integer({ min: 0, max: 29 })
const place = fc.integer({ min: 0, max: 12 })
const sort = fc.constantFrom('a', 'a', 'b')
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ type: fc.constant('told'), n, age: fc.integer({ min: 0, max: 29 }), place, sort }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('moved'), n, place, sort }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('gone'), n }) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('later'), days: fc.integer({ min: 1, max: 20 }) }),
  },
  { weight: 8, arbitrary: fc.record({ type: fc.constantFrom('turn', 'turn', 'turn', 'killed', 'full') }) },
)

/** What its system says of a hole is said within a span of its day. */
const YOUNG = 29 * DAY

class Run {
  readonly street = new Street()
  readonly holes = new Map<string, Hole>()
  #made = 0

  async take(each: Step): Promise<void> {
    const { street } = this
    switch (each.type) {
      case 'told':
        return this.#tell(`${each.n}-${this.#made++}`, {
          ...{ sort: each.sort, at: street.now - each.age * DAY, place: each.place },
        })
      case 'moved':
      case 'gone':
        return this.#change(each)
      case 'later':
        return void (street.now += each.days * DAY)
      case 'killed':
        return street.restart()
      case 'full':
        return void (street.full += 1)
      case 'turn':
        return void (await street.recurrences.turn().catch(() => false))
    }
  }

  #tell(name: string, hole: Hole): void {
    this.holes.set(name, hole)
    this.street.tell(name, hole)
  }

  #change(each: Extract<Step, { readonly type: 'moved' | 'gone' }>): void {
    const young = [...this.holes].filter(([, { at }]) => at >= this.street.now - YOUNG)
    const [name, hole] = young[each.n % Math.max(1, young.length)] ?? []
    if (name === undefined || hole === undefined) return
    if (each.type === 'moved') return this.#tell(name, { ...hole, place: each.place, sort: each.sort })
    this.holes.delete(name)
    this.street.tell(name, null)
  }
}

test('[RCR3] [RCR4] whatever came in whatever order, however often it was killed, each is told what looking at all finds', async () => {
  timeLimit(120)
  const seen = { clusters: 0, ended: 0, killed: 0, runs: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 120 }), async steps => {
      const run = new Run()
      for (const each of steps) await run.take(each)
      const { street } = run
      street.full = 0
      await street.settle()
      for (const [name, alike] of street.plain()) {
        expect(street.alike(name), name).toBe(alike)
        if (alike > 1) seen.clusters++
      }
      const last = new Map<string, number>()
      for (const { id, alike } of street.told.flat()) {
        expect(alike, `${id} is told what is known`).not.toBe(last.get(id) ?? 1)
        if (alike < (last.get(id) ?? 1)) seen.ended++
        last.set(id, alike)
      }
      // A start finds nothing that is still to be told.
      const told = street.told.length
      street.restart()
      await street.settle()
      expect(street.told.length).toBe(told)
      seen.runs++
      if (steps.some(({ type }) => type === 'killed')) seen.killed++
    }),
    runsFor(process.env)(150),
  )
  expect(seen.clusters).toBeGreaterThan(seen.runs)
  expect(seen.ended).toBeGreaterThan(seen.runs / 10)
  expect(seen.killed).toBeGreaterThan(seen.runs / 4)
})
