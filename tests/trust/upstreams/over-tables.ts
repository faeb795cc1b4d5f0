import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createConnection } from 'mysql2/promise'
import pg from 'pg'
import { SERVICES } from '../../services.ts'
import type { Places, Told, Typed, Walk } from './upstream.ts'

const places: Places = { number: 'event_no', title: 'title_text', at: 'update_time', event: 'report_time' }
const NAME = `walk_events_${process.pid}`
const COLUMNS =
  'event_no varchar(40) PRIMARY KEY, title_text varchar(80), report_time varchar(19), update_time varchar(19)'
const rowOf = ({ number, title, happened, changed }: Told) =>
  `('${number}','${title}','${happened}','${changed}')`
const inserting = (events: readonly Told[]) => `INSERT INTO ${NAME} VALUES ${events.map(rowOf).join(',')}`
const typedTable: Typed = [
  ['table', NAME],
  ['everySeconds', '1'],
  ['watermark', true],
  ['time', 'update_time'],
  ['key', 'event_no'],
  ['overlapSeconds', '60'],
]

/** A real PostgreSQL, in which somebody gives the table another name. */
export const postgresWalk: Walk = {
  ...{ connector: 'sql-poll', id: 'walk-postgres', service: 'postgres', secret: null, places },
  said: '要取的内容不在那里。接入设置:向来源系统核对地址、表名、队列名、流名或文件夹。',
  async open() {
    const { hostname, port, username, pathname } = new URL(SERVICES.postgres.url)
    const client = new pg.Client({ connectionString: SERVICES.postgres.url })
    await client.connect()
    const run = async (sql: string) => void (await client.query(sql))
    await run(`CREATE TABLE ${NAME} (${COLUMNS})`)
    return {
      typed: [
        ['dialect', 'postgres'],
        ['host', hostname],
        ['port', port],
        ['database', pathname.slice(1)],
        ['user', username],
        ...typedTable,
      ],
      place: `${hostname}:${port}`,
      tell: events => run(inserting(events)),
      breakOff: () => run(`ALTER TABLE ${NAME} RENAME TO ${NAME}_old`),
      comeBack: async events => {
        await run(`ALTER TABLE ${NAME}_old RENAME TO ${NAME}`)
        await run(inserting(events))
      },
      async close() {
        await run(`DROP TABLE IF EXISTS ${NAME}, ${NAME}_old`)
        await client.end()
      },
    }
  },
}

/** A real MariaDB, which lets our account in no more. */
export const mariaWalk: Walk = {
  ...{ connector: 'sql-poll', id: 'walk-maria', service: 'maria', secret: 'password', places },
  said: '拒绝访问。接入设置:核对账号与密钥,或请来源系统放行。',
  async open({ secret }) {
    const { hostname, port, pathname } = new URL(SERVICES.maria.url)
    const database = pathname.slice(1)
    const user = `walk_${process.pid}`
    const connection = await createConnection({ uri: SERVICES.maria.url })
    const run = async (sql: string) => void (await connection.query(sql))
    await run(`CREATE TABLE ${NAME} (${COLUMNS}) CHARACTER SET utf8mb4`)
    await run(`CREATE USER '${user}'@'%' IDENTIFIED BY '${secret}'`)
    await run(`GRANT SELECT ON ${database}.${NAME} TO '${user}'@'%'`)
    return {
      typed: [
        ['dialect', 'mysql'],
        ['host', hostname],
        ['port', port],
        ['database', database],
        ['user', user],
        ...typedTable,
      ],
      place: `${hostname}:${port}`,
      tell: events => run(inserting(events)),
      async breakOff() {
        await run(`ALTER USER '${user}'@'%' IDENTIFIED BY 'another-${secret}'`)
        await run(`KILL USER '${user}'`)
      },
      comeBack: async events => {
        await run(`ALTER USER '${user}'@'%' IDENTIFIED BY '${secret}'`)
        await run(inserting(events))
      },
      async close() {
        await run(`DROP TABLE IF EXISTS ${NAME}`)
        await run(`DROP USER IF EXISTS '${user}'@'%'`)
        await connection.end()
      },
    }
  },
}

/** A file of SQLite, which is moved away. */
export const sqliteWalk: Walk = {
  ...{ connector: 'sql-poll', id: 'walk-sqlite', service: null, secret: null, places },
  said: '投放的文件夹或文件打不开。',
  async open({ folder }) {
    const file = join(folder, 'walk.db')
    const run = (sql: string) => {
      const db = new DatabaseSync(file)
      db.exec(sql)
      db.close()
    }
    run(`CREATE TABLE ${NAME} (${COLUMNS})`)
    return {
      typed: [['dialect', 'sqlite'], ['file', 'walk.db'], ...typedTable],
      place: null,
      tell: async events => run(inserting(events)),
      breakOff: async () => renameSync(file, `${file}-away`),
      comeBack: async events => {
        renameSync(`${file}-away`, file)
        run(inserting(events))
      },
      close: async () => undefined,
    }
  },
}
