import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Benchmark, Ground } from '../ground/benchmark.ts'
import { range } from '../ground/city.ts'
import { percentile } from '../ground/figures.ts'
import { briefFlow } from '../ground/flow.ts'
import { drive, requestsOf, type Driven } from '../ground/load.ts'
import { pushOfOne, type Push } from '../ground/push.ts'
import { startCity } from '../ground/server.ts'

const CONNECTIONS = 32
const READY = 60_000
/** The bare side only throws them away, and so fast that there must be more of them. */
const BARE_TURNS = 6
const TIME_MS = 3_000
const WARM_UP_MS = 1_000

/** One event per request: the dearest way to send, and what a simple upstream does. */
export const benchmark: Benchmark = {
  title: 'one-event posts per second, 32 connections',
  limitSeconds: [120, 240],
  async run(ground) {
    const flow = briefFlow()
    const pushes = range(READY, n => pushOfOne(flow.record(n)))
    const rounds: { ours: Driven; bare: Driven }[] = []
    for (let round = 0; round < (ground.long ? 9 : 5); round++)
      rounds.push({ ours: await ours(ground, round, flow.feed, pushes), bare: await bare(pushes) })
    const perSecond = ({ answered, seconds }: Driven) => answered / seconds
    const p99 = ({ latencies }: Driven) => percentile(latencies, 99)
    ground.row({
      what: 'durable, counted, acknowledged',
      unit: 'per second',
      ours: rounds.map(round => perSecond(round.ours)),
      beside: { what: 'bare node:http', values: rounds.map(round => perSecond(round.bare)) },
      goal: { of: 'ratio', is: 'at least', value: 0.6 },
    })
    ground.row({
      what: 'answered within, p99',
      unit: 'ms',
      ours: rounds.map(round => p99(round.ours)),
      beside: { what: 'bare node:http', values: rounds.map(round => p99(round.bare)) },
    })
    ground.note('both sides get the same signed requests; bare node:http reads the body and throws it away')
  },
}

async function ours(ground: Ground, round: number, feed: string, pushes: readonly Push[]): Promise<Driven> {
  const folder = join(ground.folder, String(round))
  mkdirSync(folder)
  const city = await startCity(folder)
  const driven = await driveTwice(city.address, `/api/ingest/${feed}`, pushes)
  await city.stop()
  return driven
}

async function bare(pushes: readonly Push[]): Promise<Driven> {
  const child = fork(join(import.meta.dirname, 'bare-http.ts'))
  const [port] = (await once(child, 'message')) as [number]
  const many = range(BARE_TURNS, () => pushes).flat()
  const driven = await driveTwice(`http://127.0.0.1:${port}`, '/', many)
  child.kill()
  await once(child, 'exit')
  return driven
}

/** The first second is for the compiler, and not counted. */
async function driveTwice(address: string, path: string, pushes: readonly Push[]): Promise<Driven> {
  const requests = requestsOf(address, path, pushes)
  const isGood = (answer: string) => answer.includes('"accepted":1,')
  const warm = await drive(address, requests, CONNECTIONS, WARM_UP_MS, isGood)
  const rest = requests.slice(warm.answered)
  if (rest.length === 0)
    throw new Error('all requests were answered before the measuring began: have more ready')
  return drive(address, rest, CONNECTIONS, TIME_MS, isGood)
}
