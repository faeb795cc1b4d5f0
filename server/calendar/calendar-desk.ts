import { compileCalendar } from '../../shared/calendar/calendar.ts'
import { dateOfDay, dayNumber, dayOfDate } from '../../shared/calendar/civil.ts'
import { dayChanges } from '../../shared/calendar/day-changes.ts'
import type { CalendarDocument } from '../../shared/calendar/document.ts'
import { judgeHolidays, type JudgedTable } from '../../shared/calendar/holiday-faults.ts'
import { laidOver, type HolidayNotice } from '../../shared/calendar/holiday-notice.ts'
import { readHolidayTable, type TableFault } from '../../shared/calendar/holiday-table.ts'
import { mask } from '../../shared/mapping/masking/mask.ts'
import { canonical, digest } from '../../shared/model/digest.ts'
import type { Fields } from '../../shared/model/value.ts'
import type {
  CalendarStanding,
  HolidayPreview,
  HolidayTableSent,
  MovedMatter,
  NoticeFile,
  NoticeSent,
  ToldCalendar,
  ToldNotice,
} from '../../shared/sync/calendar.ts'
import { Refused, type Caller } from '../access/caller.ts'
import type { Audit } from '../audit/audit.ts'
import { doAudited } from '../deeds/filing.ts'
import { createTurns } from '../deeds/turns.ts'
import { underNotices, type CalendarsInUse } from '../documents/calendars.ts'
import { ownDraft, type Engine } from '../engine/engine.ts'
import { noticeFact, noticesIn, type Correction, type PublishedNotice } from '../engine/notices.ts'
import { recordOf } from './corrections.ts'
import { namesOf, openMoves, rowOf, type Move, type Moves } from './moves.ts'

export interface CalendarDeskParts {
  readonly engine: Engine
  readonly audit: Audit
  /** As they are shipped. */
  readonly calendars: CalendarsInUse
  /** City time. */
  readonly now: () => number
}

/** Matters that a page shows; of more it says how many there are. */
const MOST_MATTERS = 200

/** What a table would change, reckoned but not done. */
interface Reckoned {
  readonly notice: HolidayNotice
  readonly document: CalendarDocument
  readonly next: CalendarDocument
  readonly moves: Moves
  /** Of the notice and of what it is laid over. */
  readonly digest: string
  readonly isNew: boolean
}

/** Where the notice of a year is looked at and put in force: one after the other, each by what the one before it left. */
export class CalendarDesk {
  readonly #parts: CalendarDeskParts
  readonly #turn = createTurns()

  constructor(parts: CalendarDeskParts) {
    this.#parts = parts
  }

  standing(): CalendarStanding {
    const { engine, calendars, now } = this.#parts
    return {
      now: now(),
      isCounting: engine.recounting !== null,
      calendars: this.#documents()
        .filter(({ restWeekdays }) => restWeekdays.length > 0)
        .map(document => toldCalendar(document, calendars.names)),
      notices: this.#notices().map(told).reverse(),
      kinds: Object.fromEntries([...engine.city.kinds.values()].map(({ id, title }) => [id, title])),
    }
  }

  preview(sent: HolidayTableSent, caller: Caller): HolidayPreview {
    this.#refuseWhileCounting()
    const judged = this.#judged(sent)
    if (!judged.ok) return judged
    const reckoned = this.#reckoned(judged.notice)
    const { notice, document, next, moves, isNew } = reckoned
    const [before, after] = [document, next].map(compileCalendar) as [Compiled, Compiled]
    return {
      ...{ ok: true, isNew, digest: reckoned.digest, year: notice.year, from: notice.from, to: notice.to },
      ...countsOf(notice),
      changes: dayChanges(before, after, notice.from, notice.to),
      clocks: {
        ...{ open: moves.open, moved: moves.moves.length, settled: moves.settled },
        kinds: byKind(moves.moves),
        matters: this.#matters(moves.moves, caller),
      },
    }
  }

  /** In force once this resolves: it is in the journal, with every open due date that it moves. */
  putInForce(sent: NoticeSent, caller: Caller): Promise<ToldNotice> {
    return this.#turn(async () => {
      this.#refuseWhileCounting()
      const judged = this.#judged(sent)
      if (!judged.ok) throw new Refused(400, 'faultyTable', faultText(judged.faults))
      const { notice, moves, isNew, digest: seen } = this.#reckoned(judged.notice)
      if (!isNew) throw new Refused(409, 'nothingNew', 'this is in force already')
      if (seen !== sent.seen) throw new Refused(409, 'stale', 'it is not what was looked at')
      const published = this.#published(notice, sent.source, moves.moves)
      const { engine, audit, now } = this.#parts
      const details: Fields = {
        year: notice.year,
        digest: seen,
        ...countsOf(notice),
        moved: moves.moves.length,
      }
      await doAudited(
        audit,
        caller,
        { action: 'calendar.notice', object: `calendar/${published.id}`, details },
        () => engine.submit(ownDraft(now(), [noticeFact(published)])),
      )
      return told(published)
    })
  }

  file(id: string, caller: Caller): NoticeFile {
    const notice = this.#notices().find(each => each.id === id)
    if (notice === undefined) throw new Refused(404, 'noNotice', 'there is no such notice')
    const moves = notice.corrections.map(correction => ({ ...correction, row: this.#rowOf(correction) }))
    return { ...told(notice), matters: this.#matters(moves, caller) }
  }

  #notices(): readonly PublishedNotice[] {
    return noticesIn(this.#parts.engine.city.documents)
  }

  #documents(): readonly CalendarDocument[] {
    return underNotices(this.#parts.calendars, this.#notices()).documents
  }

  #judged({ calendar, year, text }: HolidayTableSent): JudgedTable {
    const document = this.#documents().find(({ id }) => id === calendar)
    if (document === undefined || document.restWeekdays.length === 0)
      throw new Refused(404, 'noCalendar', 'there is no such calendar that rests on any day')
    const read = readHolidayTable(text)
    if (!read.ok) return read
    return judgeHolidays(read.table, { year, document, today: dayNumber(this.#parts.now()) })
  }

  #reckoned(notice: HolidayNotice): Reckoned {
    const { engine, calendars } = this.#parts
    const notices = this.#notices()
    const document = this.#documents().find(({ id }) => id === notice.calendar) as CalendarDocument
    const next = laidOver(document, [notice])
    const runs = Object.entries(calendars.names).filter(([, id]) => id === notice.calendar)
    const { calendarOf } = underNotices(calendars, [...notices, notice])
    const moves = openMoves(engine.city, {
      ...{ from: notice.from, calendarOf },
      kinds: new Set(runs.map(([kind]) => kind)),
    })
    return {
      ...{ notice, document, next, moves },
      digest: digest(canonical([{ ...notice }, notices.map(({ id }) => id)])),
      isNew: contentOf(document) !== contentOf(next),
    }
  }

  #published(notice: HolidayNotice, source: string, moves: readonly Move[]): PublishedNotice {
    const { calendar, year } = notice
    const earlier = this.#notices().filter(each => each.calendar === calendar && each.year === year)
    return {
      ...notice,
      id: `${calendar}.${year}.${earlier.length + 1}`,
      at: this.#parts.now(),
      source: mask(source.trim()),
      corrections: moves.map(({ thing, item, kind, area, before, after }) => ({
        ...{ thing, item, kind, area, before, after },
      })),
    }
  }

  #rowOf({ thing: id, kind: name, item }: Correction) {
    const { engine, now } = this.#parts
    const kind = engine.city.kinds.get(name)
    const thing = engine.thing(id)
    if (thing === null || kind === undefined) return {}
    const derived = kind.derive(thing, { now: now(), calendar: engine.city.calendarOf(name) })
    return derived === null ? {} : rowOf(derived, item)
  }

  #matters(moves: readonly Move[], caller: Caller): MovedMatter[] {
    const { kinds } = this.#parts.engine.city
    return moves
      .filter(({ area }) => caller.may('records.view', { area }))
      .slice(0, MOST_MATTERS)
      .map(({ thing, item, kind, before, after, row }) => {
        const known = kinds.get(kind)
        const names = known === undefined ? { title: null, department: null } : namesOf(known, row)
        return { record: recordOf(thing, item), kind, ...names, before, after }
      })
  }

  /** What is open is not all known then. */
  #refuseWhileCounting(): void {
    if (this.#parts.engine.recounting !== null)
      throw new Refused(503, 'counting', 'the numbers are being counted anew; ask again')
  }
}

type Compiled = ReturnType<typeof compileCalendar>

function toldCalendar(document: CalendarDocument, names: CalendarsInUse['names']): ToldCalendar {
  const { id, title, source, coverage, restWeekdays, holidays, workdays, statutory } = document
  return {
    ...{ id, title, source, coverage, restWeekdays, holidays, workdays, statutory },
    kinds: Object.keys(names).filter(kind => names[kind] === id),
    next: nextYear(coverage.to),
  }
}

/** Coverage ends some days before the year does. */
const nextYear = (to: string): number => Number(dateOfDay(dayOfDate(to) + 4).slice(0, 4))

const countsOf = ({ holidays, workdays }: HolidayNotice) => ({
  holidays: Object.keys(holidays).length,
  workdays: Object.keys(workdays).length,
})

const told = (notice: PublishedNotice): ToldNotice => {
  const { id, calendar, year, source, at, corrections } = notice
  return { id, calendar, year, source, at, ...countsOf(notice), moved: corrections.length }
}

/** By content: names of days in whatever order. */
const contentOf = ({ coverage, holidays, workdays }: CalendarDocument): string =>
  canonical([coverage, holidays, workdays])

function byKind(moves: readonly Move[]): { [kind: string]: number } {
  const counts: { [kind: string]: number } = {}
  for (const { kind } of moves) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

const FAULTS_TOLD = 5
const faultText = (faults: readonly TableFault[]): string =>
  faults
    .slice(0, FAULTS_TOLD)
    .map(({ line, code, text = '' }) => `${line === null ? '' : `line ${line}: `}${code} ${text}`.trim())
    .join('; ')
