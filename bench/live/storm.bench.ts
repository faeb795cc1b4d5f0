import type { Benchmark } from '../ground/benchmark.ts'
import { startPartner } from '../ground/partner.ts'
import type { Cursor } from '../../shared/sync/protocol.ts'
import { closeSide, meter, openSide, type Side } from './side.ts'
import type { Storm } from './storm-screens.ts'

const SCREENS = 2_000
/** Of each of 499 cells: 100 KB in all. */
const CELL_BYTES = 150
/** What is said of a server that goes down and comes back (`sayAway`). */
const HINT_MS = 3_000

export const benchmark: Benchmark = {
  title: 'two thousand screens come back at once',
  limitSeconds: [120, 300],
  peers: ['ws'],
  async run(ground) {
    const sides = { ours: await openSide('ours'), bare: await openSide('bare') }
    for (const { server } of Object.values(sides)) await server.ask('fill', CELL_BYTES)
    const rounds: { readonly [which in 'ours' | 'bare' | 'delta' | 'hinted']: Stormed }[] = []
    for (let round = 0; round < (ground.long ? 9 : 4); round++) {
      const cursor = (await sides.ours.server.ask('cursor')) as Cursor
      const whole = { ours: await storm(sides.ours), bare: await storm(sides.bare) }
      const delta = await storm(sides.ours, { cursor })
      const hinted = await storm(sides.ours, { cursor, withinMs: HINT_MS })
      if (round > 0) rounds.push({ ...whole, delta, hinted })
    }
    for (const side of Object.values(sides)) await closeSide(side)
    const bare = (read: (one: Stormed) => number) => ({
      what: 'bare ws, whole state',
      values: rounds.map(round => read(round.bare)),
    })
    ground.row({
      what: 'all have the whole state (100 KB)',
      unit: 'ms',
      ours: rounds.map(({ ours }) => ours.ms),
      beside: bare(({ ms }) => ms),
      goal: { of: 'ratio', is: 'at most', value: 2 },
    })
    ground.row({
      what: 'processor time of the server for it',
      unit: 'ms',
      ours: rounds.map(({ ours }) => ours.cpuMs),
      beside: bare(({ cpuMs }) => cpuMs),
    })
    ground.row({
      what: 'all have what changed since their cursor, as screens come back that were there before',
      unit: 'ms',
      ours: rounds.map(({ delta }) => delta.ms),
      beside: bare(({ ms }) => ms),
    })
    ground.row({
      what: `the same, spread over the ${HINT_MS / 1000} s that a stopping server names: processor time`,
      unit: 'ms',
      ours: rounds.map(({ hinted }) => hinted.cpuMs),
    })
    ground.note(
      'screens that speak the wire by hand, all in one process beside the server; the first round is for the compiler',
    )
  },
}

interface Stormed {
  readonly ms: number
  readonly cpuMs: number
}

async function storm(side: Side, how: Partial<Storm> = {}): Promise<Stormed> {
  const screens = startPartner(import.meta.dirname, 'storm-screens.ts')
  await screens.ask('leave')
  const before = await meter(side)
  const order: Storm = { side: side.name, port: side.port, count: SCREENS, cursor: null, withinMs: 0, ...how }
  const ms = (await screens.ask('storm', order)) as number
  const cpuMs = ((await meter(side)).cpuUs - before.cpuUs) / 1000
  await screens.ask('leave')
  await screens.stop()
  return { ms, cpuMs }
}
