import pg from 'pg'
import { describeWith } from '../../../tests/services.ts'
import { openReach } from '../feed-for-tests.ts'
import { postgresSource } from './postgres-source.ts'
import { realServerContract } from './real-server.contract.ts'

await describeWith('postgres', 'PostgreSQL by watermark', url => {
  realServerContract('PostgreSQL', async () => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { hostname: host, port, username: user, pathname } = new URL(url)
    const database = pathname.slice(1)
    return {
      settings: { dialect: 'postgres', host, port: Number(port), user, database },
      textType: 'varchar(40)',
      timeType: 'timestamp(0)',
      run: async sql => void (await client.query(sql)),
      source: () =>
        postgresSource({ host, port: Number(port), user, database, password: undefined, reach: openReach }),
      cut: async () =>
        void (await client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE pid <> pg_backend_pid() AND query LIKE '%pretend_accept_${process.pid}%'`,
        )),
      close: () => client.end(),
    }
  })
})
