import { Type } from 'typebox'
import { LEVELS, levelOf, type Level } from '../../../shared/aqi/aqi.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import type { Value } from '../../../shared/model/value.ts'
import { UNKNOWN, writtenOut, type Figure } from '../../figures/number.ts'
import type { Tone } from '../../figures/phrase.ts'
import { momentText } from '../../figures/time.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'

export const Options = Type.Object(
  { most: Type.Optional(Type.Integer({ minimum: 0, maximum: 12 })) },
  { additionalProperties: false },
)
interface Options {
  readonly most?: number
}

export interface Band {
  readonly level: Level
  readonly word: string
  /** Where it begins. */
  readonly from: number
  readonly isNow: boolean
}

export interface StationRow {
  readonly id: string
  readonly name: string
  readonly aqi: string
  /** 1 to 6; null: no index. */
  readonly grade: number | null
  readonly word: string
  /** `首要 PM10`. */
  readonly primary: string
  readonly pm25: string
  /** The hour it is of. */
  readonly time: string
}

export interface AirView {
  readonly figure: Figure
  readonly cell: string
  readonly word: string
  readonly tone: Tone | undefined
  readonly bands: readonly Band[]
  /** Where the index lies on the ruler, as a share of it; null: unknown. */
  readonly at: number | null
  readonly rows: readonly StationRow[]
}

/** HJ 633: the index at which each level ends. Every level has the same room on the ruler. */
const ENDS = [50, 100, 150, 200, 300, 500] as const
const MOST = 4

/** The index of the city on the six levels of HJ 633, and its stations, the worst first, each with its newest hour. */
export function view(panel: PanelDocument, reader: Reader): AirView {
  const { most = MOST } = panel.options as Options
  const value = reader.value('aqi')
  const aqi = value === null ? null : Math.round(value)
  const now = aqi === null ? null : levelOf(aqi)
  return {
    figure: reader.figure('aqi'),
    cell: reader.cell('aqi'),
    word: now === null ? '' : reader.say(`air.${now}`),
    tone: stalenessOf(reader, reader.feeds('aqi'))?.ink,
    bands: LEVELS.map((level, i) => ({
      level,
      word: reader.say(`air.${level}`),
      from: i === 0 ? 0 : ENDS[i - 1]!,
      isNow: level === now,
    })),
    at: aqi === null ? null : placeOf(aqi),
    rows: newestOf(reader.list('stations')?.rows ?? [])
      .sort((a, b) => indexOf(b) - indexOf(a))
      .slice(0, most)
      .map(row => rowOf(row, reader)),
  }
}

function placeOf(aqi: number): number {
  const level = LEVELS.indexOf(levelOf(aqi))
  const [from, to] = [level === 0 ? 0 : ENDS[level - 1]!, ENDS[level]!]
  return (level + Math.min(1, (aqi - from) / (to - from))) / LEVELS.length
}

/** The list has several hours of a station, the newest first. */
function newestOf(rows: readonly ListRow[]): ListRow[] {
  const seen = new Set<Value | undefined>()
  return rows.filter(({ columns: { stationName } }) => !seen.has(stationName) && seen.add(stationName))
}

const numberIn = (value: Value | undefined): number | null => (typeof value === 'number' ? value : null)
const indexOf = ({ columns }: ListRow): number => numberIn(columns['aqi']) ?? -1

function rowOf({ id, columns }: ListRow, reader: Reader): StationRow {
  const aqi = numberIn(columns['aqi'])
  const level = aqi === null ? null : levelOf(aqi)
  const event = numberIn(columns['event'])
  return {
    id,
    name: typeof columns['stationName'] === 'string' ? columns['stationName'] : id,
    aqi: aqi === null ? UNKNOWN : writtenOut(aqi),
    grade: level === null ? null : LEVELS.indexOf(level) + 1,
    word: level === null ? '' : reader.say(`air.${level}`),
    primary: primaryOf(columns['primary'], reader),
    pm25: writtenOut(numberIn(columns['pm25'])),
    time: event === null ? '' : momentText(event, reader.now('minute')),
  }
}

function primaryOf(primary: Value | undefined, reader: Reader): string {
  const codes = Array.isArray(primary) ? (primary as readonly Value[]) : []
  const names = codes.map(code => reader.word('air-hour', 'primary', code)).join(' ')
  return names === '' ? '' : reader.say('ruler.primary', { names })
}
