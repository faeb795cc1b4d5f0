import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseAlert, parseChannel } from '../../shared/alerts/document.ts'
import { compileAreas, type Areas } from '../../shared/areas/areas.ts'
import { expectedOf } from '../../shared/attendance/expected.ts'
import type { Expected } from '../../shared/attendance/attendance.ts'
import { parseAreas, type AreasDocument } from '../../shared/areas/document.ts'
import { parseCalendar, type CalendarDocument } from '../../shared/calendar/document.ts'
import type { CalendarOf, Kind } from '../../shared/kinds/kind.ts'
import { parseWay, type Way } from '../../shared/ledgers/document.ts'
import { NO_LIBRARIES, parseLibraries, type Libraries } from '../../shared/libraries/document.ts'
import { libraryMetrics } from '../../shared/libraries/metrics.ts'
import type { Box, CodeTable } from '../../shared/mapping/context.ts'
import { parseNaming } from '../../shared/naming/document.ts'
import { parseOrganisation, type Department } from '../../shared/organisation/document.ts'
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
import { compareText } from '../../shared/model/text-order.ts'
import type { MetricDocument } from '../../shared/model/documents.ts'
import type { DocumentFact } from '../../shared/model/fact.ts'
import type { Text } from '../../shared/model/value.ts'
import { readBoundary } from '../boundary/read.ts'
import { ConfigError } from '../config-error.ts'
import type { Published } from '../../shared/city/city.ts'
import { noticesIn } from '../engine/notices.ts'
import { publishedIn } from '../engine/published.ts'
import { factsOf, plain } from './facts.ts'
import { laidOver, type Edited, type Parsers } from './laid-over.ts'
import { remembered } from './remembered.ts'
import { calendarsInUse, faultsOfCalendars, underNotices, type CalendarsInUse } from './calendars.ts'

export interface Documents extends Edited {
  /** Of the city, on every screen. */
  readonly title: Text
  readonly areas: Areas
  /** West, south, east, north of the city with some room: a point outside is no point of it. */
  readonly box: Box
  readonly codes: { readonly [table: string]: CodeTable }
  readonly calendarOf: CalendarOf
  /** As they are shipped, before any notice. */
  readonly calendars: CalendarsInUse
  /** Area -> the department that keeps its ledger of problems. */
  readonly problemOffices: { readonly [area: string]: string }
  /** Area -> the department that answers for reports by photo. */
  readonly reportOffices: { readonly [area: string]: string }
  /** What the city keeps together, and by what one enterprise or project is the same in all of it. */
  readonly libraries: Libraries
  /** Who answers for something, by the folder; none: whoever keeps feeds and has records. */
  readonly organisation: readonly Department[]
  /** How entries of ledgers are worked on; as they were at the start. */
  readonly ways: readonly Way[]
  /** When feeds report, and what a whole record has. */
  readonly expected: Expected
  /** What is in force, as facts to publish: each as much of it as may be known. A topic carries those that its screens need. */
  readonly facts: readonly DocumentFact[]
  /** Of the areas and of the calendars that any kind runs on, by content: other ones give other numbers. */
  readonly digest: string
  /** Of the scenes, by content. */
  readonly drawn: string
  /** As the folder has it, whatever was put in force since. */
  readonly folder: Edited
  /** With the notices of holidays and the documents of the console that the journal has. */
  readonly inForce: (known: ReadonlyMap<string, Published>) => Documents
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
  const calendarsRead = readFamily(folder, 'calendars', parseCalendar, onFault)
  const faults = faultsOfCalendars(city, calendarsRead, kinds)
  if (faults.length > 0) throw unusable(join(folder, 'city.json'), faults)
  const calendars = calendarsInUse(city, calendarsRead, kinds)
  const compiled = compileAreas(areas, boundary)
  const parsers = parsersOf(kinds, compiled)
  const libraries = readLibraries(folder, kinds, onFault)
  const edited = {
    feeds: readFamily(folder, 'feeds', parsers.feed, onFault),
    metrics: readFamily(folder, 'metrics', parsers.metric, onFault),
    scenes: readFamily(folder, 'scenes', parsers.scene, onFault),
    alerts: readFamily(folder, 'alerts', parsers.alert, onFault),
    channels: readFamily(folder, 'channels', parsers.channel, onFault),
    namings: readFamily(folder, 'namings', parsers.naming, onFault),
  }
  const untouched = readUntouched(folder, kinds, compiled, onFault)
  const told = new Set<string>()
  const shipped: Read = {
    ...{ compiled, city, areas, shipped: calendarsRead, kinds, calendars, libraries },
    ...untouched,
    ofLibraries: libraryMetrics(libraries),
    edited,
  }
  return documentsOf(shipped, edited, calendars, known =>
    laidOver(edited, publishedIn(known), parsers, fault => {
      // It is asked for again and again.
      if (!told.has(fault.file)) onFault(fault)
      told.add(fault.file)
    }),
  )
}

/** What no console changes, beside areas and calendars: as it is at a start. */
const readUntouched = (
  folder: string,
  kinds: readonly Kind[],
  areas: Areas,
  onFault: (fault: DocumentFault) => void,
) => ({
  codes: readFamily(folder, 'codes', parseCodes, onFault),
  organisation: readFamily(folder, 'organisations', raw => parseOrganisation(raw, areas), onFault).flatMap(
    ({ departments }) => departments,
  ),
  ways: readFamily(folder, 'ledgers', raw => parseWay(raw, kinds), onFault),
})

/** The one door for each family, for a file and for the console alike. */
export const parsersOf = (kinds: readonly Kind[], areas: Areas): Parsers => ({
  feed: parseFeed,
  metric: raw => parseMetric(raw, kinds),
  scene: parseScene,
  alert: parseAlert,
  channel: parseChannel,
  naming: raw => parseNaming(raw, areas),
})

function documentsOf(
  read: Read,
  edited: Edited,
  inUse: CalendarsInUse,
  over: (known: ReadonlyMap<string, Published>) => Edited,
): Documents {
  const { city, calendars, codes, libraries } = read
  const { feeds, scenes, alerts, channels, namings } = edited
  const metrics = [...edited.metrics, ...read.ofLibraries]
  const facts = factsOf({ ...read, feeds, metrics, scenes })
  return {
    ...{ feeds, metrics, scenes, alerts, channels, namings, libraries, calendars, ways: read.ways },
    organisation: read.organisation,
    areas: read.compiled,
    title: city.title,
    box: city.box,
    codes: Object.fromEntries(codes.map(({ id, table }) => [id, table])),
    calendarOf: inUse.calendarOf,
    problemOffices: city.problemOffices ?? {},
    reportOffices: city.reportOffices ?? {},
    expected: expectedOf(feeds, libraries),
    facts,
    digest: digest(canonical([plain(read.areas), plain(inUse.names), inUse.documents.map(plain)])),
    drawn: digest(facts.flatMap(({ family, digest }) => (family === 'scene' ? [digest] : [])).join()),
    folder: read.edited,
    inForce: remembered(known =>
      documentsOf(read, over(known), underNotices(calendars, noticesIn(known)), over),
    ),
  }
}

interface Read {
  readonly city: CityDocument
  readonly areas: AreasDocument
  readonly compiled: Areas
  readonly shipped: readonly CalendarDocument[]
  readonly kinds: readonly Kind[]
  readonly calendars: CalendarsInUse
  readonly codes: readonly { readonly id: string; readonly table: CodeTable }[]
  readonly libraries: Libraries
  readonly ways: readonly Way[]
  readonly organisation: readonly Department[]
  /** The numbers of the libraries, for which there are no files. */
  readonly ofLibraries: readonly MetricDocument[]
  readonly edited: Edited
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
  const names = readdirSync(join(folder, family)).filter(name => name.endsWith('.json'))
  // In the order of ids, as those of the console are laid over them.
  const ids = names.map(name => basename(name, '.json')).sort(compareText)
  return ids.flatMap(id => {
    const file = join(folder, family, `${id}.json`)
    const parsed = attempt(file, parse)
    if (!parsed.ok) onFault({ file, faults: parsed.faults })
    else if (parsed.document.id !== id)
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
