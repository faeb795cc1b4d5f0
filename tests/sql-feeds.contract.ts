import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { fillTables } from '../mock-data/govsvc/fill.ts'
import { createGovsvcModel } from '../mock-data/govsvc/model.ts'
import { createPartyModel, keptSince } from '../mock-data/party/model.ts'
import { createTables, writeChanges, writeCounts } from '../mock-data/party/writing.ts'
import { openSqlite, type SqliteFile } from '../mock-data/sql/sqlite.ts'
import type { SqlTarget } from '../mock-data/sql/target.ts'
import { eventually, feedForTests } from '../server/connectors/feed-for-tests.ts'
import type { SqlPollSettings } from '../server/connectors/sql-poll/settings.ts'
import { sqlPoll } from '../server/connectors/sql-poll/sql-poll.ts'
import { loadDocuments } from '../server/documents/load.ts'
import { DAY } from '../shared/calendar/civil.ts'
import { kinds } from '../shared/kinds/registry.ts'
import type { FeedDocument } from '../shared/model/documents.ts'
import type { Fields } from '../shared/model/value.ts'

/** An empty database of its own on a real server. */
export interface SqlServer {
  /** What a feed's document says of it in the place of a file. */
  readonly settings: Pick<SqlPollSettings, 'dialect' | 'host' | 'port' | 'user' | 'database'>
  readonly target: SqlTarget
  close(): Promise<void>
}

const documents = loadDocuments(new URL('../documents', import.meta.url).pathname, kinds, fault => {
  throw new Error(`${fault.file}: ${fault.faults.join('; ')}`)
})
/** Not the forms by which this platform itself adds to what they report. */
const FEEDS = documents.feeds.filter(
  ({ source, connector }) => ['govsvc', 'party'].includes(source) && connector === 'sql-poll',
)
const city = cityForTests({ at: '2026-11-23T10:24:00+08:00' })

/** Tens of thousands of rows, in pages with a rest between them. */
const PATIENCE_MS = 45_000

const asText = (row: object) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))
const texts = (rows: readonly unknown[]) => [...new Set(rows.map(row => asText(row as object)))].sort()

/** The 前置库 and the party's system, filled from one truth. */
async function fill(target: SqlTarget): Promise<void> {
  const now = city.clock.now()
  await fillTables(city, createGovsvcModel(city, { volume: 0.01 }), target, now)
  const party = createPartyModel(city)
  await createTables(target)
  await writeCounts(target, party, now, { snapshot: null, activity: null })
  await writeChanges(target, party, keptSince(now) - 1, now)
}

/** What is older than a feed looks back is not asked for. */
function isAskedFor(row: Fields, watermark: SqlPollSettings['watermark']): boolean {
  if (watermark?.pastDays === undefined) return true
  const at = Date.parse(`${(row[watermark.time] as string).replace(' ', 'T')}+08:00`)
  return at >= city.clock.now() - watermark.pastDays * DAY
}

/** The feeds that are shipped over a file read the same upstreams where those are on a real server, by watermark and as a snapshot. */
export function sqlFeedsContract(open: () => Promise<SqlServer>): void {
  let server: SqlServer
  let file: SqliteFile

  beforeAll(async () => {
    server = await open()
    file = openSqlite(`${city.folder}/same.sqlite`)
    await fill(server.target)
    await fill(file)
  })
  afterAll(async () => {
    file.close()
    await server.close()
    city.remove()
  })

  /** What a feed makes of all its rows. */
  async function read({ settings }: FeedDocument, rows: number) {
    const { file: _, everySeconds: __, ...shipped } = settings
    const feed = feedForTests(
      { ...shipped, ...server.settings, everySeconds: 1 },
      {
        now: () => city.clock.now(),
      },
    )
    const running = sqlPoll.start(feed.access)
    try {
      await eventually(
        () => feed.records().length >= rows,
        () => [`${feed.records().length} of ${rows}`, ...feed.failures],
        PATIENCE_MS,
      )
    } finally {
      await running.stop()
    }
    return feed
  }

  test.each(FEEDS)(
    '[FED8] $id: what is shipped over a file reads the same rows of a real server',
    async document => {
      const { table, watermark } = document.settings as unknown as SqlPollSettings
      const rows = file.database.prepare(`SELECT * FROM ${table}`).all() as Fields[]
      const wanted = texts(rows.filter(row => isAskedFor(row, watermark)))
      expect(wanted.length).toBeGreaterThan(0)
      const feed = await read(document, wanted.length)
      expect(texts(feed.records())).toEqual(wanted)
      expect([feed.failures, feed.unreadable()]).toEqual([[], []])
    },
  )

  test('[FED8] both ways of reading are among them', () => {
    const ways = FEEDS.map(({ settings }) => 'watermark' in settings)
    expect([ways.includes(true), ways.includes(false)]).toEqual([true, true])
  })
}
