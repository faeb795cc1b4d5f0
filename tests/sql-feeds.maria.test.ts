import { createConnection } from 'mysql2/promise'
import { describeWith } from './services.ts'
import { sqlFeedsContract, type SqlServer } from './sql-feeds.contract.ts'

async function open(url: string): Promise<SqlServer> {
  const connection = await createConnection({ uri: url })
  const database = `feeds_${process.pid}`
  await connection.query(`DROP DATABASE IF EXISTS ${database}`)
  await connection.query(`CREATE DATABASE ${database}`)
  await connection.query(`USE ${database}`)
  const { hostname: host, port, username: user } = new URL(url)
  return {
    settings: { dialect: 'mysql', host, port: Number(port), user, database },
    target: {
      dialect: 'mysql',
      run: async (sql, values) => void (await connection.query(sql, values === undefined ? [] : [...values])),
    },
    async close() {
      await connection.query(`DROP DATABASE ${database}`)
      await connection.end()
    },
  }
}

await describeWith('maria', 'shipped feeds over MariaDB', url => sqlFeedsContract(() => open(url)))
