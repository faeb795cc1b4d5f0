import type { Areas, AreaNode } from '../areas/areas.ts'
import type { Sql } from './sql-parts.ts'

/** What is an area code at all: 6, 9 or 12 digits. */
const CODE = "length(t.area) IN (6, 9, 12) AND t.area NOT GLOB '*[^0-9]*'"

/**
 * The records that count at or below a node, as `leafOf` places their codes: a community on its cell, what names no
 * community of a town on the town's seat, an unknown town on its district, and what cannot be located on the city.
 */
export function areaSql(node: AreaNode, areas: Areas): Sql {
  switch (node.level) {
    case 'city':
      return { sql: '1', params: [] }
    case 'district':
      return { sql: `(${CODE} AND substr(t.area, 1, 6) = ?)`, params: [node.id] }
    case 'town':
      return { sql: `(${CODE} AND substr(t.area, 1, 9) = ?)`, params: [node.id] }
    case 'cell':
      return cellSql(node, areas)
  }
}

function cellSql(cell: AreaNode, areas: Areas): Sql {
  const own = areas.communitiesOf(cell.id).map(community => community.code)
  const town = cell.parent
  if (town === null || areas.seatOf(town.id)?.id !== cell.id) return oneOf('t.area', own)
  const others = areas
    .communitiesOf(town.id)
    .filter(community => community.cell.id !== cell.id)
    .map(community => community.code)
  const elsewhere = oneOf('t.area', others)
  return {
    sql: `(${CODE} AND substr(t.area, 1, 9) = ? AND NOT ${elsewhere.sql})`,
    params: [town.id, ...elsewhere.params],
  }
}

const oneOf = (column: string, values: readonly string[]): Sql =>
  values.length === 0
    ? { sql: '0', params: [] }
    : { sql: `${column} IN (${values.map(() => '?').join(', ')})`, params: values }
