import type { AreaNode, Areas } from '../../shared/areas/areas.ts'
import type { PanelDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import { parseReads } from '../../shared/sync/topic.ts'
import { bind, type Bindings } from '../widgets/bindings.ts'
import type { Cells, MetricCell } from '../widgets/cells.ts'

interface Parts {
  readonly panel: PanelDocument
  readonly cells: Cells
  readonly areas: Areas
  readonly place: AreaNode
}

/**
 * The number that a panel's title explains: of its roles the first that has one number of the place on show, else the newest or largest part of the
 * first that is told in parts or in places alone. '' where it binds none that is counted there.
 */
export function leadCell(parts: Parts): string {
  const bound = bind(parts)
  const roles = bound.roles.filter(role => bound.metric(role) !== null)
  const whole = roles.find(role => isWhole(bound, role) && !bound.isUncounted(role))
  if (whole !== undefined) return bound.address(whole)
  for (const role of roles) {
    const places = bound.isUncounted(role) ? bound.places(role).map(({ id }) => id) : [undefined]
    const part = greatest(places.flatMap(area => bound.cells(role, area)))
    if (part !== null) return part.key
  }
  return ''
}

function isWhole(bound: Bindings, role: string): boolean {
  const metric = bound.metric(role)
  return metric !== null && metric.by.length === 0 && metric.window.type !== 'series'
}

function greatest(cells: readonly MetricCell[]): MetricCell | null {
  const size = ({ value }: MetricCell) => (typeof value === 'number' ? value : 0)
  const rank = (a: MetricCell, b: MetricCell) =>
    Number(b.address.bucket) - Number(a.address.bucket) || size(b) - size(a) || (a.key < b.key ? -1 : 1)
  return [...cells].sort(rank)[0] ?? null
}

/** The list of a panel that a row on show is of; null where none of its lists has it: then it only stands for a choice. */
export function listOfRecord({ panel, cells, areas, place }: Parts, record: string): string | null {
  for (const text of Object.values(panel.metrics)) {
    const { metric, scope } = parseReads(text)
    const area = scope === 'city' ? areas.city : place
    for (const { key, value } of cells.of(metric, area.id)) if (hasRow(value, record)) return key
  }
  return null
}

function hasRow(value: Value, record: string): boolean {
  if (value === null || typeof value !== 'object' || !('rows' in value)) return false
  const { rows } = value
  return Array.isArray(rows) && rows.some(row => Array.isArray(row) && row[0] === record)
}
