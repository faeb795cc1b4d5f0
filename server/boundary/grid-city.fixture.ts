import { compileAreas } from '../../shared/areas/areas.ts'
import type { AreasDocument } from '../../shared/areas/document.ts'
import type { Box } from '../../shared/mapping/context.ts'
import { parseManifest, type MapManifest } from './manifest.ts'

/** Towns in rows and columns, each column a district; borders are as crooked as `wiggle` says and the same for both sides. */
export interface GridCity {
  readonly across: number
  readonly points: number
  readonly wiggle: (key: string) => number
}

type Position = [number, number]

export const BOX: Box = [120, 40, 121, 41]
export const codeOf = (column: number, row: number) =>
  `9901${String(column + 1).padStart(2, '0')}${100 + row}`

export const manifestWith = (over: object = {}): unknown => ({
  crs: 'EPSG:4490',
  reviewNumber: '演示(无效)',
  approvedOn: '2026-03-01',
  licence: '演示',
  source: '演示数据',
  ...over,
})

export function manifestOf(over: object = {}): MapManifest {
  const parsed = parseManifest(manifestWith(over))
  if (!parsed.ok) throw new Error(parsed.faults.join())
  return parsed.document
}

export function areasOf(across: number) {
  const columns = Array.from({ length: across }, (_, n) => n)
  const document = {
    id: 'grid',
    city: { code: '990100', name: '方格市' },
    districts: columns.map(c => ({
      code: codeOf(c, 0).slice(0, 6),
      name: `区${c}`,
      label: [c, 0],
      callout: [0, 0],
    })),
    towns: columns.flatMap(c =>
      columns.map(r => ({
        code: codeOf(c, r),
        name: `镇${c}-${r}`,
        district: codeOf(c, 0).slice(0, 6),
        cells: [[c, r]],
      })),
    ),
    communities: [],
    aliases: [],
  }
  return compileAreas(document as unknown as AreasDocument)
}

/** A border from corner to corner: the same points from either side. */
function border({ across, points, wiggle }: GridCity, a: Position, b: Position): Position[] {
  const turn = a[0] + a[1] > b[0] + b[1]
  const [from, to] = turn ? [b, a] : [a, b]
  const place = ([x, y]: readonly number[]): Position => [
    Number((120.1 + (0.8 * x!) / across).toFixed(6)),
    Number((40.1 + (0.8 * y!) / across).toFixed(6)),
  ]
  const line = Array.from({ length: points + 1 }, (_, i): Position => {
    const t = i / points
    // Nearer to a corner less, so that two borders never cross there.
    const off = Math.min(0.05, 0.3 * t, 0.3 * (1 - t)) * wiggle(`${from.join()}>${to.join()}:${i}`)
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
    return place([from[0] + dx * t - dy * off, from[1] + dy * t + dx * off])
  })
  return turn ? line.reverse() : line
}

export const squareOf = (city: GridCity, column: number, row: number): Position[] => {
  const corners: Position[] = [
    [column, row],
    [column + 1, row],
    [column + 1, row + 1],
    [column, row + 1],
  ]
  const ring = corners.flatMap((corner, i) => border(city, corner, corners[(i + 1) % 4]!).slice(0, -1))
  return [...ring, ring[0]!]
}

export const featureOf = (code: string, polygons: readonly (readonly Position[])[][]) => ({
  type: 'Feature',
  properties: { code },
  geometry: { type: 'MultiPolygon', coordinates: polygons },
})

export const collection = (features: readonly unknown[]) =>
  JSON.stringify({ type: 'FeatureCollection', features })

export function gridFeatures(city: GridCity) {
  const columns = Array.from({ length: city.across }, (_, n) => n)
  return columns.flatMap(c => columns.map(r => featureOf(codeOf(c, r), [[squareOf(city, c, r)]])))
}
