import type { Benchmark, Ground } from '../ground/benchmark.ts'
import { range } from '../ground/city.ts'
import { NOW } from '../ground/flow.ts'
import { cityCells, hubWith, setBuckets } from './our-cells.ts'
import { DAY, duckRows, FIRST, sqliteRows, type Counts, type RawRows } from './raw-rows.ts'

const ROWS = 10_000_000
const QUARTER = 900_000
const HOUR = 3_600_000
/** Ours takes microseconds: so many are timed together. */
const AT_ONCE = 20

interface Chart {
  readonly what: string
  readonly metric: string
  readonly by: 'kind' | 'none'
  readonly span: number
  readonly since: number
}

const DAY_CHART: Chart = {
  what: '24 h by quarter of an hour and system',
  metric: 'city.events.quarter',
  by: 'kind',
  span: QUARTER,
  since: NOW - DAY,
}
const MONTH_CHART: Chart = {
  what: '30 days by hour',
  metric: 'city.events.hour',
  by: 'none',
  span: HOUR,
  since: FIRST,
}

/** A chart over time from the cells that the fold keeps, beside the same chart from ten million rows. */
export const benchmark: Benchmark = {
  title: 'a chart over time, from the question to its bytes',
  limitSeconds: [120, 300],
  peers: ['@duckdb/node-api'],
  async run(ground) {
    const cells = cityCells()
    const sqlite = sqliteRows(ground.folder, ROWS)
    const duck = await duckRows(ground.folder, ROWS)
    const rounds = ground.long ? 9 : 3
    await compare(ground, cells, DAY_CHART, rounds, ['indexed rows in SQLite', sqlite, 1 / 50])
    await compare(ground, cells, DAY_CHART, rounds, ['DuckDB', duck, null])
    await compare(ground, cells, MONTH_CHART, rounds, ['DuckDB', duck, 1 / 20])
    if (ground.long) await compare(ground, cells, MONTH_CHART, 3, ['indexed rows in SQLite', sqlite, null])
    sqlite.close()
    duck.close()
    ground.note(
      `10 million events in 30 days; all sides give the same numbers (checked); SQLite answers from a covering index, DuckDB with all cores`,
    )
    ground.note(
      `ours: the first screen that asks, which opens the topic among all ${cells.size} cells of the city; the next one gets the same bytes`,
    )
  },
}

async function compare(
  ground: Ground,
  cells: ReturnType<typeof cityCells>,
  chart: Chart,
  rounds: number,
  [name, rows, goal]: readonly [string, RawRows, number | null],
): Promise<void> {
  const counts = await rows.chart(chart.span, chart.since)
  setBuckets(cells, chart.metric, chart.by, chart.span, counts)
  const { open, topic } = hubWith(cells, chart.metric)
  const ask = () => JSON.stringify(open().answer(topic, null))
  checkSame(ask(), chart, counts)
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds; round++) {
    ours.push(timed(() => range(AT_ONCE, ask)) / AT_ONCE)
    const start = performance.now()
    JSON.stringify(await rows.chart(chart.span, chart.since))
    theirs.push(performance.now() - start)
  }
  ground.row({
    what: chart.what,
    unit: 'ms',
    ours,
    beside: { what: name, values: theirs },
    ...(goal === null ? {} : { goal: { of: 'ratio', is: 'at most', value: goal } as const }),
  })
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** A fast answer that says something else would be worth nothing. */
function checkSame(text: string, { metric, what }: Chart, counts: Counts): void {
  const [, , , , flat] = JSON.parse(text) as [string, string, number, number, unknown[]]
  let sum = 0
  for (let i = 0; i < flat.length; i += 2)
    if (String(flat[i]).startsWith(`${metric}|`)) sum += flat[i + 1] as number
  const wanted = counts.reduce((total, [, , n]) => total + n, 0)
  if (sum !== wanted || sum === 0) throw new Error(`${what}: the cells say ${sum}, the rows ${wanted}`)
}
