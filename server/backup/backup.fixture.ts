import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { START, ticketFact } from '../../shared/city/ticket.fixture.ts'
import { ownDraft } from '../engine/engine.ts'
import { ticketEngine } from '../engine/ticket-engine.fixture.ts'
import { openDatabase } from '../journal/database.ts'

export const KEY = Buffer.alloc(32, 5)

/** A city with some tickets in it; stopped, so that its checkpoint has all of them but the last. */
export async function fillCity(folder: string, tickets = 20): Promise<void> {
  const engine = ticketEngine(openDatabase(join(folder, 'city.db')))
  for (let n = 0; n < tickets; n++)
    await engine.submit({ ...ownDraft(START, [ticketFact({ id: `x/${n}` })]), feed: 'tickets' })
  await engine.stop()
}

/** Another part of the server, with rows in its file. */
export function fillOther(folder: string, file: string, rows: number): void {
  const db = new DatabaseSync(join(folder, file))
  db.exec('PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS lines (n INTEGER PRIMARY KEY, text TEXT)')
  for (let n = 0; n < rows; n++) db.prepare('INSERT INTO lines (text) VALUES (?)').run(`line ${n}`)
  db.close()
}

/** Everything a city's file says, but what each run writes of itself. */
export function saidBy(folder: string, file = 'city.db') {
  const db = new DatabaseSync(join(folder, file), { readOnly: true })
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all() as {
    name: string
  }[]
  const all = tables.map(({ name }) => [name, db.prepare(`SELECT * FROM "${name}"`).all()])
  db.close()
  return all
}
