import type { Engine } from '../engine/engine.ts'
import type { LiveSockets } from '../live/sockets.ts'

/** Figures about ourselves in the text format of Prometheus. */
export function figuresText(engine: Engine, sockets: LiveSockets, others: readonly string[] = []): string {
  const { city } = engine
  const lines = [
    ...gauge('liaowang_journal_seq', 'last entry applied', [['', city.seq]]),
    ...gauge('liaowang_waiting_drafts', 'reports waiting for their commit', [['', engine.waiting]]),
    ...gauge('liaowang_disk_full', '1 while something cannot be written for want of room', [
      ['', engine.lacking.size > 0 ? 1 : 0],
    ]),
    ...gauge('liaowang_held_things', 'things that time may still change', [['', city.held.size]]),
    ...gauge('liaowang_cells', 'cells', [['', city.cells.size]]),
    ...gauge('liaowang_screens', 'connected screens', [['', sockets.screens]]),
    ...gauge('liaowang_resident_bytes', 'memory of the process', [['', process.memoryUsage.rss()]]),
  ]
  lines.push(...readings(engine), ...recounting(engine))
  for (const name of ['received', 'accepted', 'duplicate', 'quarantined', 'refused'] as const) {
    const values = [...city.feeds].map(([feed, report]) => [`{feed="${feed}"}`, report[name]] as const)
    lines.push(...gauge(`liaowang_feed_${name}_total`, `records ${name}`, values, 'counter'))
  }
  return `${[...lines, ...others].join('\n')}\n`
}

/** Nothing of it where nothing is counted anew. */
function recounting({ recounting: progress, city }: Engine): string[] {
  const counted = progress === null || progress.of === 0 ? [] : [['', progress.done / progress.of] as const]
  const moved = [...city.movedDues].map(([kind, n]) => [`{kind="${kind}"}`, n] as const)
  return [
    ...gauge('liaowang_recounted_share', 'how much of everything is counted anew, while it is', counted),
    ...gauge('liaowang_due_dates_moved', 'due dates that moved when all was last counted anew', moved),
  ]
}

function readings({ retention, city: { rollups } }: Engine): string[] {
  const { rows, bytes, oldestAt } = retention.held()
  return [
    ...gauge('liaowang_raw_readings_bytes', 'raw readings held, packed', [['', bytes]]),
    ...gauge('liaowang_raw_readings_rows', 'rows of raw readings held', [['', rows]]),
    ...gauge(
      'liaowang_raw_readings_oldest_seconds',
      'when the oldest raw reading held was taken (epoch)',
      oldestAt === null ? [] : [['', Math.floor(oldestAt / 1000)]],
    ),
    ...gauge('liaowang_rollup_blocks', 'hours of devices and areas held', [['', rollups.held.size]]),
    ...gauge('liaowang_rollup_blocks_unsaved', 'of those, not yet written', [['', rollups.unsaved.size]]),
  ]
}

type Sample = readonly [labels: string, value: number]

const gauge = (name: string, help: string, samples: readonly Sample[], type = 'gauge'): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
  ...samples.map(([labels, value]) => `${name}${labels} ${value}`),
]
