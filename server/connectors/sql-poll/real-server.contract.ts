import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Running } from '../connector.ts'
import { eventually, feedForTests, type FeedForTests } from '../feed-for-tests.ts'
import { proxyForTests } from '../proxy-for-tests.ts'
import type { SqlPollSettings } from './settings.ts'
import { sqlPoll } from './sql-poll.ts'
import type { SqlRow, SqlSource } from './source.ts'

export interface RealServer {
  /** Where it is, without the table. */
  readonly settings: Pick<SqlPollSettings, 'dialect' | 'host' | 'port' | 'user' | 'database'>
  readonly textType: string
  readonly timeType: string
  readonly run: (sql: string) => Promise<void>
  /** The connector's own way to read it. */
  readonly source: () => SqlSource
  /** Cuts every connection but the one of `run`. */
  readonly cut: () => Promise<void>
  readonly close: () => Promise<void>
}

/** What must hold on a real database server as it does in a file. */
export function realServerContract(title: string, open: () => Promise<RealServer>): void {
  const table = `pretend_accept_${process.pid}`
  const watermark = { time: 'cd_time', key: 'no', overlapSeconds: 60 }
  let server: RealServer

  beforeAll(async () => {
    server = await open()
  })
  afterAll(async () => {
    await server.run(`DROP TABLE IF EXISTS ${table}`)
    await server.close()
  })
  beforeEach(async () => {
    const { textType, timeType } = server
    await server.run(`DROP TABLE IF EXISTS ${table}`)
    await server.run(
      `CREATE TABLE ${table} (no ${textType}, cd_time ${timeType}, state ${textType}, days integer)`,
    )
  })

  const insert = (no: string, time: string, days = 5) =>
    server.run(`INSERT INTO ${table} VALUES ('${no}', '${time}', '受理', ${days})`)
  const polling = async (rows: number, work: (feed: FeedForTests, running: Running) => Promise<void>) => {
    const feed = feedForTests({ ...server.settings, table, rows, everySeconds: 1, watermark })
    const running = sqlPoll.start(feed.access)
    try {
      await work(feed, running)
    } finally {
      await running.stop()
    }
  }
  const numbers = (feed: FeedForTests) => (feed.records() as SqlRow[]).map(({ no }) => no)
  const turns = (feed: FeedForTests, pages = feed.pages.length + 3) =>
    eventually(
      () => feed.pages.length >= pages,
      () => feed.failures,
    )

  test(`[SQLP1] [SQLP2] [SQLP8] ${title}: ties, late rows and times as they are shown`, async () => {
    for (const no of ['c', 'a', 'b', 'd']) await insert(no, '2026-11-22 10:00:00')
    await polling(2, async feed => {
      await turns(feed)
      await insert('late', '2026-11-22 09:59:30')
      await turns(feed)
      expect(numbers(feed)).toEqual(['a', 'b', 'c', 'd', 'late'])
      expect(feed.records()[0]).toEqual({ no: 'a', cd_time: '2026-11-22 10:00:00', state: '受理', days: 5 })
    })
  })

  test(`[SQLP7] (T-SQLI-02) ${title}: the session can only read`, async () => {
    const source = server.source()
    await expect(source.query(`DELETE FROM ${table} WHERE no <> ?`, [''])).rejects.toThrow(/read.only/i)
    await source.close()
  })

  test(`[SQLP9] (F-21) ${title}: a connection that was cut is made anew`, async () => {
    await insert('a', '2026-11-22 10:00:00')
    await polling(100, async feed => {
      await turns(feed)
      await server.cut()
      await insert('b', '2026-11-22 10:00:01')
      await eventually(() => numbers(feed).includes('b'))
      expect(numbers(feed)).toEqual(['a', 'b'])
    })
  })

  test(`[SQLP10] [SQLP1] ${title}: rows without a key are told, and rows of one time and key all come`, async () => {
    await server.run(`INSERT INTO ${table} VALUES (NULL, '2026-11-22 10:00:00', 'x', 1)`)
    await insert('a', '2026-11-22 10:00:00')
    await insert('a', '2026-11-22 10:00:00', 6)
    await insert('b', '2026-11-22 10:00:00')
    await polling(2, async feed => {
      const told = () => feed.pages.flatMap(({ unreadable = [] }) => unreadable).map(({ path }) => path)
      // It is looked for once the turn's own pages are taken, in a page of its own.
      await eventually(
        () => told().length > 0,
        () => feed.failures,
      )
      await turns(feed)
      expect(numbers(feed)).toEqual(['a', 'a', 'b'])
      expect(told()).toEqual(['no'])
    })
  })

  test(`[SQLP12] (F-14) ${title}: an answer ends at the limit, and the next question is answered`, async () => {
    const source = server.source()
    const large = `SELECT repeat('x', 1048576) AS text FROM ${table} a, ${table} b, ${table} c`
    for (const no of ['a', 'b', 'c', 'd', 'e']) await insert(no, '2026-11-22 10:00:00')
    await expect(source.query(large, [])).rejects.toThrow('larger than 16 MB')
    expect(await source.query(`SELECT no FROM ${table} WHERE no = ?`, ['a'])).toEqual([{ no: 'a' }])
    await source.close()
  })

  test(`[SQLP13] ${title}: a number that a double cannot hold comes as text`, async () => {
    const source = server.source()
    expect(await source.query('SELECT 9007199254740993 AS large, 7 AS small', [])).toEqual([
      { large: '9007199254740993', small: 7 },
    ])
    await source.close()
  })

  test(`[SQLP16] ${title}: an account that is refused, a table that is not there and a server that is away are told apart`, async () => {
    const { settings } = server
    const faultOf = async (over: Partial<SqlPollSettings>) => {
      const feed = feedForTests({ ...settings, table, everySeconds: 1, ...over })
      const running = sqlPoll.start(feed.access)
      await eventually(() => feed.faults.size > 0)
      await running.stop()
      return [...feed.faults]
    }
    expect(await faultOf({ user: 'nobody_here' })).toEqual(['denied'])
    expect(await faultOf({ table: `${table}_gone` })).toEqual(['moved'])
    expect(await faultOf({ watermark: { ...watermark, time: 'gone' } })).toEqual(['moved'])
    const proxy = await proxyForTests(`tcp://${settings.host}:${settings.port}`)
    await proxy.away(true)
    expect(await faultOf({ port: Number(new URL(proxy.url).port) })).toEqual(['unreachable'])
    await proxy.close()
    expect(await faultOf({ port: Number(new URL(proxy.url).port) })).toEqual(['unreachable'])
  })

  test(`[CONN5] ${title}: a stop breaks off a statement that hangs`, async () => {
    const source = server.source()
    const hanging = source.query(
      server.settings.dialect === 'postgres' ? 'SELECT pg_sleep(25)' : 'SELECT SLEEP(25)',
      [],
    )
    const outcome = hanging.then(
      () => 'answered',
      () => 'broken off',
    )
    await new Promise(resolve => setTimeout(resolve, 300))
    await source.close()
    expect(await outcome).toBe('broken off')
  })
}
