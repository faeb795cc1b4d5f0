/** What a city must say of its own map, and what every screen says beside it. */
export interface Review {
  /** The 审图号 under which the map was approved. */
  readonly reviewNumber: string
  readonly approvedOn: string
  readonly licence: string
  readonly source: string
}

/** A stretch of border between two points where more than two areas, or an area and the outside, meet. */
export interface BoundaryArc {
  /** What it separates: two towns of a district, two districts, the city from what is around it. */
  readonly border: 'town' | 'district' | 'rim'
  /** x, y, then the step to each next point; a closed one ends where it begins. */
  readonly line: readonly number[]
}

/** The finest area of which the map has ground: a town, or a district without its towns. */
export interface BoundaryPlot {
  readonly code: string
  /** Each ring the numbers of its arcs in their order, `~n` for arc n the other way round. Outer rings run anticlockwise, holes clockwise. */
  readonly rings: readonly (readonly number[])[]
  /** The point inside that is farthest from its borders, and how far that is. */
  readonly anchor: readonly [x: number, y: number]
  readonly reach: number
}

/**
 * A city's own reviewed map as it is drawn: on a plane, x east and y north, in whole steps of a ten-thousandth of the city's
 * extent. A border of two areas is one arc that both name, so it is the same line for both however much it was simplified.
 */
export interface Boundary {
  readonly review: Review
  /** Where its middle lies in WGS 84, and how many steps are a degree to the east and to the north. */
  readonly plane: {
    readonly lon: number
    readonly lat: number
    readonly east: number
    readonly north: number
  }
  readonly arcs: readonly BoundaryArc[]
  readonly plots: readonly BoundaryPlot[]
}
