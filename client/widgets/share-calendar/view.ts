import { Type, type Static } from 'typebox'
import { dateOfDay, dayNumber, timeOfDay, weekdayOf, HOUR } from '../../../shared/calendar/civil.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { figureOf, writtenOut, type Figure } from '../../figures/number.ts'
import type { Part, Tone } from '../../figures/phrase.ts'
import { momentText } from '../../figures/time.ts'
import type { Glyph } from '../../glyphs/glyph.ts'
import type { MessageKey } from '../../language/say.ts'
import { numberOf, wordOf } from '../column-values.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  {
    /** Car parks listed under the calendar; 0 is none. */
    most: Type.Optional(Type.Integer({ minimum: 0, maximum: 60 })),
  },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

/** An hour of a day with the bays open at its beginning. */
export interface Field {
  readonly hour: string
  readonly cell: string
  /** Of the most in all days, 0 to 1; null: nobody knows. */
  readonly share: number | null
  /** The hour it is. */
  readonly isNow: boolean
  readonly label: string
}

export interface DayRow {
  readonly day: string
  readonly name: string
  readonly isToday: boolean
  readonly fields: readonly Field[]
}

export interface LotRow {
  readonly id: string
  readonly glyph: Glyph
  readonly tone: Tone | undefined
  readonly title: string
  readonly bays: Figure
  /** `至 07:30` while open, `18:00 起` before; what is suspended says so. */
  readonly when: string
}

export interface ShareView {
  readonly days: readonly DayRow[]
  readonly picture: string
  readonly lots: readonly LotRow[]
  readonly ink: Tone | undefined
}

const DAYS = 7
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))
const MOST = 6

export function view(panel: PanelDocument, reader: Reader): ShareView {
  const { most = MOST } = panel.options as Options
  const bays = new Map(reader.byDim('hours').map(({ dims, value }) => [dims.join(' '), value]))
  const known = [...bays.values()].flatMap(value => (value === null ? [] : [value]))
  const top = Math.max(0, ...known)
  const ink = stalenessOf(reader, reader.feeds('hours'))?.ink
  return {
    days: daysOf(bays, top, reader),
    picture: reader.say('openBays.picture', { n: known.filter(n => n > 0).length, most: writtenOut(top) }),
    lots: (reader.list('list')?.rows ?? []).slice(0, most).map(row => lotOf(row, ink, reader)),
    ink,
  }
}

function daysOf(bays: ReadonlyMap<string, number | null>, top: number, reader: Reader): DayRow[] {
  const now = reader.now('minute')
  const today = dayNumber(now)
  const thisHour = HOURS[Math.floor(timeOfDay(now) / HOUR)]
  return Array.from({ length: DAYS }, (_, i) => {
    const day = dateOfDay(today + i)
    const week = reader.say(`week.d${weekdayOf(today + i)}` as MessageKey)
    const name = i === 0 ? reader.say('openBays.today') : week
    const fields = HOURS.map((hour): Field => {
      const value = bays.get(`${day} ${hour}`) ?? null
      return {
        ...{ hour, cell: reader.cell('hours', { dims: [day, hour] }) },
        share: value === null ? null : top === 0 ? 0 : value / top,
        isNow: i === 0 && hour === thisHour,
        label: reader.say('openBays.label', { day: day.slice(5), hour: Number(hour), n: writtenOut(value) }),
      }
    })
    return { day, name, isToday: i === 0, fields }
  })
}

const GLYPHS: { readonly [state: string]: Glyph } = { open: 'ok', closed: 'none', suspended: 'warn' }

function lotOf({ id, columns }: ListRow, ink: Tone | undefined, reader: Reader): LotRow {
  const state = wordOf(columns['state'])
  return {
    id,
    glyph: GLYPHS[state] ?? 'none',
    tone: ink ?? (state === 'suspended' ? 'warn' : undefined),
    // Its unit is what people know; the car park is called after it.
    title: wordOf(columns['unit']) || wordOf(columns['title']),
    bays: figureOf(numberOf(columns['bays']), {
      ...{ unit: reader.text(reader.metric('bays')?.unit), decimals: 0, language: reader.language },
    }),
    when: whenOf(columns, state, reader),
  }
}

function whenOf(columns: ListRow['columns'], state: string, reader: Reader): string {
  if (state === 'suspended') return reader.word(wordOf(columns['kind']), 'state', state)
  const [from, until] = [numberOf(columns['from']), numberOf(columns['until'])]
  if (from === null) return reader.say('openBays.none')
  const now = reader.now('minute')
  if (state === 'closed') return reader.say('openBays.from', { time: momentText(from, now) })
  return until === null
    ? reader.say('openBays.always')
    : reader.say('openBays.until', { time: momentText(until, now) })
}

/** `此刻开放 6 处 512 个`, and of how many car parks and bays. */
export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const ink = stalenessOf(reader, reader.feeds('open'))?.ink
  const said = (role: 'open' | 'bays', text: string): Part => {
    const { text: figure, unit } = reader.figure(role)
    return { text, figure, unit, cell: reader.cell(role), ...(ink === undefined ? {} : { tone: ink }) }
  }
  return {
    subtitle: reader.say('openBays.hours'),
    finding: [said('open', reader.say('openBays.now')), said('bays', reader.say('openBays.bays'))],
  }
}
