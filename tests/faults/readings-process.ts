// Run by readings.e2e.test.ts in a process of its own: a city that takes readings until it is killed.
import { join } from 'node:path'
import type { Calendar } from '../../shared/calendar/calendar.ts'
import { areas } from '../../shared/city/ticket.fixture.ts'
import { heatStation } from '../../shared/kinds/device/devices.ts'
import { smallMetric } from '../../shared/metrics/small-kind.fixture.ts'
import type { Counts } from '../../shared/model/batch.ts'
import type { Reading } from '../../shared/model/fact.ts'
import { Engine, ownDraft } from '../../server/engine/engine.ts'
import { openDatabase } from '../../server/journal/database.ts'

/** Sent to the process. */
export type Order =
  | { readonly type: 'take'; readonly id: number; readonly readings: readonly Reading[] }
  | { readonly type: 'stop' }

/** What it answers, once it is durable. */
export interface Taken {
  readonly id: number
  readonly counts: Counts
}

export const METRIC = 'flow.hour'
const metric = smallMetric({
  id: METRIC,
  kind: 'heat-station',
  over: 'hours',
  aggregate: { type: 'share', field: 'flowSum', over: 'flowCount' },
  window: { type: 'series', field: 'event', bucket: 'hour', keep: 48 },
})

function run(folder: string, now: number): void {
  const engine = new Engine({
    db: openDatabase(join(folder, 'city.db')),
    documents: {
      areas,
      calendarOf: () => ({}) as Calendar,
      kinds: [heatStation],
      metrics: [metric],
      digest: 'd',
    },
    now: () => now,
    clock: () => performance.now(),
    onUncounted: (_, error) => {
      throw error
    },
    onFault: fault => {
      throw fault.error
    },
  })
  // A checkpoint saves few rollups: most are behind it when the blow falls.
  engine.city.rollups.leastStep = 1
  const checkpoints = setInterval(() => engine.checkpoint(), 15)
  process.on('message', (order: Order) => {
    if (order.type === 'stop') {
      clearInterval(checkpoints)
      void engine.stop().then(() => process.exit(0))
      return
    }
    const { id, readings } = order
    const received = { received: readings.length, accepted: readings.length }
    const counts = { ...received, duplicate: 0, quarantined: 0, refused: 0 }
    const facts = [{ type: 'readings', kind: 'heat-station', readings }] as const
    void engine
      .submit({ ...ownDraft(now, facts), feed: 'iot', counts })
      .then(batch => process.send?.({ id, counts: batch.counts } satisfies Taken))
  })
  process.send?.('ready')
}

const [folder, now] = process.argv.slice(2)
if (process.send !== undefined && folder !== undefined) run(folder, Number(now))
