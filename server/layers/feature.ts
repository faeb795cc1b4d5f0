import type { Degrees } from '../../shared/areas/placing.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { MultiPolygon } from './outlines.ts'

export type Geometry = MultiPolygon | { readonly type: 'Point'; readonly coordinates: Degrees }

/** RFC 7946. */
export interface Feature {
  readonly type: 'Feature'
  readonly id?: string
  /** null: it lies nowhere that anybody knows of. */
  readonly geometry: Geometry | null
  readonly properties: Fields
}

/** More than this is no answer to one question: a smaller place is asked for. */
export const MOST_FEATURES = 5_000
