import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach } from 'vitest'
import type { Calendar } from '../../shared/calendar/calendar.ts'
import { areas, START, ticket, ticketMetrics } from '../../shared/city/ticket.fixture.ts'
import { openDatabase } from '../journal/database.ts'
import { Engine, type EngineParts } from './engine.ts'
import type { CityDocuments } from './recall.ts'

/** Folders of cities, and what is open in them: gone after each test. */
export function cityFolders(name: string) {
  const folders: string[] = []
  const databases: DatabaseSync[] = []
  afterEach(() => {
    for (const db of databases.splice(0)) if (db.isOpen) db.close()
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
  })
  return {
    fresh() {
      const folder = mkdtempSync(join(tmpdir(), `liaowang-${name}-`))
      folders.push(folder)
      return folder
    },
    /** As a process that starts there would; one of before may have been killed and closed nothing. */
    open(folder: string) {
      const db = openDatabase(join(folder, 'city.db'))
      databases.push(db)
      return db
    },
  }
}

type Over = Partial<Omit<EngineParts, 'db' | 'documents'>> & { readonly documents?: Partial<CityDocuments> }

/** An engine over tickets, at their START. What it cannot take it throws. */
export function ticketEngine(db: DatabaseSync, { documents, ...over }: Over = {}): Engine {
  return new Engine({
    db,
    documents: {
      ...{ areas, kinds: [ticket], metrics: ticketMetrics, digest: 'd' },
      calendarOf: () => ({}) as Calendar,
      ...documents,
    },
    now: () => START,
    clock: () => performance.now(),
    onUncounted: (_, error) => {
      throw error
    },
    onFault: fault => {
      throw fault.error
    },
    ...over,
  })
}
