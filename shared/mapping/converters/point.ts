import { Type } from 'typebox'
import type { Box } from '../context.ts'
import { own } from '../path.ts'
import { flag, refuse } from '../sheet.ts'
import { isMissingMark } from '../text/missing.ts'
import { halfWidth } from '../text/width.ts'
import {
  fault,
  From,
  Origin,
  placedConverter,
  sourceAt,
  sourcesAt,
  inside,
  type Convert,
  type Source,
  type Workbench,
} from '../workbench.ts'
import { boxIn, isWithin, toWgs84, type Crs, type Point } from './crs.ts'

const place = {
  /** A list [lon, lat], a text "lon,lat" or an object with lon and lat (lng, x; y). */
  from: Type.Optional(From),
  lon: Type.Optional(Origin),
  lat: Type.Optional(Origin),
}

const CRS = Type.Enum(['wgs84', 'gcj02', 'bd09', 'bd09mc'])

/** Where something is, as WGS84 degrees { lat, lon } inside the city's box. */
export const point = placedConverter('point', place, { crs: CRS }, sources, ({ crs }, bench) =>
  compilePoint(crs, bench),
)

interface Place {
  readonly from?: From
  readonly lon?: Origin
  readonly lat?: Origin
}

function sources({ from, lon, lat }: Place, bench: Workbench): readonly Source[] {
  const apart = lon !== undefined && lat !== undefined
  if (apart === (from !== undefined) || (lon === undefined) !== (lat === undefined))
    fault(bench, 'needs lon and lat, or from')
  if (from !== undefined) return sourcesAt(from, bench)
  const x = sourceAt(lon ?? 'lon', inside(bench, 'lon'))
  const y = sourceAt(lat ?? 'lat', inside(bench, 'lat'))
  return [{ path: `${x.path}, ${y.path}`, read: raw => [x.read(raw), y.read(raw)] }]
}

/** One reading of a pair of numbers: which system, and whether they were swapped. */
interface Attempt {
  readonly crs: Crs
  readonly swapped: boolean
  readonly box: Box
}

/**
 * The reading as declared first, then swapped, then metres where degrees were declared or the other way round. Degrees of
 * one system taken for another's look alike within a kilometre: no test can find that (A11).
 */
function attemptsFor(declared: Crs, city: Box): readonly Attempt[] {
  const other: Crs = declared === 'bd09mc' ? 'bd09' : 'bd09mc'
  return [declared, other].flatMap(crs => {
    const box = boxIn(crs, city)
    return [
      { crs, swapped: false, box },
      { crs, swapped: true, box },
    ]
  })
}

export function compilePoint(crs: Crs, { path, required, context }: Workbench): Convert {
  const attempts = attemptsFor(crs, context.box)
  return (value, sheet) => {
    const pair = pairOf(value)
    if (pair === null) return null
    const [x, y] = pair
    for (const attempt of attempts) {
      const located = locate(x, y, attempt)
      if (located === null) continue
      if (attempt !== attempts[0]) flag(sheet, 'coordFixed')
      return { lat: located.lat, lon: located.lon }
    }
    // Not in the city, (0,0), or no numbers: whatever it was meant to be, it is no place to draw.
    if (required) return refuse(sheet, path, 'not a point', value)
    flag(sheet, 'coordFixed')
    return null
  }
}

function locate(x: number, y: number, { crs, swapped, box }: Attempt): Point | null {
  const [first, second] = swapped ? [y, x] : [x, y]
  return isWithin(first, second, box) ? toWgs84(first, second, crs) : null
}

type Pair = readonly [x: number, y: number]

/** null: there is no point. NaN stands for what is no number. */
function pairOf(value: unknown): Pair | null {
  if (value === null || value === undefined) return null
  const [x, y] = Array.isArray(value)
    ? (value as unknown[])
    : typeof value === 'object'
      ? ofObject(value)
      : ofText(value)
  const isMissing = isAbsent(x) && isAbsent(y)
  return isMissing ? null : [numberOf(x), numberOf(y)]
}

const first = (value: object, names: readonly string[]): unknown =>
  names.map(name => own(value, name)).find(found => found !== undefined)

const ofObject = (value: object): unknown[] => [
  first(value, ['lon', 'lng', 'longitude', 'x']),
  first(value, ['lat', 'latitude', 'y']),
]

const ofText = (value: unknown): unknown[] => {
  const parts =
    typeof value === 'string'
      ? halfWidth(value)
          .trim()
          .split(/[,;\s]+/)
      : [value]
  return parts.length === 1 ? [parts[0], parts[0]] : parts
}

const isAbsent = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && isMissingMark(value.trim()))

const NUMBER = /^[+-]?\d{1,12}(?:\.\d{0,15})?$/

function numberOf(value: unknown): number {
  if (typeof value === 'number') return value
  const text = typeof value === 'string' ? halfWidth(value).trim() : ''
  return NUMBER.test(text) ? Number(text) : NaN
}
