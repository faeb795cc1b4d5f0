import type { FeedDocument } from '../../shared/model/documents.ts'
import { canonical, digest } from '../../shared/model/digest.ts'
import type { Value } from '../../shared/model/value.ts'
import type { Connector, Page, Unreadable } from '../connectors/connector.ts'

/** What a feed was told last. */
export interface RecentReports {
  /** City time at which the first and the last of them came. */
  readonly since: number
  readonly until: number
  readonly records: readonly unknown[]
  readonly unreadable: readonly Unreadable[]
}

/**
 * The last records of feeds that are pushed to, as they came: whoever changes such a feed has something to try it with at once. In
 * memory alone, bounded, and never sent or written as they are here.
 */
export interface Recent {
  /** These came in. */
  note(feed: FeedDocument, page: Page, now: number): void
  /** null: it is not pushed to, nothing came since the start, or it came over another connection. */
  of(feed: FeedDocument): RecentReports | null
  /** Of feeds that are retired nothing is kept. */
  keepOnly(feeds: readonly FeedDocument[]): void
}

export const MOST_RECENT = 100
/** So many are written out of what comes within so long, and no more: a feed that tells thousands pays for a hundred. */
const SOME_MS = 1_000
/** Of one feed, and of one record: what is longer is no sample. */
export const MOST_BYTES = 512 * 2 ** 10
const LONGEST_BYTES = 64 * 2 ** 10
/** Of all feeds together. */
export const ALL_BYTES = 16 * 2 ** 20

interface Report {
  readonly at: number
  /** As JSON: counted exactly, and nothing else can change it. */
  readonly text: string
  readonly isReadable: boolean
}

interface Ring {
  readonly connection: string
  readonly reports: Report[]
  bytes: number
  /** When what is noted now began, and how many it is. */
  from: number
  noted: number
}

/** How a feed is connected: over another connection others speak. */
export const connectionOf = ({ connector, settings, secrets = {} }: Connected): string =>
  digest(canonical(JSON.parse(JSON.stringify({ connector, settings, secrets })) as Value))

export type Connected = Pick<FeedDocument, 'connector' | 'settings' | 'secrets'>

/** A sign of a text takes two bytes at most. */
const bytesOf = ({ text }: Report): number => 2 * text.length

export function createRecent(connectors: ReadonlyMap<string, Connector>): Recent {
  /** Those that were silent longest come first. */
  const rings = new Map<string, Ring>()
  const connections = new WeakMap<object, string>()
  /** Of all of them. */
  let bytes = 0

  function nameOf(feed: FeedDocument): string {
    const name = connections.get(feed) ?? connectionOf(feed)
    connections.set(feed, name)
    return name
  }
  function ringOf(feed: FeedDocument): Ring {
    const connection = nameOf(feed)
    const known = rings.get(feed.id)
    if (known !== undefined && known.connection !== connection) drop(feed.id, known)
    const ring = rings.get(feed.id) ?? { connection, reports: [], bytes: 0, from: 0, noted: 0 }
    rings.delete(feed.id)
    rings.set(feed.id, ring)
    return ring
  }
  function drop(id: string, ring: Ring): void {
    rings.delete(id)
    bytes -= ring.bytes
  }

  return {
    note(feed, page, now) {
      if (connectors.get(feed.connector)?.isPushed !== true) return
      const ring = ringOf(feed)
      const reports = reportsIn(page, now, roomIn(ring, now))
      ring.noted += reports.length
      const before = ring.bytes
      for (const report of reports) add(ring, report)
      bytes += ring.bytes - before
      for (const [id, other] of rings) {
        if (bytes <= ALL_BYTES || id === feed.id) return
        drop(id, other)
      }
    },
    of(feed) {
      const ring = rings.get(feed.id)
      return ring?.connection === nameOf(feed) ? toldOf(ring.reports) : null
    },
    keepOnly(feeds) {
      const stays = new Set(feeds.map(({ id }) => id))
      for (const [id, ring] of [...rings]) if (!stays.has(id)) drop(id, ring)
    },
  }
}

function add(ring: Ring, report: Report): void {
  ring.reports.push(report)
  ring.bytes += bytesOf(report)
  while (ring.reports.length > MOST_RECENT || ring.bytes > MOST_BYTES)
    ring.bytes -= bytesOf(ring.reports.shift() as Report)
}

/** How many more are noted of it just now. */
function roomIn(ring: Ring, now: number): number {
  if (Math.abs(now - ring.from) >= SOME_MS) {
    ring.from = now
    ring.noted = 0
  }
  return MOST_RECENT - ring.noted
}

/** The newest of a page: what would be pushed out again by the same page is not even looked at. */
function reportsIn({ records, unreadable = [] }: Page, at: number, most: number): readonly Report[] {
  if (most <= 0) return []
  return [
    ...unreadable.slice(-most).map(each => ({ at, ...textOf(each), isReadable: false })),
    ...records.slice(-most).map(each => ({ at, ...textOf(each), isReadable: true })),
  ].filter(report => report.text !== '' && bytesOf(report) <= LONGEST_BYTES)
}

/** '': it is no JSON, and so nothing that was pushed. */
function textOf(record: unknown): { readonly text: string } {
  try {
    return { text: JSON.stringify(record) ?? '' }
  } catch {
    return { text: '' }
  }
}

function toldOf(reports: readonly Report[]): RecentReports | null {
  const [first, last] = [reports[0], reports[reports.length - 1]]
  if (first === undefined || last === undefined) return null
  const read = (isReadable: boolean) =>
    reports
      .filter(report => report.isReadable === isReadable)
      .map(({ text }): unknown => JSON.parse(text) as unknown)
  return {
    ...{ since: first.at, until: last.at },
    records: read(true),
    unreadable: read(false) as readonly Unreadable[],
  }
}
