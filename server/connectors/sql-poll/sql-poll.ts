import { FeedError, settingsOf, type Connector, type FeedAccess } from '../connector.ts'
import { keepAsking, type Pace } from '../pace.ts'
import { positionOf } from '../position.ts'
import { databaseFault } from './database-fault.ts'
import { mysqlSource } from './mysql-source.ts'
import { postgresSource } from './postgres-source.ts'
import { SqlPollSettings } from './settings.ts'
import { readSnapshot } from './snapshot.ts'
import type { SqlSource } from './source.ts'
import { sqliteSource } from './sqlite-source.ts'
import { WatermarkReader } from './watermark.ts'

/** Reads a table of an upstream's database: by watermark, or whole when it is a snapshot. */
export const sqlPoll: Connector = {
  id: 'sql-poll',
  settings: SqlPollSettings,
  secrets: ['password'],
  start(access) {
    const settings = settingsOf(SqlPollSettings, access.settings)
    const source = blaming(sourceOf(access, settings))
    const asking = keepAsking(access, {
      schedule: { type: 'every', seconds: settings.everySeconds },
      ...readingOf(access, settings, source),
    })
    return {
      async stop() {
        const stopped = asking.stop()
        // A statement that hangs is broken off, and so is the connection that was just being made.
        await source.close()
        await stopped
        await source.close()
      },
    }
  },
}

function readingOf(
  access: FeedAccess,
  settings: SqlPollSettings,
  source: SqlSource,
): Pick<Pace, 'turn' | 'past'> {
  const { table, watermark, dialect, file, host, port, database } = settings
  // What is known of a table as a whole is its content, wherever it lies.
  if (watermark === undefined) return { turn: () => readSnapshot(access, table, source) }
  const { time, key } = watermark
  const counted = { dialect, file, host, port, database, table, time, key }
  const reader = new WatermarkReader(positionOf(access, counted), settings, watermark, source)
  return { turn: signal => reader.read(signal), past: () => reader.readPast() }
}

function sourceOf(access: FeedAccess, settings: SqlPollSettings): SqlSource {
  const { dialect, file, host, port, database, user } = settings
  if (dialect === 'sqlite') return sqliteSource(access.fileOf(file ?? missing('/file')))
  const password = access.hasSecret('password') ? access.secret('password') : undefined
  const server = { host: host ?? missing('/host'), port, database, user, password, reach: access.reach }
  return dialect === 'postgres' ? postgresSource(server) : mysqlSource(server)
}

function missing(path: string): never {
  throw new FeedError(`settings: ${path} is missing`, { blame: 'config', retry: false })
}

/** Whatever a driver throws is said with whose affair it is, and comes back. */
const blaming = (source: SqlSource): SqlSource => ({
  ...source,
  async query(sql, values) {
    try {
      return await source.query(sql, values)
    } catch (error) {
      throw databaseFault(error)
    }
  },
})
