import type { SceneDocument } from '../../shared/model/documents.ts'
import { cellKey } from '../../shared/model/cell.ts'
import { topicName } from '../../shared/sync/topic.ts'
import type { Value } from '../../shared/model/value.ts'

const CITY = '211000'
const CELLS = 500
export const TOPIC = topicName({ scene: 'wall', place: CITY, audience: 'internal' })

const metrics = Array.from({ length: CELLS }, (_, n) => `load.received.${String(n).padStart(3, '0')}`)
export const KEYS: readonly string[] = metrics.map(metric => cellKey(metric, CITY, []))
/** The first cell says when its flush was made: screens tell from it how old what they get is. */
export const MADE = KEYS[0]!

/** A wall of five hundred numbers of the city. */
export const wall: SceneDocument = {
  id: 'wall',
  title: { zh: '测量', en: 'Measured' },
  order: 1,
  dwell: 60,
  panels: [
    {
      id: 'all',
      widget: 'figure',
      title: { zh: '全部', en: 'All' },
      metrics: Object.fromEntries(metrics.map((metric, n) => [`m${n}`, metric])),
      options: {},
    },
  ],
  layouts: {},
}

/** What a benchmark tells a server to do for a while. */
export interface Beats {
  /** Cells that change with each flush; the first of them says when it was made. */
  readonly changed: number
  readonly everyMs: number
  readonly forMs: number
}

/** The cells of the n-th flush. */
export function changesOf(n: number, changed: number): [key: string, value: Value][] {
  const others = Array.from({ length: changed - 1 }, (_, i): [string, Value] => [
    KEYS[1 + ((n * 7 + i) % (CELLS - 1))]!,
    n * 13,
  ])
  return [[MADE, instant()], ...others]
}

/** Every cell as a list of so many bytes: the state of a full scene. */
export const fullCells = (bytes: number): [key: string, value: Value][] =>
  KEYS.slice(1).map((key, n) => [key, { total: n, rows: [['x'.repeat(bytes), n]] }])

/** Milliseconds with fractions, the same in every process of one machine. */
export const instant = (): number => performance.timeOrigin + performance.now()
