import { Type, type Static } from 'typebox'
import type { DayChange } from '../calendar/day-changes.ts'
import type { TableFault } from '../calendar/holiday-table.ts'
import type { Text } from '../model/value.ts'
import { exact } from './deed.ts'

/*
 * What the page of the calendar asks, over HTTP:
 *
 *   GET  /api/calendar                                    -> CalendarStanding
 *   POST /api/calendar/preview           HolidayTableSent -> HolidayPreview
 *   POST /api/calendar/notices           NoticeSent       -> ToldNotice
 *   GET  /api/calendar/notices/<id>                       -> NoticeFile
 */

/** Longer than a calendar of a hundred years. */
export const LONGEST_TABLE = 200_000
export const LONGEST_SOURCE = 200

const table = {
  calendar: Type.String({ minLength: 1, maxLength: 40 }),
  year: Type.Integer({ minimum: 2000, maximum: 2199 }),
  /** The file as it is. */
  text: Type.String({ minLength: 1, maxLength: LONGEST_TABLE }),
}
export const HolidayTableSent = Type.Object(table, exact)
export type HolidayTableSent = Static<typeof HolidayTableSent>

export const NoticeSent = Type.Object(
  {
    ...table,
    /** Where it was published: title and number of the notice. */
    source: Type.String({ maxLength: LONGEST_SOURCE, pattern: '\\S.*\\S.*\\S.*\\S' }),
    /** The `digest` of the preview that somebody looked at. */
    seen: Type.String({ minLength: 1, maxLength: 64 }),
  },
  exact,
)
export type NoticeSent = Static<typeof NoticeSent>

/** A notice that moved a due date, and from when to when; null: its clock stands. */
export const CorrectionSchema = Type.Object(
  {
    year: Type.Integer(),
    /** When the notice came into force. */
    at: Type.Integer(),
    before: Type.Integer(),
    after: Type.Union([Type.Integer(), Type.Null()]),
  },
  exact,
)
export type ToldCorrection = Static<typeof CorrectionSchema>

/** A matter whose due date a notice moves. */
export interface MovedMatter {
  /** As lists name it: a thing, or `<thing>#<item>`. */
  readonly record: string
  readonly kind: string
  readonly title: string | null
  readonly department: string | null
  readonly before: number
  readonly after: number | null
}

/** Open clocks that end on days which a notice settles. */
export interface MovedClocks {
  readonly open: number
  readonly moved: number
  /** Those that were 预估 and stay where they are. */
  readonly settled: number
  /** Kind -> how many of its due dates move. */
  readonly kinds: { readonly [kind: string]: number }
  /** The earliest of them, as far as whoever asks may see them. */
  readonly matters: readonly MovedMatter[]
}

export type HolidayPreview =
  | { readonly ok: false; readonly faults: readonly TableFault[] }
  | {
      readonly ok: true
      readonly digest: string
      readonly year: number
      readonly from: string
      readonly to: string
      /** Days off and rest days worked, as the table has them from the first day on that it settles. */
      readonly holidays: number
      readonly workdays: number
      readonly changes: readonly DayChange[]
      readonly clocks: MovedClocks
      /** false: it says what is in force already. */
      readonly isNew: boolean
    }

export interface ToldNotice {
  readonly id: string
  readonly calendar: string
  readonly year: number
  readonly source: string
  readonly at: number
  readonly holidays: number
  readonly workdays: number
  readonly moved: number
}

export interface NoticeFile extends ToldNotice {
  readonly matters: readonly MovedMatter[]
}

export interface ToldCalendar {
  readonly id: string
  readonly title: Text
  /** Where its days are from: of the installed file. */
  readonly source: string
  readonly coverage: { readonly from: string; readonly to: string }
  /** ISO weekdays of a plain week on which nobody works. */
  readonly restWeekdays: readonly number[]
  /** By date, with the name of the holiday: days off and rest days worked as published, and those off by law alone where nothing is. */
  readonly holidays: { readonly [date: string]: string }
  readonly workdays: { readonly [date: string]: string }
  readonly statutory: { readonly [date: string]: string }
  /** The kinds that run on it. */
  readonly kinds: readonly string[]
  /** The first year of which no notice is in force. */
  readonly next: number
}

export interface CalendarStanding {
  readonly now: number
  /** Due dates are being reckoned anew just now. */
  readonly isCounting: boolean
  readonly calendars: readonly ToldCalendar[]
  /** The newest first. */
  readonly notices: readonly ToldNotice[]
  /** What kinds are called. */
  readonly kinds: { readonly [kind: string]: Text }
}
