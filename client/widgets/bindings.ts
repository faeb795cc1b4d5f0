import { lineage, type AreaNode, type Areas } from '../../shared/areas/areas.ts'
import type { Withheld } from '../../shared/audience/veil.ts'
import { looksBack } from '../../shared/freshness/looks-back.ts'
import { cellKey, documentKey, parseCellKey } from '../../shared/model/cell.ts'
import type { MetricDocument, PanelDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import { parseReads, type Reads } from '../../shared/sync/topic.ts'
import type { Cells, MetricCell } from './cells.ts'
import { caughtUpTo } from './catching-up.ts'
import { feedStates, hasReported, kindsOf, statesOf } from './feed-state.ts'
import type { At } from './reader.ts'
import { numberOf } from './values.ts'

/** What a panel's roles are bound to, seen from a place. */
export interface Bindings {
  readonly roles: readonly string[]
  metric(role: string): MetricDocument | null
  /** Whether its number is kept from whoever looks at this screen. */
  isWithheld(role: string): boolean
  address(role: string, at?: At): string
  /** The cell of a role. */
  cell(role: string, at?: At): Value
  /** All cells of a role's metric in one place. */
  cells(role: string, area?: string): readonly MetricCell[]
  /** The places of the level that the binding names. */
  places(role: string): readonly AreaNode[]
  /** Whether the metric is counted there and everybody who could have told of it has told: then nothing to count is a zero. */
  isTold(role: string, at?: At): boolean
  /** Whether the role tells of the whole city while a part of it is on show. */
  isCityWide(role: string): boolean
  /** Whether the role is of the place on show, whichever that is. */
  isOwn(role: string): boolean
  /** Whether its metric is not counted for places of that level. */
  isUncounted(role: string): boolean
  /** How much of the past that the role's metric looks at is in, in per cent; null: all of it. */
  catchingUp(role: string): number | null
  number(role: string, cell: Value, at?: At): number | null
}

interface Parts {
  readonly panel: PanelDocument
  readonly cells: Cells
  readonly areas: Areas
  readonly place: AreaNode
}

export function bind({ panel, cells, areas, place }: Parts): Bindings {
  const reads = new Map(Object.entries(panel.metrics).map(([role, text]) => [role, parseReads(text)]))
  const scope = (role: string) => reads.get(role)?.scope
  const ownArea = (binding: Reads): string => (binding.scope === 'city' ? areas.city.id : place.id)

  const told = (role: string) => toldOf(cells, reads.get(role))
  const isWithheld = (role: string): boolean => isKept(told(role))
  const metric = (role: string): MetricDocument | null => {
    const document = told(role)
    return isKept(document) ? null : document
  }
  const address = (role: string, at: At = {}): string => {
    const binding = reads.get(role)
    return binding === undefined ? '' : cellKey(binding.metric, at.area ?? ownArea(binding), at.dims ?? [])
  }
  const isCounted = (role: string, at: At = {}): boolean => {
    const area = areas.byId(parseCellKey(address(role, at))?.area ?? '')
    return area !== null && metric(role)?.areas.includes(area.level) === true
  }
  const isTold = (role: string, at?: At): boolean =>
    isCounted(role, at) && haveReported(cells, metric(role)) && catchingUp(role) === null
  const catchingUp = (role: string) => pastIn(cells, metric(role))

  return {
    roles: [...reads.keys()],
    metric,
    isWithheld,
    address,
    isTold,
    isCityWide: role => place.id !== areas.city.id && scope(role) === 'city',
    isOwn: role => scope(role) === 'self',
    isUncounted: role => metric(role) !== null && !isCounted(role),
    catchingUp,
    cell: (role, at) => {
      const key = address(role, at)
      return key === '' ? null : cells.get(key)
    },
    cells: (role, area) => {
      const binding = reads.get(role)
      return binding === undefined ? [] : cells.of(binding.metric, area ?? ownArea(binding))
    },
    places: role => placesOf(reads.get(role), place, areas),
    number: (role, cell, at) => {
      const document = metric(role)
      if (document === null) return null
      if (cell === null) return isPlainCount(document) && isTold(role, at) ? 0 : null
      return numberOf(cell, document)
    },
  }
}

type Told = MetricDocument | Withheld | null

const toldOf = (cells: Cells, binding: Reads | undefined): Told =>
  binding === undefined ? null : (cells.get(documentKey('metric', binding.metric)) as unknown as Told)

const isKept = (document: Told): document is Withheld => document !== null && 'withheld' in document

function pastIn(cells: Cells, document: MetricDocument | null): number | null {
  if (document === null || !looksBack(document.window)) return null
  return caughtUpTo(statesOf(cells, 0, kindsOf(document)))
}

function haveReported(cells: Cells, document: MetricDocument | null): boolean {
  const feeds = document === null ? [] : feedStates(cells, 0, kindsOf(document))
  return feeds.length > 0 && feeds.every(hasReported)
}

function placesOf(binding: Reads | undefined, place: AreaNode, areas: Areas): readonly AreaNode[] {
  switch (binding?.scope) {
    case undefined:
      return []
    case 'self':
      return [place]
    case 'city':
      return [areas.city]
    case 'district':
      return within(areas.districts, place)
    case 'town':
      return within(areas.towns, place)
    case 'cell':
      return within(areas.cells, place)
  }
}

const within = (nodes: readonly AreaNode[], place: AreaNode): readonly AreaNode[] =>
  place.parent === null ? nodes : nodes.filter(node => lineage(node).includes(place))

/** What nothing is counted of is 0 of them; a change from nothing to nothing is none that could be said. */
const isPlainCount = ({ aggregate, window }: MetricDocument): boolean =>
  aggregate.type === 'count' && window.type !== 'change'
