import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AuditError, type Audit } from '../audit/audit.ts'
import type { Screens } from './screens.ts'

/** In the folder of data; what it says does not matter. */
export const COVER_FILE = 'COVER'
const LOOK_MS = 500

interface Parts {
  readonly screens: Screens
  readonly audit: Audit
  readonly dataDir: string
}

/**
 * Covers public screens when the file is laid: the way that needs no account, no session and no database, for when those do not answer
 * (T-WALL-03). It takes the city off and never brings it back: that is a press of somebody. Returns the stop.
 */
export function watchCoverFile({ screens, audit, dataDir }: Parts): () => void {
  const file = join(dataDir, COVER_FILE)
  const look = () => {
    if (screens.cover !== null || !existsSync(file)) return
    screens.coverAll(COVER_FILE)
    try {
      audit.write({
        actor: { type: 'command', id: '', name: COVER_FILE },
        ...{
          address: '',
          action: 'screens.cover',
          object: 'screens',
          outcome: 'done',
          details: { on: true },
        },
      })
    } catch (error) {
      if (!(error instanceof AuditError)) throw error
      screens.say(`public screens are covered by the file ${file}, and the audit could not be told`)
    }
  }
  const timer = setInterval(look, LOOK_MS)
  return () => clearInterval(timer)
}
