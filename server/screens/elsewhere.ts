import type { Alarms } from '../alarms/alarms.ts'
import { AuditError, type Audit } from '../audit/audit.ts'
import type { Log } from '../log.ts'
import type { Screen } from './screen-store.ts'

const HOUR_MS = 3_600_000
/** As long as a token would have been good. */
const RAISED_MS = 24 * HOUR_MS
const LOOK_MS = 60_000
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

/** Each screen and address is one record in an hour. */
function createNotes({ audit, log, elapsed }: ElsewhereParts): Elsewhere['met'] {
  const noted = new Map<string, number>()
  return ({ id, name, networks }, address) => {
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
}

function sayingOf(all: readonly Met[]): string {
  const told = all.slice(0, NAMED).map(({ screen, address }) => `${screen.name} from ${address}`)
  const more = all.length > NAMED ? ` and ${all.length - NAMED} more` : ''
  return `what only a paired screen holds came from outside its networks: ${told.join(', ')}${more}; it was refused: revoke the screen and pair it anew, or correct its networks`
}

export function createElsewhere(parts: ElsewhereParts): Elsewhere {
  const { alarms, elapsed } = parts
  const met = new Map<string, Met>()
  const note = createNotes(parts)

  function look(): void {
    for (const [id, { at }] of met) if (elapsed() - at >= RAISED_MS) met.delete(id)
    if (met.size === 0) alarms.clear('screens-elsewhere')
    else alarms.raise('screens-elsewhere', sayingOf([...met.values()]))
  }

  return {
    met(screen, address) {
      met.set(screen.id, { screen, address, at: elapsed() })
      look()
      note(screen, address)
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
