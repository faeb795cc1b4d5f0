import { boxIn, isWithin, toWgs84, type Crs } from '../../shared/mapping/converters/crs.ts'
import type { Box } from '../../shared/mapping/context.ts'
import type { MapManifest } from './manifest.ts'

export type Position = readonly [lon: number, lat: number]

/** One area of the file: its polygons in degrees of CGCS2000, each its outer ring and then its holes, every ring closed. */
export interface Feature {
  readonly code: string
  readonly polygons: readonly (readonly (readonly Position[])[])[]
}

/** More than any city has, and little enough to be looked at in a second. */
export const LIMITS = { bytes: 20_000_000, features: 3_000, rings: 5_000, points: 200_000 } as const

/** The file is not as it must be; the message says where and what to do. */
export class MapFault extends Error {
  override readonly name = 'MapFault'
}

interface Counts {
  rings: number
  points: number
}

interface Reading {
  readonly crs: Crs
  readonly box: Box
  readonly counts: Counts
}

/** The areas of a FeatureCollection. What it says beside codes and coordinates, such as names, is not looked at and goes nowhere. */
export function readFeatures(text: string, manifest: MapManifest, box: Box): Feature[] {
  const raw = parsed(text)
  if (own(raw, 'type') !== 'FeatureCollection') throw new MapFault('it is no GeoJSON FeatureCollection')
  sameCrs(own(raw, 'crs'), manifest)
  const features = own(raw, 'features')
  if (!Array.isArray(features) || features.length === 0) throw new MapFault('it has no features')
  if (features.length > LIMITS.features)
    throw new MapFault(`it has ${features.length} features; at most ${LIMITS.features} are read`)
  const reading = { crs: manifest.crs, box: boxIn(manifest.crs, box), counts: { rings: 0, points: 0 } }
  const read = features.map((feature: unknown, n) => featureOf(feature, n, manifest.codeProperty, reading))
  eachOnce(read)
  return read
}

function parsed(text: string): unknown {
  try {
    // Some programs write a mark of the byte order, which JSON does not have.
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new MapFault(
      `it is no JSON (${error instanceof Error ? error.message.slice(0, 120) : ''}): export it anew`,
    )
  }
}

/** Only what an object itself has: a key such as __proto__ is one like any other. */
const own = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as { readonly [name: string]: unknown })[key]
    : undefined

/** Old files name their system themselves. */
const IN_FILE: readonly (readonly [RegExp, string])[] = [
  [/(CRS84|EPSG:{1,2}4326)$/, 'EPSG:4326'],
  [/EPSG:{1,2}4490$/, 'EPSG:4490'],
]

function sameCrs(crs: unknown, { crsName }: MapManifest): void {
  const name = own(own(crs, 'properties'), 'name')
  if (typeof name !== 'string') return
  const said = IN_FILE.find(([pattern]) => pattern.test(name))?.[1]
  if (said !== crsName)
    throw new MapFault(
      `it says itself that it is in "${name.slice(0, 60)}", and its document says ${crsName}: one of them is wrong; ask who made it`,
    )
}

function featureOf(feature: unknown, n: number, property: string, reading: Reading): Feature {
  const where = `feature ${n + 1}`
  const code = codeOf(own(own(feature, 'properties'), property))
  if (code === null)
    throw new MapFault(
      `${where} has no area code of 6 or 9 digits in "${property}": name the property that has it as codeProperty`,
    )
  const geometry = own(feature, 'geometry')
  const coordinates = own(geometry, 'coordinates')
  const type = own(geometry, 'type')
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : null
  if (!Array.isArray(polygons) || polygons.length === 0)
    throw new MapFault(`${where} (${code}) is no Polygon or MultiPolygon`)
  return { code, polygons: polygons.map((rings: unknown) => polygonOf(rings, `${where} (${code})`, reading)) }
}

/** 211002000000 -> 211002. */
function codeOf(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || !/^\d{6}(\d{3}){0,2}$/.test(text)) return null
  const short = text.replace(/(000)+$/, '')
  return short.length === 6 || short.length === 9 ? short : text.slice(0, 6)
}

function polygonOf(rings: unknown, where: string, reading: Reading): Position[][] {
  if (!Array.isArray(rings) || rings.length === 0) throw new MapFault(`${where} has a polygon without a ring`)
  reading.counts.rings += rings.length
  if (reading.counts.rings > LIMITS.rings)
    throw new MapFault(`it has more than ${LIMITS.rings} rings: simplify it first`)
  return rings.map((ring: unknown) => ringOf(ring, where, reading))
}

function ringOf(ring: unknown, where: string, reading: Reading): Position[] {
  if (!Array.isArray(ring) || ring.length < 4)
    throw new MapFault(`${where} has a ring of less than four points`)
  reading.counts.points += ring.length
  if (reading.counts.points > LIMITS.points)
    throw new MapFault(`it has more than ${LIMITS.points} points: simplify it first`)
  const positions = ring.map((point: unknown) => positionOf(point, where, reading))
  const [first, last] = [positions[0]!, positions[positions.length - 1]!]
  if (first[0] !== last[0] || first[1] !== last[1])
    throw new MapFault(`${where} has a ring that is not closed: its last point must be its first`)
  return positions
}

function positionOf(point: unknown, where: string, { crs, box }: Reading): Position {
  const [x, y] = Array.isArray(point) ? (point as readonly unknown[]) : []
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y))
    throw new MapFault(`${where} has a point that is not two numbers`)
  if (!isWithin(x, y, box))
    throw new MapFault(
      `${where} has the point ${x}, ${y} outside the city's box: longitude comes first, in degrees; else widen "box" in city.json`,
    )
  // Of the same degrees everywhere: rounded like any other place.
  const { lon, lat } = toWgs84(x, y, crs)
  return [lon, lat]
}

function eachOnce(features: readonly Feature[]): void {
  const seen = new Set<string>()
  for (const { code } of features) {
    if (seen.has(code)) throw new MapFault(`${code} stands twice: make one MultiPolygon of its parts`)
    seen.add(code)
  }
}
