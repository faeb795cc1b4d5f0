import type { AreaNode, Areas } from '../../shared/areas/areas.ts'
import { DAY, HOUR, MINUTE, startOfDay } from '../../shared/calendar/civil.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import type { Sql } from '../../shared/metrics/sql-parts.ts'
import { hourOf, type BlockAddress } from '../../shared/rollups/held-blocks.ts'
import { SUBJECTS } from '../../shared/rollups/kept.ts'
import { risesOf } from '../../shared/rollups/rises.ts'
import { MOST_POINTS, type History } from '../../shared/sync/explain.ts'
import { told } from './explain.ts'
import { readAtOneMoment, type Moment } from './moment.ts'

/** Of what, in which steps, and from one instant on up to before another. */
export interface HistoryQuestion {
  readonly kind: string
  readonly measure: string
  readonly of: BlockAddress['of']
  readonly subject: string
  readonly step: History['step']
  readonly from: number
  readonly to: number
}

export interface HistoryParts extends Moment {
  readonly areas: Areas
  readonly kinds: readonly Kind[]
}

/** Why a question about history cannot be answered: whoever asks is told. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError'
}

const SPANS = { minute: MINUTE, hour: HOUR } as const

/** What was said of one measure over time; null: there is no such kind, measure or area. */
export async function historyOf(parts: HistoryParts, asked: HistoryQuestion): Promise<History | null> {
  const column = columnOf(parts, asked)
  if (column === null) return null
  const span = SPANS[asked.step]
  const from = Math.max(0, startOf(asked.step, asked.from))
  const to = asked.to
  if (!(from < to)) throw new HistoryError('"from" must be before "to"')
  if ((to - from) / span > MOST_POINTS)
    throw new HistoryError(`that is more than ${MOST_POINTS} points; ask for less time or for hours`)
  const { of, kind, subject } = asked
  const { answer, seen } = await readAtOneMoment(parts, {
    cell: '',
    wanted: address =>
      address.of === of &&
      address.kind === kind &&
      address.subject === subject &&
      address.from >= hourOf(from) &&
      address.from < to,
    queries: () => [pointsSql(asked, from, to)],
  })
  const lines = (answer.results[0] ?? []) as readonly { readonly point: string }[]
  const points = lines.map(({ point }) => JSON.parse(point) as History['points'][number])
  return {
    kind,
    subject,
    measure: column,
    step: asked.step,
    from,
    to,
    seq: seen.seq,
    now: seen.now,
    rawSince: parts.engine.retention.held().oldestAt,
    points,
    ...(isCounter(parts, asked) ? { rises: risesOf(points.map(point => point[5])) } : {}),
  }
}

/** Of one device: the last word of many meters is the word of one of them. */
const isCounter = ({ kinds }: HistoryParts, { kind, measure, of }: HistoryQuestion): boolean =>
  of === 'device' && kinds.find(each => each.id === kind)?.telemetry?.isCounter(measure) === true

/** Minutes and hours begin together everywhere. */
const startOf = (step: History['step'], at: number): number => Math.floor(at / SPANS[step]) * SPANS[step]

function columnOf({ kinds, areas }: HistoryParts, { kind: id, measure, of, subject }: HistoryQuestion) {
  const kind = kinds.find(each => each.id === id)
  if (kind?.telemetry?.measures.includes(measure) !== true) return null
  if (of === 'area' && !isRolledUp(areas.byId(subject))) return null
  const column = kind.columns.find(each => each.name === measure)
  return column === undefined ? null : told(column)
}

/** Cells of the mosaic have no rollups of their own. */
const isRolledUp = (node: AreaNode | null): boolean => node !== null && node.level !== 'cell'

/** Every packed row of the time, by its number; so the cost is of the time asked for, and not of what is stored. */
function pointsSql({ kind, measure, of, subject, step }: HistoryQuestion, from: number, to: number): Sql {
  const [size, offset] = step === 'minute' ? [HOUR, 0] : [DAY, startOfDay(0)]
  const [first, last] = [from, to - 1].map(at => Math.floor((at - offset) / size)) as [number, number]
  return {
    sql: `WITH RECURSIVE period (n) AS
        (SELECT CAST(? AS INTEGER) UNION ALL SELECT n + 1 FROM period WHERE n < CAST(? AS INTEGER))
      SELECT e.value AS point FROM subjects s CROSS JOIN period p CROSS JOIN ${of}_${step}s b
        CROSS JOIN json_each(${step}_points(b.data, p.n * ${size} + ${offset}, ?, ?, ?)) e
      WHERE s.kind = ? AND s.sort = ? AND s.name = ? AND b.id = p.n * ${SUBJECTS} + s.no ORDER BY p.n, e.key`,
    params: [first, last, measure, from, to, kind, of, subject],
  }
}
