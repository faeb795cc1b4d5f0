import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { describeWith } from '../../../tests/services.ts'
import { openReach } from '../feed-for-tests.ts'
import { mysqlSource } from './mysql-source.ts'
import { realServerContract } from './real-server.contract.ts'

await describeWith('maria', 'MariaDB by watermark', url => {
  realServerContract('MariaDB', async () => {
    const connection = await createConnection({ uri: url })
    const { hostname: host, port, username: user, pathname } = new URL(url)
    const database = pathname.slice(1)
    const before = await processes()

    async function processes(): Promise<number[]> {
      const [rows] = await connection.query<RowDataPacket[]>('SHOW PROCESSLIST')
      return rows.filter(({ Command }) => Command === 'Sleep').map(({ Id }) => Number(Id))
    }

    return {
      settings: { dialect: 'mysql', host, port: Number(port), user, database },
      textType: 'varchar(40)',
      timeType: 'datetime',
      run: async sql => void (await connection.query(sql)),
      source: () =>
        mysqlSource({ host, port: Number(port), user, database, password: undefined, reach: openReach }),
      cut: async () => {
        const ours = (await processes()).filter(id => !before.includes(id))
        for (const id of ours) await connection.query(`KILL ${id}`).catch(() => undefined)
      },
      close: () => connection.end(),
    }
  })
})
