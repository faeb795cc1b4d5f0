import type { Alarms } from '../alarms/alarms.ts'
import { AuditError, type Audit } from '../audit/audit.ts'
import type { Log } from '../log.ts'
import type { Screen } from './screen-store.ts'

const HOUR_MS = 3_600_000
/** As long as a token would have been good. */
const RAISED_MS = 24 * HOUR_MS
const LOOK_MS = 60_000
/** The same screen from the same address is one record in an hour. */
const AGAIN_MS = HOUR_MS
const MOST = 1_000
/** So many are named. */
const NAMED = 5

export interface ElsewhereParts {
  readonly alarms: Alarms
  readonly audit: Pick<Audit, 'write'>
  readonly log: Log
  readonly elapsed: () => number
}

/** Told of a key or a token that was right, and came from where its screen is not: somebody has copied it (T-WALL-01). */
export interface Elsewhere {
  met(screen: Screen, address: string): void
  /** It is revoked, and what was copied is worth nothing. */
  forget(screen: string): void
  /** Returns how to stop. */
  start(): () => void
}

interface Met {
  readonly screen: Screen
  readonly address: string
  readonly at: number
}

export function createElsewhere({ alarms, audit, log, elapsed }: ElsewhereParts): Elsewhere {
  const met = new Map<string, Met>()
  const noted = new Map<string, number>()

  function look(): void {
    for (const [id, { at }] of met) if (elapsed() - at >= RAISED_MS) met.delete(id)
    if (met.size === 0) return alarms.clear('screens-elsewhere')
    const told = [...met.values()]
      .slice(0, NAMED)
      .map(({ screen, address }) => `${screen.name} from ${address}`)
    const more = met.size > NAMED ? ` and ${met.size - NAMED} more` : ''
    alarms.raise(
      'screens-elsewhere',
      `what only a paired screen holds came from outside its networks: ${told.join(', ')}${more}; it was refused: revoke the screen and pair it anew, or correct its networks`,
    )
  }

  function note({ id, name, networks }: Screen, address: string): void {
    const key = `${id} ${address}`
    if (elapsed() - (noted.get(key) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return
    if (noted.size >= MOST) noted.clear()
    noted.set(key, elapsed())
    log(
      'warn',
      'screens',
      `screen ${id} (${name}) was asked for from ${address}, which is not one of its networks`,
    )
    try {
      audit.write({
        ...{
          actor: { type: 'screen', id, name },
          address,
          action: 'screens.elsewhere',
          object: `screen/${id}`,
        },
        ...{ outcome: 'refused', details: { networks } },
      })
    } catch (error) {
      // It was refused all the same; that the audit cannot be written is told by the audit itself.
      if (!(error instanceof AuditError)) throw error
    }
  }

  return {
    met(screen, address) {
      note(screen, address)
      met.set(screen.id, { screen, address, at: elapsed() })
      look()
    },
    forget(screen) {
      if (met.delete(screen)) look()
    },
    start() {
      const timer = setInterval(look, LOOK_MS)
      timer.unref()
      return () => clearInterval(timer)
    },
  }
}
