import { Type, type Static } from 'typebox'
import { DAY, HOUR, dayNumber, startOfDay } from '../../../shared/calendar/civil.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { UNKNOWN, type Figure } from '../../figures/number.ts'
import type { Tone } from '../../figures/phrase.ts'
import { momentText } from '../../figures/time.ts'
import { numberOf, wordOf } from '../column-values.ts'
import { todayOf } from '../norm.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import { CONGESTED, FULL, gradeOf, toneOfIndex } from './grade.ts'

const few = (maximum: number) => Type.Optional(Type.Integer({ minimum: 0, maximum }))
/** How many roads and places are named. */
export const Options = Type.Object({ most: few(24), spots: few(12) }, { additionalProperties: false })
type Options = Static<typeof Options>

export interface RoadRow {
  readonly id: string
  readonly name: string
  readonly index: string
  readonly speed: string
  /** Of the bar; null: unknown. */
  readonly share: number | null
  readonly tone: Tone | undefined
  /** Why nobody counts on it; '' else. */
  readonly doubt: string
  readonly label: string
}

export interface SpotRow {
  readonly place: string
  readonly figure: Figure
  readonly cell: string
}

type Line = readonly (readonly [at: number, value: number])[]

export interface TrafficView {
  readonly figure: Figure
  readonly cell: string
  readonly word: string
  readonly tone: Tone | undefined
  /** Not live: in softer ink. */
  readonly ink: Tone | undefined
  readonly beside: readonly { readonly text: string; readonly figure: Figure; readonly cell: string }[]
  readonly dayStart: number
  /** Hours that are over, each at its end. */
  readonly today: Line
  /** The same hours of the day before, moved to today. */
  readonly yesterday: Line
  /** What the dashed line is. */
  readonly before: string
  readonly rows: readonly RoadRow[]
  readonly spots: readonly SpotRow[]
  readonly tick: number
  readonly label: string
}

const ROADS = 5
const SPOTS = 3
const INDEX_SCALE = 10

/** The city's index beside the day before, its worst roads, and where accidents happen again and again. */
export function view(panel: PanelDocument, reader: Reader): TrafficView {
  const { most = ROADS, spots = SPOTS } = panel.options as Options
  const index = reader.value('index')
  const ink = stalenessOf(reader, reader.feeds('index'))?.ink
  const figure = reader.figure('index')
  const days = daysIn(reader)
  return {
    ...{ figure, ink, ...days, cell: reader.cell('index') },
    word: index === null ? '' : reader.say(`traffic.${gradeOf(index)}`),
    tone: ink ?? toneOfIndex(index),
    beside: besideOf(reader),
    before: reader.say('traffic.yesterday'),
    rows: [...(reader.list('roads')?.rows ?? [])]
      .sort((a, b) => Number(isDoubtful(a)) - Number(isDoubtful(b)))
      .slice(0, most)
      .map(row => roadOf(row, ink, reader)),
    spots: spotsOf(reader, spots),
    tick: CONGESTED / FULL,
    label: reader.say('traffic.chart', { title: reader.text(panel.title), now: figure.text }),
  }
}

/** While its past is still coming in, an hour of yesterday may be half of one: then it is not drawn. */
function daysIn(reader: Reader): Pick<TrafficView, 'dayStart' | 'today' | 'yesterday'> {
  const now = reader.now('minute')
  const dayStart = startOfDay(dayNumber(now))
  const points = reader.series('hours')
  const whole = reader.catchingUp('hours') === null
  return {
    dayStart,
    today: todayOf(points, HOUR, now, false),
    yesterday: whole
      ? points.flatMap(([at, value]) =>
          value !== null && at >= dayStart - DAY && at < dayStart ? [[at + DAY + HOUR, value] as const] : [],
        )
      : [],
  }
}

function besideOf(reader: Reader): TrafficView['beside'] {
  if (reader.metric('speed') === null) return []
  return [{ text: reader.say('traffic.speed'), figure: reader.figure('speed'), cell: reader.cell('speed') }]
}

const isDoubtful = ({ columns }: ListRow): boolean =>
  columns['online'] === false || numberOf(columns['index']) === null

function roadOf({ id, columns }: ListRow, ink: Tone | undefined, reader: Reader): RoadRow {
  const stored = numberOf(columns['index'])
  const index = stored === null ? null : stored / INDEX_SCALE
  const doubt = doubtOf(columns, reader)
  const texts = {
    name: wordOf(columns['device']) || id,
    index: index === null ? UNKNOWN : index.toFixed(1),
    speed: String(numberOf(columns['speed']) ?? UNKNOWN),
  }
  return {
    ...{ id, ...texts, doubt },
    share: index === null ? null : index / FULL,
    tone: ink ?? (doubt === '' ? toneOfIndex(index) : 'dim'),
    label: reader.say('traffic.road', texts),
  }
}

function doubtOf(columns: ListRow['columns'], reader: Reader): string {
  const event = numberOf(columns['event'])
  if (columns['online'] === false)
    return event === null
      ? UNKNOWN
      : reader.say('traffic.silent', { time: momentText(event, reader.now('minute')) })
  return columns['faulty'] === true && numberOf(columns['index']) === null
    ? reader.say('traffic.doubtful')
    : ''
}

/** One accident is no place where they happen again and again. */
const AGAIN = 2

function spotsOf(reader: Reader, most: number): readonly SpotRow[] {
  if (reader.metric('spots') === null) return []
  return reader
    .byDim('spots')
    .filter(({ dims, value }) => dims[0] !== '' && (value ?? 0) >= AGAIN)
    .slice(0, most)
    .map(({ dims }) => ({
      place: dims[0] ?? '',
      figure: reader.figure('spots', { dims }),
      cell: reader.cell('spots', { dims }),
    }))
}
