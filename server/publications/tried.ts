import type { AreaNode, Areas } from '../../shared/areas/areas.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import { countsFew } from '../../shared/metrics/bounded.ts'
import { bucketOf, bucketStart } from '../../shared/metrics/bucket.ts'
import { kindsOf } from '../../shared/metrics/kinds-of.ts'
import { cellSql, type CellSql } from '../../shared/metrics/sql.ts'
import { valueOf, type Found, type Sums } from '../../shared/metrics/sql-sums.ts'
import type { CellAddress } from '../../shared/model/cell.ts'
import type { MetricDocument } from '../../shared/model/documents.ts'
import type { TriedCell } from '../../shared/sync/trial.ts'
import { rollupsOf } from '../explain/explain.ts'
import { readAtOneMoment, type Moment } from '../explain/moment.ts'

export interface TryingParts extends Moment {
  readonly areas: Areas
  readonly kinds: readonly Kind[]
}

/** Cells that a page shows of a metric that is not in force: each is a question to the store. */
const MOST_CELLS = 12

/**
 * What a metric would say now, counted over the store by the same predicate that explains it: the city and its districts, the codes of its
 * dimension, or the last buckets of its series. Nothing is kept of it.
 */
export async function triedCells(parts: TryingParts, metric: MetricDocument): Promise<readonly TriedCell[]> {
  const { areas, kinds } = parts
  const first = metric.aggregate.type === 'list' ? metric.aggregate.limit : 1
  let cells: Trying[] = []
  const { answer } = await readAtOneMoment(parts, {
    ...{ cell: '', wanted: rollupsOf(metric) },
    queries(now) {
      cells = tryings(metric, areas, kinds, now)
      return cells.flatMap(({ sql }) => [sql.summary, sql.records({ limit: first, offset: 0 })])
    },
  })
  return cells.map(({ node, address }, i) => {
    const [sums, found] = [answer.results[2 * i]?.[0] as Sums, answer.results[2 * i + 1] ?? []]
    const rows = (found as readonly Line[]).map(({ id, row }): Found => ({
      id,
      row: JSON.parse(row) as Found['row'],
    }))
    const { dims, bucket } = address
    return {
      ...{ area: node.id, name: node.name, dims, bucket },
      ...{ value: valueOf(metric, sums, rows), rows: sums.rows },
    }
  })
}

interface Line {
  readonly id: string
  readonly row: string
}

interface Trying {
  readonly node: AreaNode
  readonly address: CellAddress
  readonly sql: CellSql
}

function tryings(metric: MetricDocument, areas: Areas, kinds: readonly Kind[], now: number): Trying[] {
  const codes = codesOf(metric, kinds)
  // All of several dimensions, or of one whose values nobody lists, are counted together.
  const asked: MetricDocument = codes === null ? { ...metric, by: [] } : metric
  const nodes = nodesOf(metric, areas)
  const few = countsFew(asked, kinds)
  const addresses = addressesOf(asked, codes ?? [], nodes, now).slice(0, MOST_CELLS)
  return addresses.flatMap(address => {
    const node = areas.byId(address.area)
    const sql = cellSql({ metric: asked, address, areas, now, few })
    return node === null || sql === null ? [] : [{ node, address, sql }]
  })
}

function addressesOf(
  { id, window }: MetricDocument,
  codes: readonly string[],
  nodes: readonly AreaNode[],
  now: number,
): CellAddress[] {
  const [top] = nodes
  if (top === undefined) return []
  const at = (area: string, dims: readonly string[], bucket = ''): CellAddress => ({
    ...{ metric: id, area, dims, bucket },
  })
  if (window.type === 'series') {
    const newest = bucketOf(window.bucket, now)
    const count = Math.min(window.keep, MOST_CELLS)
    const dims = codes.slice(0, 1)
    return Array.from({ length: count }, (_, i) =>
      at(top.id, dims, String(bucketStart(window.bucket, newest - i))),
    )
  }
  if (codes.length > 0) return codes.map(code => at(top.id, [code]))
  return nodes.map(({ id: area }) => at(area, []))
}

/** The city before its districts, as far as it is counted for them; else the first of its towns. */
function nodesOf({ areas: levels }: MetricDocument, areas: Areas): readonly AreaNode[] {
  const wide = [areas.city, ...areas.districts].filter(({ level }) => levels.includes(level))
  return wide.length > 0 ? wide : areas.towns
}

/** Of its only dimension; null where there are several, or no list of them. */
function codesOf(
  { by, kind, over, ...metric }: MetricDocument,
  kinds: readonly Kind[],
): readonly string[] | null {
  if (by.length === 0) return []
  const known = kinds.find(({ id }) => id === kindsOf({ ...metric, by, kind })[0])
  const columns = over === undefined ? known?.columns : known?.inner?.[over]
  const codes = columns?.find(({ name }) => name === by[0])?.codes
  return by.length === 1 && codes !== undefined ? Object.keys(codes) : null
}
