import { isOpen } from '../../shared/audience/veil.ts'
import { isoOf } from '../../shared/calendar/civil.ts'
import type { Column, Kind, Thing } from '../../shared/kinds/kind.ts'
import { kindsOf } from '../../shared/metrics/kinds-of.ts'
import type { MetricDocument } from '../../shared/model/documents.ts'
import type { Fields, Value } from '../../shared/model/value.ts'
import type { CarriedOut } from '../explain/explain.ts'
import { cellOf, type Words } from '../explain/records-csv.ts'
import { pointOf, type Places } from '../explain/records-geojson.ts'
import type { Degrees } from '../../shared/areas/placing.ts'
import type { Feature } from './feature.ts'
import type { Standing } from './standing.ts'

/** `open`: whoever sees the records is given their places; `export`: they are about people, and go out with a reason alone. */
export type PointsGiven = 'open' | 'export' | null

export function pointsGiven(metric: MetricDocument, kinds: readonly Kind[]): PointsGiven {
  const counted = kinds.filter(({ id }) => kindsOf(metric).includes(id))
  if (metric.over !== undefined || metric.window.type === 'series' || !counted.some(hasPlaces)) return null
  return counted.every(({ publicly }) => publicly?.about === 'things') ? 'open' : 'export'
}

const [LON, LAT] = ['lon', 'lat']

/** Told where it is: as a field of its own, or as what a device says of itself. */
const hasPlaces = ({ parts, columns }: Kind): boolean =>
  columns.some(({ name }) => name === LON) ||
  Object.values(parts).some(schema =>
    Object.hasOwn((schema as { properties?: object }).properties ?? {}, 'point'),
  )

export interface PointLayer extends Words, Places {
  readonly carried: CarriedOut
  readonly standing: Standing
}

/**
 * The records that have a place. What stands beside it is what everybody may see of such a record, in words: all that is written in it
 * is an export, which asks for a reason.
 */
export function pointFeatures({ carried, standing, thing, ...words }: PointLayer): Feature[] {
  return carried.rows.flatMap(({ id, kind, values: told }): Feature[] => {
    const values = told as readonly Value[]
    const own = words.kinds.find(each => each.id === kind)
    const at = positionIn(carried.columns, values) ?? positionOf(thing(id))
    if (own === undefined || at === null) return []
    const shown = carried.columns.flatMap((column, i) =>
      isOpen(own, column) ? [[column.name, cellOf(column, values[i], kind, words)] as const] : [],
    )
    return [
      {
        type: 'Feature',
        ...(own.publicly?.nameless === true ? {} : { id }),
        geometry: { type: 'Point', coordinates: at },
        properties: {
          ...Object.fromEntries(shown),
          ...saidAt(carried.columns, values),
          ...standingOf(standing),
        },
      },
    ]
  })
}

/** When each record was told is its own; what is said of the source is said of all. */
const standingOf = ({ state, mark }: Standing): Fields => ({ state, mark })

function saidAt(columns: readonly Column[], values: readonly Value[]): Fields {
  const at = values[columns.findIndex(({ name }) => name === 'event')]
  return { asOf: typeof at === 'number' ? isoOf(at) : null }
}

function positionIn(columns: readonly Column[], values: readonly Value[]): Degrees | null {
  const [lon, lat] = [LON, LAT].map(wanted => {
    const at = columns.findIndex(({ name }) => name === wanted)
    const value = at === -1 ? null : values[at]
    return typeof value === 'number' ? value / (columns[at]?.scale ?? 1) : null
  })
  return typeof lon === 'number' && typeof lat === 'number' ? [lon, lat] : null
}

const positionOf = (thing: Thing | null): Degrees | null => pointOf(thing)?.coordinates ?? null
