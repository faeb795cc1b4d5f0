import type { Review } from '../areas/boundary.ts'
import type { Text } from '../model/value.ts'

/** Answer of `GET /api/about`: what this is, and whose data it shows, as its documents say. */
export interface About {
  readonly version: string
  readonly areas: { readonly source: string; readonly asOf: string }
  /** The city's own reviewed map; null where the mosaic of the areas is the map. */
  readonly boundary: Review | null
  readonly calendars: readonly {
    readonly title: Text
    readonly source: string
    /** Civil dates of the first and the last day that it covers. */
    readonly from: string
    readonly to: string
  }[]
  readonly feeds: readonly {
    readonly id: string
    readonly title: Text
    readonly department: Text
    readonly simulated: boolean
  }[]
}
