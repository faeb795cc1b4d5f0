import pg from 'pg'
import { describeWith } from '../../tests/services.ts'
import { realServerContract, type RealServer } from './real-servers.contract.ts'

const TIMESTAMP = 1114
const asWritten = {
  getTypeParser: (oid: number) => (oid === TIMESTAMP ? String : pg.types.getTypeParser(oid)),
}

async function open(url: string): Promise<RealServer> {
  const client = new pg.Client({ connectionString: url, types: asWritten })
  await client.connect()
  const schema = `govsvc_${process.pid}`
  await client.query(
    `DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema}; SET search_path TO ${schema}`,
  )
  const run: RealServer['target']['run'] = async (sql, values) => {
    await client.query(sql, values === undefined ? [] : [...values])
  }
  return {
    target: { dialect: 'postgres', run },
    query: async sql => (await client.query<Record<string, unknown>>(sql)).rows,
    close: async () => {
      await client.query(`DROP SCHEMA ${schema} CASCADE`)
      await client.end()
    },
  }
}

await describeWith('postgres', 'the exchange database on PostgreSQL', url =>
  realServerContract(() => open(url)),
)
