import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { compileAreas, type Areas } from '../../shared/areas/areas.ts'
import { expectedOf } from '../../shared/attendance/expected.ts'
import type { Expected } from '../../shared/attendance/attendance.ts'
import { parseAreas, type AreasDocument } from '../../shared/areas/document.ts'
import { parseCalendar, type CalendarDocument } from '../../shared/calendar/document.ts'
import type { CalendarOf, Kind } from '../../shared/kinds/kind.ts'
import { NO_LIBRARIES, parseLibraries, type Libraries } from '../../shared/libraries/document.ts'
import { libraryMetrics } from '../../shared/libraries/metrics.ts'
import { scenesUsing } from '../../shared/libraries/uses.ts'
import type { Box, CodeTable } from '../../shared/mapping/context.ts'
import { isManual } from '../../shared/submissions/manual.ts'
import { parseMetric } from '../../shared/metrics/document.ts'
import { canonical, digest } from '../../shared/model/digest.ts'
import {
  parseCity,
  parseCodes,
  parseFeed,
  parseScene,
  type CityDocument,
  type ParsedDocument,
} from '../../shared/model/document-schemas.ts'
import type {
  FeedDocument,
  KindDocument,
  MetricDocument,
  SceneDocument,
  ShownFeed,
} from '../../shared/model/documents.ts'
import type { DocumentFact, DocumentFamily } from '../../shared/model/fact.ts'
import type { Fields, Text } from '../../shared/model/value.ts'
import { readBoundary } from '../boundary/read.ts'
import { ConfigError } from '../config-error.ts'
import type { HolidayNotice } from '../../shared/calendar/holiday-notice.ts'
import type { NumberedBy } from '../engine/recall.ts'
import { calendarsInUse, faultsOfCalendars, underNotices, type CalendarsInUse } from './calendars.ts'

export interface Documents {
  /** Of the city, on every screen. */
  readonly title: Text
  readonly areas: Areas
  /** West, south, east, north of the city with some room: a point outside is no point of it. */
  readonly box: Box
  readonly codes: { readonly [table: string]: CodeTable }
  readonly calendarOf: CalendarOf
  /** As they are shipped, before any notice. */
  readonly calendars: CalendarsInUse
  /** What the numbers are made with once such notices are in force. */
  readonly under: (notices: readonly HolidayNotice[]) => NumberedBy
  /** Area -> the department that keeps its ledger of problems. */
  readonly problemOffices: { readonly [area: string]: string }
  readonly feeds: readonly FeedDocument[]
  readonly metrics: readonly MetricDocument[]
  readonly scenes: readonly SceneDocument[]
  /** What the city keeps together, and by what one enterprise or project is the same in all of it. */
  readonly libraries: Libraries
  /** When feeds report, and what a whole record has. */
  readonly expected: Expected
  /** What is in force, as facts to publish: each as much of it as may be known. A topic carries those that its screens need. */
  readonly facts: readonly DocumentFact[]
  /** Of the areas and of the calendars that any kind runs on, by content: other ones give other numbers. */
  readonly digest: string
}

/** A document that cannot be used, and why. It hurts nobody else. */
export interface DocumentFault {
  readonly file: string
  readonly faults: readonly string[]
}

/**
 * Reads the folder of documents. Without areas, or the calendars that it names, there is no city, so those must be right; any
 * other broken document is reported and left out.
 */
export function loadDocuments(
  folder: string,
  kinds: readonly Kind[],
  onFault: (fault: DocumentFault) => void,
): Documents {
  const city = must(join(folder, 'city.json'), parseCity)
  const areas = must(join(folder, 'areas', `${city.areas}.json`), parseAreas)
  const boundary = readBoundary(folder, compileAreas(areas), city.box, onFault)
  const shipped = readFamily(folder, 'calendars', parseCalendar, onFault)
  const faults = faultsOfCalendars(city, shipped, kinds)
  if (faults.length > 0) throw unusable(join(folder, 'city.json'), faults)
  const calendars = calendarsInUse(city, shipped, kinds)
  const codes = readFamily(folder, 'codes', parseCodes, onFault)
  const feeds = readFamily(folder, 'feeds', parseFeed, onFault)
  const libraries = readLibraries(folder, kinds, onFault)
  const metrics = [
    ...readFamily(folder, 'metrics', raw => parseMetric(raw, kinds), onFault),
    ...libraryMetrics(libraries),
  ]
  const scenes = readFamily(folder, 'scenes', parseScene, onFault)
  const digestUnder = ({ names, documents }: CalendarsInUse) =>
    digest(canonical([plain(areas), plain(names), documents.map(plain)]))
  return {
    areas: compileAreas(areas, boundary),
    title: city.title,
    box: city.box,
    codes: Object.fromEntries(codes.map(({ id, table }) => [id, table])),
    calendarOf: calendars.calendarOf,
    calendars,
    under(notices) {
      const inForce = underNotices(calendars, notices)
      return { calendarOf: inForce.calendarOf, digest: digestUnder(inForce) }
    },
    problemOffices: city.problemOffices ?? {},
    feeds,
    metrics,
    scenes,
    libraries,
    expected: expectedOf(feeds, libraries),
    facts: factsOf({ city, areas, shipped, kinds, feeds, metrics, scenes, libraries }),
    digest: digestUnder(calendars),
  }
}

interface Read {
  readonly city: CityDocument
  readonly areas: AreasDocument
  readonly shipped: readonly CalendarDocument[]
  readonly kinds: readonly Kind[]
  readonly feeds: readonly FeedDocument[]
  readonly metrics: readonly MetricDocument[]
  readonly scenes: readonly SceneDocument[]
  readonly libraries: Libraries
}

function factsOf({ city, areas, shipped, kinds, feeds, metrics, scenes, libraries }: Read): DocumentFact[] {
  return [
    factOf('city', 'city', plain(city)),
    factOf('areas', areas.id, plain(areas)),
    ...shipped.map(calendar => factOf('calendar', calendar.id, plain(calendar))),
    ...kinds.map(kind => factOf('kind', kind.id, plain(spokenOf(kind)))),
    ...feeds.map(feed => factOf('feed', feed.id, shownOf(feed))),
    ...metrics.map(metric => factOf('metric', metric.id, plain(metric))),
    ...scenes.map(scene => factOf('scene', scene.id, plain(scene))),
    ...libraries.libraries.map(library =>
      factOf('library', library.id, {
        ...plain({ id: library.id, title: library.title, kinds: Object.keys(library.kinds) }),
        scenes: scenesUsing(library, scenes, metrics),
      }),
    ),
  ]
}

/** A city may have none; one that cannot be used is told of, and the city goes on without. */
function readLibraries(
  folder: string,
  kinds: readonly Kind[],
  onFault: (fault: DocumentFault) => void,
): Libraries {
  const file = join(folder, 'libraries.json')
  if (!existsSync(file)) return NO_LIBRARIES
  const parsed = attempt(file, raw => parseLibraries(raw, kinds))
  if (parsed.ok) return parsed.document
  onFault({ file, faults: parsed.faults })
  return NO_LIBRARIES
}

function must<T>(file: string, parse: (raw: unknown) => ParsedDocument<T>): T {
  const parsed = attempt(file, parse)
  if (parsed.ok) return parsed.document
  throw unusable(file, parsed.faults)
}

const unusable = (file: string, faults: readonly string[]): ConfigError =>
  new ConfigError(`${file} cannot be used: ${faults.join('; ')}`)

function readFamily<T extends { readonly id: string }>(
  folder: string,
  family: string,
  parse: (raw: unknown) => ParsedDocument<T>,
  onFault: (fault: DocumentFault) => void,
): T[] {
  // A family with no document has no folder in a clean checkout.
  if (!existsSync(join(folder, family))) return []
  const files = readdirSync(join(folder, family)).filter(name => name.endsWith('.json'))
  return files.sort().flatMap(name => {
    const file = join(folder, family, name)
    const parsed = attempt(file, parse)
    if (!parsed.ok) onFault({ file, faults: parsed.faults })
    else if (parsed.document.id !== basename(name, '.json'))
      onFault({ file, faults: [`its id is "${parsed.document.id}": the file must be named after it`] })
    else return [parsed.document]
    return []
  })
}

function attempt<T>(file: string, parse: (raw: unknown) => ParsedDocument<T>): ParsedDocument<T> {
  try {
    return parse(readJson(file))
  } catch (error) {
    return { ok: false, faults: [error instanceof Error ? error.message : String(error)] }
  }
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

const plain = (document: unknown): Fields => JSON.parse(JSON.stringify(document)) as Fields

function spokenOf({ id, title, columns, pressed }: Kind): KindDocument {
  const codes = columns.flatMap(column =>
    column.codes === undefined ? [] : [[column.name, column.codes] as const],
  )
  const presses = pressed === undefined ? {} : { pressed: pressed.over ?? '' }
  return { id, title, codes: Object.fromEntries(codes), ...presses }
}

function shownOf(feed: FeedDocument): Fields {
  const { id, title, department, kind, completes, rhythm, simulated } = feed
  const shown: ShownFeed = {
    ...{ id, title, department, kind, rhythm, simulated },
    ...(completes === undefined ? {} : { completes }),
    ...(isManual(feed) ? { manual: true } : {}),
  }
  return plain(shown)
}

const factOf = (family: DocumentFamily, id: string, body: Fields): DocumentFact => ({
  type: 'document',
  family,
  id,
  digest: digest(canonical(body)),
  body,
})
