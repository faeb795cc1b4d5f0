import { HOUR } from '../../shared/calendar/civil.ts'
import { cellKey, documentKey } from '../../shared/model/cell.ts'
import type { MetricDocument, PanelDocument, SceneDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import { range } from '../ground/city.ts'

export const CITY = '211000'
const CHARTS = 12
/** Thirteen days of hours: 312 points a chart. */
const HOURS = 312

const metric = (n: number): MetricDocument => ({
  id: `bench.chart.${n}`,
  title: { zh: `曲线 ${n}`, en: `chart ${n}` },
  unit: { zh: '件', en: '' },
  definition: { zh: '测量', en: 'measured' },
  kind: 'hotline-order',
  where: [],
  aggregate: { type: 'count' },
  by: [],
  areas: ['city'],
  window: { type: 'series', field: 'event', bucket: 'hour', keep: HOURS },
  decimals: 0,
  scale: 1,
})

const panel = (n: number): PanelDocument => ({
  id: `chart${n}`,
  widget: 'norm-line',
  title: { zh: `曲线 ${n}`, en: `chart ${n}` },
  metrics: { series: `bench.chart.${n}` },
  options: {},
})

const rowOf = (row: number) => range(4, i => `chart${4 * row + i}`).join(' ')

/** Twelve charts of a day over what is usual. */
export const chartsScene: SceneDocument = {
  id: 'charts',
  title: { zh: '曲线', en: 'Charts' },
  order: 9,
  dwell: 3600,
  panels: range(CHARTS, panel),
  layouts: {
    'wall-16': {
      columns: range(4, () => '1fr'),
      rows: ['120', '1fr', '1fr', '1fr'],
      areas: ['frame frame frame frame', rowOf(0), rowOf(1), rowOf(2)],
    },
  },
}

const start = (now: number, hour: number) => Math.floor(now / HOUR) * HOUR - (HOURS - hour) * HOUR

/** A bucket of a chart; the last one is the hour before now, which is drawn. */
export const bucketKey = (chart: number, hour: number, now: number): string =>
  cellKey(`bench.chart.${chart}`, CITY, [], String(start(now, hour)))

/** The last hour of a chart that is whole. */
export const lastBucketKey = (chart: number, now: number): string => bucketKey(chart % CHARTS, HOURS - 1, now)

export const chartCells = (now: number): [key: string, value: Value][] => [
  [documentKey('scene', 'charts'), chartsScene as unknown as Value],
  ...range(CHARTS, (n): [string, Value] => [
    documentKey('metric', `bench.chart.${n}`),
    metric(n) as unknown as Value,
  ]),
  ...range(CHARTS, n =>
    range(HOURS, (hour): [string, Value] => [bucketKey(n, hour, now), 40 + ((hour * 7 + n * 13) % 60)]),
  ).flat(),
]
