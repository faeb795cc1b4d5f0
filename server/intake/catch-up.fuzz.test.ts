import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { runsFor } from '../../shared/calendar/arbitraries.fixture.ts'
import { isoOf } from '../../shared/calendar/civil.ts'
import { cellValue } from '../../shared/city/city.ts'
import { ticketFact } from '../../shared/city/ticket.fixture.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import { backlogOf } from '../../shared/model/position.ts'
import type { Fields } from '../../shared/model/value.ts'
import { eventually, NOW, openReach } from '../connectors/feed-for-tests.ts'
import { httpUpstream, json } from '../connectors/http-upstream-for-tests.ts'
import { connectors } from '../connectors/registry.ts'
import { writeTime } from '../connectors/upstream-time.ts'
import { ticketEngine } from '../engine/ticket-engine.fixture.ts'
import { openDatabase } from '../journal/database.ts'
import { Feeds } from './feeds.ts'
import { noExpressions } from '../expressions/no-expressions.fixture.ts'
import { timeLimit } from '../../scripts/check/long-form.ts'

const HOUR = 3_600_000
const COUNT = 90
const PAGE = 7
const TODAY = [87, 88, 89]
const ends: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'liaowang-past-'))
  ends.push(() => rmSync(made, { recursive: true }))
  return made
}
const numbers = Array.from({ length: COUNT }, (_, n) => n)
/** Three at each instant, the newest a minute old: three weeks in all. */
const atOf = (n: number): number => NOW - 60_000 - Math.floor((COUNT - 1 - n) / 3) * 17 * HOUR

interface Asked {
  readonly connector: string
  readonly settings: Fields
}

function asTable(): Asked {
  const file = join(folder(), 'upstream.sqlite')
  const database = new DatabaseSync(file)
  database.exec('CREATE TABLE told (n TEXT, at TEXT); BEGIN')
  const insert = database.prepare('INSERT INTO told VALUES (?, ?)')
  for (const n of numbers) insert.run(String(n), writeTime(atOf(n), 'plain'))
  database.exec('COMMIT')
  database.close()
  const watermark = { time: 'at', key: 'n', overlapSeconds: 60, pastDays: 35 }
  return { connector: 'sql-poll', settings: { dialect: 'sqlite', file, table: 'told', rows: PAGE, everySeconds: 600, watermark } } // oxfmt-ignore
}

async function asList(): Promise<Asked> {
  const upstream = await httpUpstream((request, response) => {
    const { searchParams } = new URL(request.url ?? '', upstream.url)
    const found = numbers.filter(n => atOf(n) > Date.parse(searchParams.get('since') ?? ''))
    const rows = found.slice((Number(searchParams.get('page')) - 1) * PAGE).slice(0, PAGE)
    json({
      pages: Math.ceil(found.length / PAGE),
      list: rows.map(n => ({ n: String(n), at: isoOf(atOf(n)) })),
    })(request, response)
  })
  ends.push(() => upstream.close())
  return {
    connector: 'http-poll',
    settings: {
      url: `${upstream.url}/list`,
      everySeconds: 600,
      records: 'list',
      paging: { page: 'page', size: 'size', perPage: PAGE, pages: 'pages' },
      since: { query: 'since', field: 'at', overlapSeconds: 60, pastDays: 35, ordered: true },
    },
  }
}

function asFiles(): Asked {
  const drop = join(folder(), 'drop')
  mkdirSync(drop)
  for (let day = 0; day < 6; day++) {
    const rows = numbers.filter(n => Math.floor((n * 6) / COUNT) === day).map(n => `${n},${isoOf(atOf(n))}`)
    writeFileSync(join(drop, `day_${day}.csv`), `n,at\r\n${rows.join('\r\n')}\r\n`)
  }
  return { connector: 'file-drop', settings: { folder: drop, pattern: '*.csv', format: 'csv', columns: ['n', 'at'], everySeconds: 10 } } // oxfmt-ignore
}

const document = ({ connector, settings }: Asked): FeedDocument => ({
  id: 'told',
  title: { zh: '演示', en: '' },
  department: { zh: '演示', en: '' },
  source: 'x',
  connector,
  settings,
  kind: 'ticket',
  mapping: {},
  rhythm: { type: 'none' },
  simulated: true,
})

function factOf(raw: unknown): RecordFact {
  const { n, at } = raw as { n: string; at: string }
  const told = Date.parse(at.includes('T') ? at : `${at.replace(' ', 'T')}+08:00`)
  return ticketFact({ id: `x/${n}`, at: told, event: told, hash: n })
}

/** A server on the folder; it dies in the middle of everything once so many entries are committed. */
async function live(dir: string, asked: Asked, dieAfter: number): Promise<'died' | 'whole'> {
  const db = openDatabase(join(dir, 'city.db'))
  db.exec('PRAGMA synchronous = OFF')
  const engine = ticketEngine(db, { now: () => NOW })
  let commits = 0
  const feeds = new Feeds({
    connectors,
    evaluate: noExpressions,
    mapping: () => raw => ({ ok: true, flags: [], fact: factOf(raw) }),
    mask: text => text,
    secret: () => undefined,
    submit: async draft => {
      if (commits >= dieAfter) return new Promise(() => undefined)
      commits++
      const batch = await engine.submit(draft)
      // Some of it is in a checkpoint when the blow falls, some is not.
      if (commits % 3 === 0) engine.checkpoint()
      if (batch.position !== null)
        expect(engine.city.feeds.get('told')?.backlog).toEqual(backlogOf(batch.position))
      return commits >= dieAfter ? new Promise(() => undefined) : batch
    },
    fileOf: path => path,
    reach: openReach,
    reason: () => '',
    position: feed => engine.journal.positionOf(feed),
    quarantined: () => [],
    retaken: () => null,
    now: () => NOW,
    speed: 100,
    log: () => undefined,
  })
  feeds.start(document(asked))
  const isWhole = () => {
    const position = engine.journal.positionOf('told')
    return position !== null && backlogOf(position) === null
  }
  await eventually(
    () => commits >= dieAfter || isWhole(),
    () => engine.journal.positionOf('told'),
    60_000,
  )
  const outcome = commits >= dieAfter ? 'died' : 'whole'
  void feeds.stop()
  db.close()
  return outcome
}

async function check(asked: Asked, blows: readonly number[]): Promise<number> {
  const dir = folder()
  let deaths = 0
  for (const blow of blows) if ((await live(dir, asked, blow)) === 'died') deaths++
  await live(dir, asked, Infinity)
  const db = openDatabase(join(dir, 'city.db'))
  const engine = ticketEngine(db, { now: () => NOW })
  engine.flush()
  expect(cellValue(engine.city, 'all|211000||')).toBe(COUNT)
  expect(numbers.filter(n => engine.thing(`x/${n}`) === null)).toEqual([])
  const account = engine.city.feeds.get('told')!
  expect([account.accepted, account.received - account.duplicate, account.quarantined]).toEqual([
    COUNT,
    COUNT,
    0,
  ])
  const facts = engine.journal.read(0, 1_000).flatMap(batch => batch.facts) as readonly RecordFact[]
  expect(facts).toHaveLength(COUNT)
  expect(
    facts
      .slice(0, 3)
      .map(fact => Number(fact.id.slice(2)))
      .sort(),
  ).toEqual(asked.connector === 'file-drop' ? [75, 76, 77] : TODAY)
  db.close()
  return deaths
}

/** After so many commits the server dies. The past takes more than two, so that it dies at least once. */
const blows = fc
  .tuple(fc.integer({ min: 1, max: 2 }), fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }))
  .map(([first, others]) => [first, ...others])

test.each([
  ['sql-poll', async () => asTable(), 12],
  ['http-poll', asList, 12],
  ['file-drop', async () => asFiles(), 2],
] as const)(
  '[PAST8] %s: however often the server dies while the past comes in, each record is in once',
  { timeout: timeLimit(240) },
  async (_, open, runs) => {
    const asked = await open()
    let deaths = 0
    await fc.assert(
      fc.asyncProperty(blows, async list => {
        deaths += await check(asked, list)
      }),
      runsFor(process.env)(runs),
    )
    expect(deaths).toBeGreaterThanOrEqual(runs)
  },
)
