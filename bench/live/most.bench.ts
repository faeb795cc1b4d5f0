import type { Benchmark, Ground } from '../ground/benchmark.ts'
import { drive, openCrowd, startOurs, startTheirs, type Shower, type Step } from './neighbour.ts'
import { NODE_RED_PEERS } from './node-red.ts'

const SCREENS = 100
const SECONDS = 2
const MOST_LATE_MS = 250
const LEAST_HEARD = 0.98
/** From one step to the next. */
const FACTOR = 1.5
const MOST_STEPS = 9
const TRIES = 2
const WARM_UPS = 2

interface Search {
  readonly what: string
  readonly start: (ground: Ground) => Promise<Shower>
  readonly batch: number
  readonly from: number
}

const THEIRS: Search = { what: 'Node-RED', start: startTheirs, batch: 1, from: 100 }
const SINGLE: Search = { what: 'one event a post', start: startOurs, batch: 1, from: 1_000 }
const BATCHED: Search = { what: 'a hundred events a post', start: startOurs, batch: 100, from: 5_000 }

export const benchmark: Benchmark = {
  title: 'most events a second that 100 screens follow, p99 under 250 ms, beside a Node-RED dashboard',
  limitSeconds: [180, 400],
  peers: NODE_RED_PEERS,
  async run(ground) {
    const theirs: Step[] = []
    const single: Step[] = []
    const batched: Step[] = []
    for (let round = 0; round < (ground.long ? 3 : 1); round++) {
      theirs.push(await most(ground, round, THEIRS))
      single.push(await most(ground, round, SINGLE))
      batched.push(await most(ground, round, BATCHED))
    }
    const beside = { what: 'Node-RED dashboard', values: theirs.map(({ perSecond }) => perSecond) }
    const rate = (what: string, steps: readonly Step[], value: number) =>
      ground.row({
        what,
        unit: 'per second',
        ours: steps.map(({ perSecond }) => perSecond),
        beside,
        goal: { of: 'ratio', is: 'at least', value },
      })
    rate(SINGLE.what, single, 20)
    rate(BATCHED.what, batched, 100)
    ground.row({
      what: 'age at that rate, p99',
      unit: 'ms',
      ours: single.map(({ p99 }) => p99),
      beside: { what: 'Node-RED dashboard', values: theirs.map(({ p99 }) => p99) },
    })
    ground.note(
      `the last of steps of ${SECONDS} s, each ${FACTOR} times the one before, at which the screens heard of ${100 * LEAST_HEARD} % of the events by 250 ms after the last; ages are from when an event was due to be posted`,
    )
    ground.note(
      'ours: signed, validated, durable, counted in all its metrics, shown on the overview with whatever else changed; Node-RED: http in, change, ui-text; it keeps nothing',
    )
  },
}

/** Goes up step by step until one fails. */
async function most(ground: Ground, round: number, { what, start, batch, from }: Search): Promise<Step> {
  const shower = await start({ ...ground, folder: `${ground.folder}/${what.replaceAll(' ', '-')}-${round}` })
  const crowd = await openCrowd(shower, SCREENS)
  const run = (events: number) => drive(shower, crowd, { events, batch, seconds: SECONDS })
  for (let n = 0; n < WARM_UPS; n++) await run(from / 2)
  let best: Step | null = null
  for (let n = 0, events = from; n < MOST_STEPS; n++, events = Math.round(events * FACTOR)) {
    const step = await firstGood(() => run(events))
    if (step === null) break
    best = step
  }
  await crowd.stop()
  await shower.stop()
  if (best === null) throw new Error(`${what}: not even ${from} events a second were followed`)
  return best
}

/** A step that something else on the machine spoiled is tried once more. */
async function firstGood(run: () => Promise<Step>): Promise<Step | null> {
  for (let n = 0; n < TRIES; n++) {
    const step = await run()
    if (step.p99 < MOST_LATE_MS && step.heard >= LEAST_HEARD) return step
  }
  return null
}
