import { connect, type Socket } from 'node:net'
import type mysql from 'mysql2/promise'
import type { Server } from './postgres-source.ts'
import { AnswerBytes } from './answer-bytes.ts'
import {
  blobText,
  CONNECT_TIMEOUT_MS,
  placedByType,
  STATEMENT_TIMEOUT_MS,
  type SqlRow,
  type SqlSource,
  type SqlValue,
} from './source.ts'

/** The socket is ours, since the driver itself only says goodbye to it and then waits for a statement that hangs. */
interface Open {
  readonly connection: mysql.Connection
  readonly bytes: AnswerBytes
}

/** MySQL and MariaDB. One connection, made when it is needed and again after it broke; its session only reads. */
export function mysqlSource(server: Server): SqlSource {
  let open: Open | null = null

  async function opened(): Promise<Open> {
    if (open !== null) return open
    // Loaded by the first feed that asks such a database: most cities have none, and it is several megabytes.
    const { createConnection } = (await import('mysql2/promise')).default
    const { host, port = 3306 } = server
    const socket = connect({ host, port, lookup: await server.reach(host, port), noDelay: true })
    const bytes = new AnswerBytes(socket)
    open = { bytes, connection: await greet(createConnection, server, socket) }
    open.connection.on('error', () => (open = null))
    return open
  }

  return {
    async query(sql, values) {
      const { connection, bytes } = await opened()
      bytes.reset()
      try {
        const [rows] = await connection.query({ sql, timeout: STATEMENT_TIMEOUT_MS }, [...values])
        return (rows as Raw[]).map(plain)
      } catch (error) {
        open = null
        bytes.socket.destroy()
        throw bytes.blame(error)
      }
    },
    placed: placedByType,
    close() {
      open?.bytes.socket.destroy()
      open = null
      return Promise.resolve()
    },
  }
}

async function greet(
  createConnection: typeof mysql.createConnection,
  { database, user, password }: Server,
  socket: Socket,
): Promise<mysql.Connection> {
  try {
    const connection = await createConnection({
      stream: socket,
      ...(database === undefined ? {} : { database }),
      ...(user === undefined ? {} : { user }),
      ...(password === undefined ? {} : { password }),
      connectTimeout: CONNECT_TIMEOUT_MS,
      dateStrings: true,
      // What a double cannot hold comes as text, not as another number.
      supportBigNumbers: true,
      multipleStatements: false,
    })
    await connection.query('SET SESSION TRANSACTION READ ONLY')
    await connection.query("SET time_zone = '+08:00'")
    return connection
  } catch (error) {
    socket.destroy()
    throw error
  }
}

type Raw = { readonly [column: string]: SqlValue | Uint8Array }

const plain = (row: Raw): SqlRow =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      value instanceof Uint8Array ? blobText(value) : value,
    ]),
  )
