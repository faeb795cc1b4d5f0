import { liesIn } from '../../shared/access/may.ts'
import type { AreaNode, Areas } from '../../shared/areas/areas.ts'
import type { Veil } from '../../shared/audience/veil.ts'
import { cellValue, type City } from '../../shared/city/city.ts'
import { shownNumber } from '../../shared/metrics/shown.ts'
import { cellKey, parseCellKey } from '../../shared/model/cell.ts'
import type { MetricDocument } from '../../shared/model/documents.ts'
import type { Fields, Text, Value } from '../../shared/model/value.ts'
import type { Feature } from './feature.ts'
import type { OutlineOf } from './outlines.ts'
import type { Standing } from './standing.ts'

/** By which areas a layer may be asked for. */
export const LEVELS = { districts: 'district', towns: 'town' } as const
export type By = keyof typeof LEVELS

export interface AreaLayer {
  readonly city: City
  readonly areas: Areas
  readonly metric: MetricDocument
  readonly by: By
  /** What lies in it is told of. */
  readonly place: string
  /** Values of the metric's dimensions, in their order; left out where it has some, each has a number of its own. */
  readonly dims: readonly string[] | null
  readonly veil: Veil
  readonly standing: Standing
  /** Whether nothing to count is a zero. */
  readonly isTold: boolean
  readonly outlineOf: OutlineOf
  readonly language: keyof Text
}

/** A number for each area, as the screens of the same audience show it. */
export function areaFeatures(layer: AreaLayer): Feature[] {
  const { areas, by, place, metric, standing, language } = layer
  const nodes = by === 'districts' ? areas.districts : areas.towns
  const numbersOf = numbersIn(layer)
  return nodes
    .filter(({ id }) => liesIn(areas, id, place))
    .map(node => ({
      type: 'Feature',
      id: node.id,
      geometry: layer.outlineOf(node.id),
      properties: {
        ...{ code: node.id, name: node.name, level: LEVELS[by] },
        ...numbersOf(node),
        unit: metric.unit[language],
        ...standing,
      },
    }))
}

function numbersIn(layer: AreaLayer): (area: AreaNode) => Fields {
  const { metric, dims, city, veil } = layer
  const at = (key: string) => numberOf(layer, veil.shows(key) ? veil.value(key, cellValue(city, key)) : null)
  if (dims !== null || metric.by.length === 0) return ({ id }) => at(cellKey(metric.id, id, dims ?? []))
  const keys = keysByArea(layer)
  return ({ id }) => ({
    by: (keys.get(id) ?? []).map(({ key, dims: values }) => ({
      ...Object.fromEntries(metric.by.map((name, i) => [name, values[i] ?? ''])),
      ...at(key),
    })),
  })
}

/** Every cell of the metric, by where it is; in the order of their keys. */
function keysByArea({ city, metric }: AreaLayer) {
  const found = new Map<string, { readonly key: string; readonly dims: readonly string[] }[]>()
  const start = `${metric.id}|`
  for (const key of [...city.cells.keys()].filter(each => each.startsWith(start)).sort()) {
    const address = parseCellKey(key)
    if (address === null) continue
    const cell = { key, dims: address.dims }
    const here = found.get(address.area)
    if (here === undefined) found.set(address.area, [cell])
    else here.push(cell)
  }
  return found
}

function numberOf({ metric, isTold }: AreaLayer, value: Value): Fields {
  if (value === null) return { value: metric.aggregate.type === 'count' && isTold ? 0 : null }
  if (Array.isArray(value)) return percentiles(metric, value as Value[])
  const number = shownNumber(metric, value)
  if (number !== null) return { value: rounded(number, metric) }
  // So few people that how many is not told.
  const below = typeof value === 'object' ? (value as Fields)['below'] : undefined
  return below === undefined ? { value: null } : { value: null, below }
}

const percentiles = (metric: MetricDocument, values: readonly Value[]): Fields => {
  const { aggregate } = metric
  if (aggregate.type !== 'percentile') return {}
  return Object.fromEntries(
    aggregate.p.map((p, i) => {
      const value = values[i]
      return [`p${p}`, typeof value === 'number' ? rounded(value / metric.scale, metric) : null]
    }),
  )
}

/** As it is shown. */
const rounded = (value: number, { decimals }: MetricDocument): number => Number(value.toFixed(decimals))
