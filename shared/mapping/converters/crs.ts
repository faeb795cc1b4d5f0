import gcoord from 'gcoord'
import type { Box } from '../context.ts'

/** In what a source gives coordinates. bd09mc is Baidu's metres, the others are degrees. */
export type Crs = 'wgs84' | 'gcj02' | 'bd09' | 'bd09mc'

const NAMES = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09, bd09mc: gcoord.BD09MC } as const

type Position = readonly [x: number, y: number]

function convert([x, y]: Position, from: Crs, to: Crs): Position {
  return gcoord.transform([x, y], NAMES[from], NAMES[to])
}

/** The shifts of these systems vary inside a box by less than this, in degrees and in metres. */
const SLACK: { readonly [crs in Crs]: number } = { wgs84: 0, gcj02: 0.002, bd09: 0.002, bd09mc: 300 }

/** The city's box as it looks in another system. */
export function boxIn(crs: Crs, [west, south, east, north]: Box): Box {
  const corners = [
    [west, south],
    [west, north],
    [east, south],
    [east, north],
  ].map(([x, y]) => convert([x!, y!], 'wgs84', crs))
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  const slack = SLACK[crs]
  return [Math.min(...xs) - slack, Math.min(...ys) - slack, Math.max(...xs) + slack, Math.max(...ys) + slack]
}

export const isWithin = (x: number, y: number, [west, south, east, north]: Box): boolean =>
  x >= west && x <= east && y >= south && y <= north

/** Six places, a decimetre: more than any source knows. */
const PLACES = 1e6
const rounded = (degrees: number): number => Math.round(degrees * PLACES) / PLACES

export interface Point {
  readonly lat: number
  readonly lon: number
}

/** Only of what lies in the box of its system: far from China the inverse of GCJ-02 need not come to an end. */
export function toWgs84(x: number, y: number, crs: Crs): Point {
  const [lon, lat] = convert([x, y], crs, 'wgs84')
  return { lat: rounded(lat), lon: rounded(lon) }
}
