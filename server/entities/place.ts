import type { AreaNode, Areas } from '../../shared/areas/areas.ts'
import { areaSql } from '../../shared/metrics/sql-area.ts'
import type { Sql } from '../../shared/metrics/sql-parts.ts'
import type { EntityFile } from '../../shared/sync/entity.ts'
import { readAtOneMoment } from '../explain/moment.ts'
import { placeSql, type Line } from './finding.ts'
import { around, groupOf, type Counted, type EntityParts } from './groups.ts'

/** Of each kind; a place has thousands. */
const SHOWN = 10

/** The town or district of a code; a cell of the mosaic has no name of its own. */
export function placeOf(areas: Areas, code: string): AreaNode | null {
  let node = areas.byId(code) ?? (/^\d{6,12}$/.test(code) ? areas.leafOf(code) : null)
  while (node !== null && node.level === 'cell') node = node.parent
  return node
}

/** What is known of a part of the city: of each kind how many, what of it is open and overdue, and the first of them. */
export async function placeFile(
  parts: EntityParts & { readonly areas: Areas },
  node: AreaNode,
): Promise<EntityFile> {
  const { answer, seen } = await readAtOneMoment(parts, {
    cell: '',
    queries: () => placeSql(scopeOf(node, parts.areas), SHOWN),
  })
  const [totals = [], flags = [], lines = []] = answer.results as unknown as [
    readonly { readonly kind: string; readonly total: number }[],
    readonly { readonly kind: string; readonly open: number; readonly overdue: number }[],
    readonly Line[],
  ]
  const groups = totals.flatMap(({ kind: id, total }) => {
    const kind = parts.kinds.find(each => each.id === id)
    const { open = 0, overdue = 0 } = flags.find(each => each.kind === id) ?? {}
    const counted: Counted = { total, open, overdue }
    const own = lines.filter(line => line.kind === id)
    return kind === undefined ? [] : [groupOf(parts, kind, own, { counted, isPlace: true })]
  })
  groups.sort((a, b) => b.overdue - a.overdue || b.open - a.open || b.total - a.total)
  return {
    ...{ type: 'place', id: node.id, title: node.name, names: [], area: node.id },
    ...{ seq: seen.seq, now: seen.now, groups },
    ...around(parts, groups),
  }
}

/** Codes of what lies in it begin with its own: an index finds them, and then only those that count there are taken. */
function scopeOf(node: AreaNode, areas: Areas): Sql {
  const scope = areaSql(node, areas)
  if (node.level === 'city') return scope
  const [from, to] = [node.id, `${node.id}:`]
  return { sql: `t.area >= ? AND t.area < ? AND ${scope.sql}`, params: [from, to, ...scope.params] }
}
