import gcoord from 'gcoord'
import type { Position } from './positions.ts'
import type { Chance } from './random.ts'

/** A point as an upstream system writes it: metres or degrees, east first. */
export interface Point {
  readonly x: number
  readonly y: number
}

const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits

/** Metres of Baidu's Mercator plane, to the centimetre, as 数字城管 exports them. */
export function bd09mcOf({ lon, lat }: Position): Point {
  const [x, y] = gcoord.transform([lon, lat], gcoord.WGS84, gcoord.BD09MC)
  return { x: rounded(x, 2), y: rounded(y, 2) }
}

/** Degrees with the offset that phones in China report. */
export function gcj02Of({ lon, lat }: Position): Point {
  const [x, y] = gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02)
  return { x: rounded(x, 6), y: rounded(y, 6) }
}

/** Far outside the city, and nobody's address: the open sea south of Dalian. */
const AT_SEA: Position = { lon: 121.9, lat: 38.4 }

/** A11: the same point swapped, empty, in the other reference system, or somewhere else altogether. */
export function misplaced(
  position: Position,
  own: (position: Position) => Point,
  other: (position: Position) => Point,
  chance: Chance,
): Point {
  const { x, y } = own(position)
  switch (chance.int(4)) {
    case 0:
      return { x: y, y: x }
    case 1:
      return { x: 0, y: 0 }
    case 2:
      return other(position)
    default:
      return own(AT_SEA)
  }
}
