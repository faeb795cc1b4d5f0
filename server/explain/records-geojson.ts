import type { Thing } from '../../shared/kinds/kind.ts'
import type { Value } from '../../shared/model/value.ts'
import type { CarriedOut } from './explain.ts'
import { cellOf, markOf, type Words } from './records-csv.ts'

export interface Places {
  /** The thing of a record, or of one of its items. */
  readonly thing: (id: string) => Thing | null
}

/**
 * The records as features of a map (RFC 7946): WGS 84, and without a geometry where a record has no place. `mark` stands in every
 * feature: they are copied one by one.
 */
export function recordsGeoJson(carried: CarriedOut, mark: string, words: Words & Places): string {
  const { columns, rows, isSimulated } = carried
  const marked = markOf(isSimulated, mark, words.language)
  const features = rows.map(({ id, kind, values }) => ({
    type: 'Feature',
    id,
    geometry: pointOf(words.thing(id.replace(/#.*/, ''))),
    properties: {
      ...Object.fromEntries(
        columns.map((column, i) => [column.name, cellOf(column, values[i] as Value, kind, words)] as const),
      ),
      exportedBy: marked,
    },
  }))
  return JSON.stringify({ type: 'FeatureCollection', features })
}

interface Point {
  readonly lon: number
  readonly lat: number
}

/** Mapped to WGS 84 when it came in. */
export function pointOf(thing: Thing | null) {
  for (const { fields, op } of Object.values(thing?.parts ?? {})) {
    const point = fields['point'] as unknown as Point | null | undefined
    if (op === 'put' && point !== null && point !== undefined)
      return { type: 'Point', coordinates: [point.lon, point.lat] as const }
  }
  return null
}
