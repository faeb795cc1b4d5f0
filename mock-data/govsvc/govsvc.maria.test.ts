import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { describeWith } from '../../tests/services.ts'
import { realServerContract, type RealServer } from './real-servers.contract.ts'

async function open(url: string): Promise<RealServer> {
  const connection = await createConnection({ uri: url, dateStrings: true })
  const database = `govsvc_${process.pid}`
  await connection.query(`DROP DATABASE IF EXISTS ${database}`)
  await connection.query(`CREATE DATABASE ${database}`)
  await connection.query(`USE ${database}`)
  const run: RealServer['target']['run'] = async (sql, values) => {
    await connection.query(sql, values === undefined ? [] : [...values])
  }
  return {
    target: { dialect: 'mysql', run },
    query: async sql => (await connection.query<RowDataPacket[]>(sql))[0],
    close: async () => {
      await connection.query(`DROP DATABASE ${database}`)
      await connection.end()
    },
  }
}

await describeWith('maria', 'the exchange database on MariaDB', url => realServerContract(() => open(url)))
