import { Type, type Static } from 'typebox'
import { Errors } from 'typebox/schema'
import { conforms } from '../model/conforms.ts'
import { faultsIn } from './faults.ts'

const exact = { additionalProperties: false }
const DateText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const ClockTime = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$' })
const DayNames = Type.Record(Type.String(), Type.String({ minLength: 1, maxLength: 40 }), {
  maxProperties: 5000,
})
const Label = Type.String({ minLength: 1, maxLength: 80 })

/** Which days and hours an authority works, as published; see docs/adr/0002-calendar-is-a-document.md. */
export const CalendarDocument = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }),
    title: Type.Object({ zh: Label, en: Label }, exact),
    source: Type.String({ minLength: 1, maxLength: 2000 }),
    /** First and last day on which the table below is final. A due date that leans on any other day is provisional. */
    coverage: Type.Object({ from: DateText, to: DateText }, exact),
    /** ISO weekdays (1 is Monday) on which a plain week rests: [6, 7], or [] for a seven-day service. */
    restWeekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { maxItems: 6, uniqueItems: true }),
    /** Days off inside coverage, by date, with the name of the holiday. */
    holidays: DayNames,
    /** 调休: rest days that are worked, inside coverage. */
    workdays: DayNames,
    /** Days off by law alone, as far as they can be reckoned; used outside coverage, ignored inside. */
    statutory: DayNames,
    /** The windows of a working day in which working hours run, in order. */
    hours: Type.Array(Type.Object({ from: ClockTime, to: ClockTime }, exact), { minItems: 1, maxItems: 8 }),
    /** When the last day of a limit ends: '24:00' is its last millisecond, 23:59:59.999. */
    dueTime: ClockTime,
  },
  exact,
)
export type CalendarDocument = Static<typeof CalendarDocument>

export type ParsedCalendar =
  | { readonly ok: true; readonly document: CalendarDocument }
  | { readonly ok: false; readonly faults: readonly string[] }

const FAULTS_SHOWN = 20

/** The one door for a calendar document: its shape first, then what no schema can say. */
export function parseCalendar(raw: unknown): ParsedCalendar {
  if (!conforms(CalendarDocument, raw)) {
    const faults = Errors(CalendarDocument, raw)[1].map(e => `${e.instancePath || '/'}: ${e.message}`)
    return { ok: false, faults: faults.slice(0, FAULTS_SHOWN) }
  }
  const faults = faultsIn(raw)
  return faults.length === 0
    ? { ok: true, document: raw }
    : { ok: false, faults: faults.slice(0, FAULTS_SHOWN) }
}
