import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LiveCell } from '../../shared/city/city.ts'
import type { Value } from '../../shared/model/value.ts'
import { Minutes } from './minutes.ts'
import { pictureOf } from './past.ts'
import { Recorder } from './recorder.ts'

const MINUTE = 60_000
const START = 1_000
const KEEP = { ms: 200 * MINUTE, bytes: 2 ** 30 }

type Step =
  | { readonly type: 'set'; readonly key: string; readonly value: Value }
  | { readonly type: 'pass'; readonly minutes: number }
  | { readonly type: 'reset' }
  | { readonly type: 'restart' }

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('set' as const),
      key: fc.constantFrom('a', 'b|x', 'line\nbreak', '"quoted"'),
      value: fc.oneof(fc.integer(), fc.constant(null), fc.string()),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ type: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'pass' as const, minutes: 90 }) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ type: 'reset' }, { type: 'restart' }) },
)

/** A city that is told and recorded, and by hand what it was in each minute; undefined: nobody was there. */
class Told {
  readonly #file: string
  readonly #cells = new Map<string, LiveCell>()
  readonly was = new Map<number, Map<string, Value>>()
  at = START
  minutes: Minutes
  #recorder: Recorder

  constructor(file: string) {
    this.#file = file
    this.minutes = new Minutes(file)
    this.#recorder = this.#recording()
  }

  #recording(): Recorder {
    return new Recorder({
      ...{ minutes: this.minutes, cells: () => this.#cells, now: () => this.at * MINUTE, keep: KEEP },
      log: (_level, _who, message) => expect.fail(message),
    })
  }

  async take(step: Step): Promise<void> {
    if (step.type === 'set') this.#set(step.key, step.value)
    else if (step.type === 'reset') this.#reset()
    else if (step.type === 'restart') this.#restart()
    else if (step.type === 'pass') for (let i = 0; i < step.minutes; i++) await this.#pass()
  }

  #set(key: string, value: Value): void {
    const cell = this.#cells.get(key) ?? { key, value, json: null, seq: 1 }
    Object.assign(cell, { value, json: value === null ? null : JSON.stringify(value) })
    this.#cells.set(key, cell)
    this.#recorder.flushed([cell])
  }

  /** Other numbers, of which no flush tells. */
  #reset(): void {
    this.#cells.clear()
    this.#cells.set('new', { key: 'new', value: this.at, json: String(this.at), seq: 1 })
    this.#recorder.reset()
  }

  #restart(): void {
    this.#recorder.stop()
    this.minutes.stop()
    this.at += 5
    this.minutes = new Minutes(this.#file)
    this.#recorder = this.#recording()
  }

  async #pass(): Promise<void> {
    this.at++
    const present = [...this.#cells.values()].filter(({ json }) => json !== null)
    this.was.set(this.at, new Map(present.map(({ key, value }) => [key, value])))
    await this.#recorder.look()
  }
}

test('[REC1] [REC3] [REC4] [REC5] the picture of any minute is what the city told then, over restarts, resets and pruning', async () => {
  const met = { pictures: 0, holes: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 5, maxLength: 40 }), async each => {
      const folder = mkdtempSync(join(tmpdir(), 'liaowang-recording-'))
      const told = new Told(join(folder, 'replay.db'))
      try {
        for (const step of each) await told.take(step)
        const oldest = told.minutes.spans()[0]?.from ?? 0
        // What is kept may be older than it must be, by what stands on one keyframe.
        if (told.was.size > 0) expect(oldest).toBeGreaterThanOrEqual(told.at - 200 - 60 - 60)
        // Some of them: a picture is made of up to sixty minutes.
        const stride = Math.max(1, Math.floor((told.at - START) / 12))
        for (let at = told.at; at >= START; at -= stride) {
          const picture = await pictureOf(told.minutes, at)
          const was = at < oldest ? undefined : told.was.get(at)
          met[was === undefined ? 'holes' : 'pictures']++
          expect([
            at,
            picture && new Map([...picture.cells].map(([key, { value }]) => [key, value])),
          ]).toEqual([at, was ?? null])
        }
      } finally {
        told.minutes.stop()
        rmSync(folder, { recursive: true })
      }
    }),
    { numRuns: 25 },
  )
  expect([met.pictures > 50, met.holes > 0], JSON.stringify(met)).toEqual([true, true])
})
