import { Socket, type TcpNetConnectOpts } from 'node:net'
import type pg from 'pg'
import type { FeedAccess } from '../connector.ts'
import { AnswerBytes } from './answer-bytes.ts'
import {
  CONNECT_TIMEOUT_MS,
  placedByType,
  STATEMENT_TIMEOUT_MS,
  type SqlRow,
  type SqlSource,
} from './source.ts'

export interface Server {
  readonly host: string
  readonly port: number | undefined
  readonly database: string | undefined
  readonly user: string | undefined
  readonly password: string | undefined
  readonly reach: FeedAccess['reach']
}

/** int2, int4 and float8: what a double holds whole. */
const NUMBERS: ReadonlySet<number> = new Set([21, 23, 701])

/** All else comes as text: the time zone of this process must not creep into a time. */
const types = {
  getTypeParser: (oid: number) => (NUMBERS.has(oid) ? Number : (text: string) => text),
}

/** One connection, made when it is needed and again after it broke. Read-only by the session itself. */
export function postgresSource({ host, port = 5432, database, user, password, reach }: Server): SqlSource {
  let client: pg.Client | null = null
  let bytes = new AnswerBytes(new Socket())

  async function connected(): Promise<pg.Client> {
    if (client !== null) return client
    // Loaded by the first feed that asks such a database: most cities have none, and it is several megabytes.
    const { Client } = (await import('pg')).default
    const socket = socketTo({ host, port, lookup: await reach(host, port) })
    bytes = new AnswerBytes(socket)
    const fresh = new Client({
      stream: () => socket,
      host,
      port,
      database,
      user,
      password,
      types,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: STATEMENT_TIMEOUT_MS + 1_000,
      options: '-c default_transaction_read_only=on -c timezone=Asia/Shanghai',
    })
    // A connection that breaks between two questions says so here; the next question opens another.
    fresh.on('error', () => (client = null))
    await fresh.connect()
    return (client = fresh)
  }

  return {
    async query(sql, values) {
      const open = await connected()
      const answer = bytes
      answer.reset()
      try {
        return (await open.query<SqlRow>(numbered(sql), [...values])).rows
      } catch (error) {
        client = null
        await open.end().catch(() => undefined)
        throw answer.blame(error)
      }
    },
    placed: placedByType,
    async close() {
      const open = client
      client = null
      await open?.end()
    },
  }
}

/** The driver connects it by itself, and would look the name up by itself too, or take a path of this machine for a host. */
function socketTo(where: TcpNetConnectOpts): Socket {
  const socket = new Socket()
  const connect = socket.connect.bind(socket)
  return Object.assign(socket, { connect: () => connect(where) })
}

const numbered = (sql: string): string => {
  let n = 0
  return sql.replace(/\?/g, () => `$${++n}`)
}
