import pg from 'pg'
import { describeWith } from './services.ts'
import { sqlFeedsContract, type SqlServer } from './sql-feeds.contract.ts'

async function open(url: string): Promise<SqlServer> {
  const database = `feeds_${process.pid}`
  const administration = new pg.Client({ connectionString: url })
  await administration.connect()
  await administration.query(`DROP DATABASE IF EXISTS ${database}`)
  await administration.query(`CREATE DATABASE ${database}`)
  const { hostname: host, port, username: user } = new URL(url)
  const client = new pg.Client({ host, port: Number(port), user, database })
  await client.connect()
  return {
    settings: { dialect: 'postgres', host, port: Number(port), user, database },
    target: {
      dialect: 'postgres',
      run: async (sql, values) => void (await client.query(sql, values === undefined ? [] : [...values])),
    },
    async close() {
      await client.end()
      await administration.query(`DROP DATABASE ${database} WITH (FORCE)`)
      await administration.end()
    },
  }
}

await describeWith('postgres', 'shipped feeds over PostgreSQL', url => sqlFeedsContract(() => open(url)))
