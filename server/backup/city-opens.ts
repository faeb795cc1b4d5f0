import { join } from 'node:path'
import { Engine } from '../engine/engine.ts'
import type { CityDocuments } from '../engine/recall.ts'
import { openDatabase } from '../journal/database.ts'
import { CITY } from './contents.ts'
import type { Trial } from './trial.ts'

/** The program itself opens the restored city: its checkpoint is read, and the entries after it are folded (F-30). */
export const cityOpens =
  (documents: CityDocuments): Trial =>
  (folder, manifest) => {
    const faults: string[] = []
    const db = openDatabase(join(folder, CITY))
    try {
      const engine = new Engine({
        db,
        documents,
        now: () => manifest.madeAt,
        clock: () => 0,
        // What the fold could not take was told by the server that took it in.
        onFault: () => undefined,
        onUncounted: () => undefined,
      })
      if (engine.city.seq !== manifest.journal.seq)
        faults.push(`the city opens at entry ${engine.city.seq} and not at ${manifest.journal.seq}`)
      if (engine.journal.head() !== manifest.journal.seq)
        faults.push(`the journal ends at ${engine.journal.head()} and not at ${manifest.journal.seq}`)
    } catch (error) {
      faults.push(`the city cannot be opened: ${String(error)}`)
    } finally {
      db.close()
    }
    return faults
  }
