import type { Position } from '../positions.ts'

const METRES_PER_DEGREE = 111_200

/** Metres between two near positions. */
export function distance(a: Position, b: Position): number {
  const east = (b.lon - a.lon) * METRES_PER_DEGREE * Math.cos((a.lat * Math.PI) / 180)
  return Math.hypot(east, (b.lat - a.lat) * METRES_PER_DEGREE)
}

/** Degrees clockwise from north, whole. */
export function heading(from: Position, to: Position): number {
  const east = (to.lon - from.lon) * Math.cos((from.lat * Math.PI) / 180)
  const degrees = (Math.atan2(east, to.lat - from.lat) * 180) / Math.PI
  return Math.round((degrees + 360) % 360) % 360
}

export const between = (from: Position, to: Position, share: number): Position => ({
  lon: from.lon + (to.lon - from.lon) * share,
  lat: from.lat + (to.lat - from.lat) * share,
})

/** A closed way through corners. */
export interface Path {
  readonly first: Position
  /** Metres of one lap. */
  readonly length: number
  /** Where one is after so many metres, and where one is going; laps follow one another. */
  readonly at: (metres: number) => { readonly position: Position; readonly heading: number }
}

export function createPath(corners: readonly Position[]): Path {
  const legs = corners.map((from, i) => {
    const to = corners[(i + 1) % corners.length]!
    return { from, to, length: distance(from, to) }
  })
  const length = legs.reduce((sum, leg) => sum + leg.length, 0)
  const at = (metres: number) => {
    let rest = metres % length
    let leg = legs[0]!
    for (leg of legs) {
      if (rest < leg.length) break
      rest -= leg.length
    }
    const share = leg.length === 0 ? 0 : Math.min(1, rest / leg.length)
    return { position: between(leg.from, leg.to, share), heading: heading(leg.from, leg.to) }
  }
  return { first: corners[0]!, length, at }
}
