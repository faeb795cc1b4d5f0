import { INTERNAL } from '../../shared/audience/veil.ts'
import { apply } from '../../shared/city/apply.ts'
import { createCity, type LiveCell } from '../../shared/city/city.ts'
import { settle } from '../../shared/city/settle.ts'
import { cellKey } from '../../shared/model/cell.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'
import { Hub } from '../../server/live/hub.ts'
import { draftFor, range, shippedDocuments, shippedMapping } from '../ground/city.ts'
import { gridFlow, hotlineFlow, NOW } from '../ground/flow.ts'
import type { Counts } from './raw-rows.ts'

const AUDIENCE = 'bench'
/** As many as a busy morning leaves: every cell a city of this size has must be passed over to open a topic. */
const RECORDS = 20_000

/** All cells of a city in operation. */
export function cityCells(): Map<string, LiveCell> {
  const documents = shippedDocuments()
  const city = createCity({ ...documents, now: NOW })
  ;[gridFlow(), hotlineFlow()].forEach((flow, i) => {
    const draft = draftFor(flow, shippedMapping(documents, flow.feed), range(RECORDS, flow.record))
    apply(city, { ...draft, seq: i + 1 }, () => null)
  })
  settle(city)
  return city.cells
}

/** Puts the buckets of a chart where the fold keeps them. */
export function setBuckets(
  cells: Map<string, LiveCell>,
  metric: string,
  by: 'kind' | 'none',
  span: number,
  counts: Counts,
) {
  for (const key of [...cells.keys()]) if (key.startsWith(`${metric}|`)) cells.delete(key)
  const place = shippedDocuments().areas.city.id
  for (const [bucket, kind, n] of counts) {
    const key = cellKey(metric, place, by === 'kind' ? [kind] : [], String(bucket * span))
    const before = (cells.get(key)?.value ?? 0) as number
    const value = before + n
    cells.set(key, { key, value, json: JSON.stringify(value), seq: 3 })
  }
}

/** A hub in which nobody has opened anything, with one scene of one chart. */
export function hubWith(cells: ReadonlyMap<string, LiveCell>, metric: string) {
  const { areas } = shippedDocuments()
  const title = { zh: '', en: '' }
  const scene: SceneDocument = {
    id: 'chart',
    title,
    order: 1,
    dwell: 60,
    panels: [{ id: 'chart', widget: 'chart', title, metrics: { series: metric }, options: {} }],
    layouts: {},
  }
  const parts = { areas, veilOf: () => INTERNAL }
  const shown = { epoch: 'bench', head: 3, cells, scene: () => scene }
  return { open: () => new Hub(parts, shown), topic: `chart/${areas.city.id}@${AUDIENCE}` }
}
