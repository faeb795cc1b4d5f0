import { compileCalendar } from '../../shared/calendar/calendar.ts'
import type { CalendarDocument } from '../../shared/calendar/document.ts'
import { laidOver, type HolidayNotice } from '../../shared/calendar/holiday-notice.ts'
import type { CalendarOf, Kind } from '../../shared/kinds/kind.ts'
import type { CityDocument } from '../../shared/model/document-schemas.ts'

/** Which kind runs on which calendar. Other days, and other names, give other numbers. */
export interface CalendarsInUse {
  readonly calendarOf: CalendarOf
  /** Kind -> id of its calendar. */
  readonly names: { readonly [kind: string]: string }
  /** Those that some kind runs on. */
  readonly documents: readonly CalendarDocument[]
}

/** What is wrong with the names of calendars in the document of a city, a sentence each. */
export function faultsOfCalendars(
  { calendar: usual, calendars: named }: CityDocument,
  shipped: readonly CalendarDocument[],
  kinds: readonly Kind[],
): string[] {
  const ids = new Set(shipped.map(document => document.id))
  const known = new Set(kinds.map(kind => kind.id))
  return [
    ...Object.entries({ calendar: usual, ...named }).flatMap(([place, id]) =>
      ids.has(id) ? [] : [`${place}: there is no calendar "${id}" that can be used`],
    ),
    ...Object.keys(named).flatMap(kind => (known.has(kind) ? [] : [`calendars: there is no kind "${kind}"`])),
  ]
}

/** The calendars that the city names. None of these names may be at fault. */
export function calendarsInUse(
  { calendar: usual, calendars: named }: CityDocument,
  shipped: readonly CalendarDocument[],
  kinds: readonly Kind[],
): CalendarsInUse {
  const names = Object.fromEntries(kinds.map(({ id }) => [id, named[id] ?? usual]))
  const used = new Set(Object.values(names))
  const documents = shipped.filter(document => used.has(document.id))
  return inUse(names, documents)
}

/** The same with the notices over them that were put in force. */
export const underNotices = (
  { names, documents }: CalendarsInUse,
  notices: readonly HolidayNotice[],
): CalendarsInUse =>
  inUse(
    names,
    documents.map(document => laidOver(document, notices)),
  )

/** Those that nothing is reckoned by: their calendar is no more, or ends too early, so that days between would be left out. */
export function notLaid<Notice extends HolidayNotice>(
  { documents }: CalendarsInUse,
  notices: readonly Notice[],
): readonly Notice[] {
  const ends = new Map(documents.map(each => [each.id, laidOver(each, notices).coverage.to]))
  return notices.filter(({ calendar, to }) => (ends.get(calendar) ?? '') < to)
}

function inUse(names: CalendarsInUse['names'], documents: readonly CalendarDocument[]): CalendarsInUse {
  const compiled = new Map(documents.map(document => [document.id, compileCalendar(document)]))
  const byKind = new Map(Object.entries(names).map(([kind, id]) => [kind, compiled.get(id)]))
  const calendarOf: CalendarOf = kind => {
    const calendar = byKind.get(kind)
    if (calendar === undefined) throw new Error(`no kind "${kind}" runs on a calendar`)
    return calendar
  }
  return { calendarOf, names, documents }
}
