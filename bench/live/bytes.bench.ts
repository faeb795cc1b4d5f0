import type { Benchmark } from '../ground/benchmark.ts'
import { closeSide, connect, meter, openSide, type Side } from './side.ts'
import type { Beats } from './wall.ts'

const SCREENS = 100
/** Two heartbeats. */
const IDLE_MS = 6_000
const BEATS: Beats = { changed: 1, everyMs: 100, forMs: IDLE_MS }

export const benchmark: Benchmark = {
  title: 'bytes to one screen of 500 numbers',
  limitSeconds: [60, 120],
  async run(ground) {
    const side = await openSide('ours')
    await connect(side, SCREENS)
    await side.screens.ask('ages')
    const idle = await sentDuring(side, () => new Promise(resolve => setTimeout(resolve, IDLE_MS)))
    const { news } = (await side.screens.ask('ages')) as { news: number }
    const busy = await sentDuring(side, () => side.server.ask('beat', BEATS))
    const heard = (await side.screens.ask('ages')) as { news: number }
    await closeSide(side)
    ground.row({
      what: 'one number of 500 changes',
      unit: 'bytes',
      ours: [(busy - idle) / heard.news],
      goal: { of: 'ours', is: 'at most', value: 80 },
    })
    ground.row({
      what: 'nothing changes, in a second: heartbeat',
      unit: 'bytes',
      ours: [idle / SCREENS / (IDLE_MS / 1000)],
    })
    ground.row({
      what: 'nothing changes: news that were sent',
      unit: 'count',
      ours: [news],
      goal: { of: 'ours', is: 'at most', value: 0 },
    })
    ground.note(
      'with the frames of WebSocket, without those of TCP; names and values as long as those of the shipped metrics; the first row without the heartbeat',
    )
  },
}

async function sentDuring(side: Side, wait: () => Promise<unknown>): Promise<number> {
  const before = await meter(side)
  await wait()
  await new Promise(resolve => setTimeout(resolve, 200))
  return (await meter(side)).sent - before.sent
}
