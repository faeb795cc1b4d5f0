import type { Benchmark, Ground } from '../ground/benchmark.ts'
import { closeSide, connect, meter, openSide, run, type Side } from './side.ts'

/** 22 of 500 cells: 0.78 KB. */
const CHANGED = 22
const EVERY_MS = 100
const WARM_UP_MS = 1_000
const TIME_MS = 2_500

export const benchmark: Benchmark = {
  title: 'news to 200, 1000 and 2000 screens, ten times a second',
  limitSeconds: [120, 300],
  peers: ['ws'],
  async run(ground) {
    for (const screens of [200, 1000, 2000]) await withScreens(ground, screens)
    ground.note(
      'real Socket.IO clients, all in one process beside the server; bare ws sends the same fields to `ws` clients, without rooms, beats and pings',
    )
  },
}

async function withScreens(ground: Ground, screens: number): Promise<void> {
  const sides = { ours: await openSide('ours'), bare: await openSide('bare') }
  const memory = {
    ours: await memoryPerScreen(sides.ours, screens),
    bare: await memoryPerScreen(sides.bare, screens),
  }
  const rounds: { readonly ours: Round; readonly bare: Round }[] = []
  for (const side of Object.values(sides)) await beats(side, screens, WARM_UP_MS)
  for (let round = 0; round < (ground.long ? 9 : 3); round++)
    rounds.push({
      ours: await beats(sides.ours, screens, TIME_MS),
      bare: await beats(sides.bare, screens, TIME_MS),
    })
  for (const side of Object.values(sides)) await closeSide(side)
  const row = (what: string, unit: 'us' | 'ms' | 'bytes', read: (round: Round) => number) => ({
    what: `${screens} screens: ${what}`,
    unit,
    ours: rounds.map(({ ours }) => read(ours)),
    beside: { what: 'bare ws', values: rounds.map(({ bare }) => read(bare)) },
  })
  const cost = row('processor time of the server for one message to one screen', 'us', ({ us }) => us)
  ground.row(screens === 2000 ? { ...cost, goal: { of: 'ratio', is: 'at most', value: 1.2 } } : cost)
  ground.row(row('age when read, p50', 'ms', ({ p50 }) => p50))
  ground.row(row('age when read, p99', 'ms', ({ p99 }) => p99))
  ground.row(row('bytes for one message to one screen', 'bytes', ({ bytes }) => bytes))
  ground.row({
    what: `${screens} screens: memory of the server for one of them`,
    unit: 'bytes',
    ours: [memory.ours],
    beside: { what: 'bare ws', values: [memory.bare] },
  })
}

interface Round {
  readonly us: number
  readonly p50: number
  readonly p99: number
  readonly bytes: number
}

async function beats(side: Side, screens: number, forMs: number): Promise<Round> {
  const { beats, cpuUs, news, p50, p99, sent } = await run(side, {
    changed: CHANGED,
    everyMs: EVERY_MS,
    forMs,
  })
  const messages = beats * screens
  if (news !== messages) throw new Error(`${side.name}: ${news} of ${messages} messages were read`)
  return { us: cpuUs / messages, p50, p99, bytes: sent / messages }
}

async function memoryPerScreen(side: Side, screens: number): Promise<number> {
  const before = await meter(side)
  await connect(side, screens)
  return ((await meter(side)).resident - before.resident) / screens
}
