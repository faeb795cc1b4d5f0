import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isoOf } from '../../../shared/calendar/civil.ts'
import { NOW } from '../feed-for-tests.ts'
import { connectorContract } from '../connector.contract.ts'
import { sqlPoll } from './sql-poll.ts'

const timeOf = (number: number) =>
  isoOf(NOW + number * 1_000)
    .slice(0, 19)
    .replace('T', ' ')

connectorContract({
  connector: sqlPoll,
  faults: [
    [{ table: 'cases; DROP TABLE cases' }, '/table'],
    [{ dialect: 'oracle' }, '/dialect'],
    [{ rows: 0 }, '/rows'],
    [{ dialect: 'postgres' }, '/host'],
    [{ watermark: { time: 'cd_time', key: 'no' } }, '/watermark'],
  ],
  open: async () => {
    const root = mkdtempSync(join(tmpdir(), 'sql-'))
    const file = join(root, 'exchange.sqlite')
    const aside = `${file}.aside`
    const fill = (numbers: readonly number[]) => {
      const database = new DatabaseSync(file)
      database.exec('CREATE TABLE IF NOT EXISTS cases (no TEXT PRIMARY KEY, cd_time TEXT)')
      const insert = database.prepare('REPLACE INTO cases VALUES (?, ?)')
      for (const number of numbers) insert.run(String(number), timeOf(number))
      database.close()
    }
    let spoilt = false
    fill([])
    return {
      settings: {
        dialect: 'sqlite',
        file,
        table: 'cases',
        everySeconds: 1,
        watermark: { time: 'cd_time', key: 'no', overlapSeconds: 60 },
      },
      say: async numbers => {
        if (spoilt) renameSync(aside, file)
        spoilt = false
        fill(numbers)
      },
      numberOf: record => Number((record as { no: string }).no),
      garbage: async () => {
        renameSync(file, aside)
        writeFileSync(file, 'this is no database, however long one looks at it'.repeat(100))
        spoilt = true
      },
      away: async on => (on ? renameSync(file, aside) : renameSync(aside, file)),
      awayIs: 'folder',
      close: async () => rmSync(root, { recursive: true }),
    }
  },
})
