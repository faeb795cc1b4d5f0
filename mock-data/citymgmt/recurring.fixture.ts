import gcoord from 'gcoord'
import { DAY } from '../../shared/calendar/civil.ts'
import type { CityCase } from './case.ts'

/*
 * 复发 (DOMAIN 2.6) counted from the cases themselves, by looking at each beside every other: what the product counts is held against it.
 */

const EARTH = 6_371_008.8
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** On the sphere, by the haversine. */
function metres([lon, lat]: Spot, [otherLon, otherLat]: Spot): number {
  // Most are far away, and that is seen at once.
  if (Math.abs(otherLat - lat) > 0.001 || Math.abs(otherLon - lon) > 0.01) return Infinity
  const north = Math.sin(radians(otherLat - lat) / 2) ** 2
  const east = Math.sin(radians(otherLon - lon) / 2) ** 2
  const h = north + Math.cos(radians(lat)) * Math.cos(radians(otherLat)) * east
  return 2 * EARTH * Math.asin(Math.sqrt(h))
}

type Spot = readonly [lon: number, lat: number]

/** Null: the terminal said a wrong point (A11), or none. */
function spotOf({ site: { point } }: CityCase): Spot | null {
  const { x, y } = point
  const isRight = x > 13_640_000 && x < 13_775_000 && y > 4_940_000 && y < 5_080_000
  return isRight ? gcoord.transform<[number, number]>([x, y], gcoord.BD09MC, gcoord.WGS84) : null
}

const reportedAt = ({ steps }: CityCase): number => steps[0]!.at

interface Counted {
  /** How many alike lie together with it, at most; itself among them. */
  readonly alike: number
  /** Another lies so near to 50 m from it that the last digit of a formula may decide. */
  readonly isClose: boolean
}

/** Of each case. Cases that were rejected or made void are to be left out by whoever asks. */
export function recurringOf(cases: readonly CityCase[]): ReadonlyMap<CityCase, Counted> {
  const located = cases.flatMap(one => {
    const spot = spotOf(one)
    return spot === null ? [] : [{ one, spot, at: reportedAt(one) }]
  })
  const classes = Map.groupBy(located, ({ one: { category, filing } }) =>
    [category.type, filing.mainName, filing.subName].join(),
  )
  const counted = new Map<CityCase, Counted>()
  for (const all of classes.values())
    for (const { one, spot, at } of all) {
      const far = all.map(other => ({ at: other.at, far: metres(spot, other.spot) }))
      const near = far.filter(other => other.far <= 50).map(other => other.at)
      const begins = near.filter(begin => begin <= at && at - begin <= 30 * DAY)
      const counts = begins.map(
        begin => near.filter(each => each >= begin && each - begin <= 30 * DAY).length,
      )
      const isClose = far.some(other => Math.abs(other.far - 50) < 0.05)
      counted.set(one, { alike: Math.max(...counts), isClose })
    }
  return counted
}
