import type { Alarms } from '../alarms/alarms.ts'
import type { Screen } from './screen-store.ts'

const LOOK_MS = 5_000
/** A wall that lost its server is back within seconds; one that reloads its page too (F-44). */
const AWAY_MS = 30_000
/** So many are named. */
const NAMED = 5

export interface AwayParts {
  /** All that were paired, also those that are revoked. */
  readonly screens: () => readonly Screen[]
  readonly isHere: (screen: string) => boolean
  readonly alarms: Alarms
  readonly elapsed: () => number
}

/**
 * Sounds an alarm while a paired screen is not here: its page died, its machine is off, or something lies between. A screen that was taken
 * down is to be revoked. Returns the stop.
 */
export function watchAway({ screens, isHere, alarms, elapsed }: AwayParts): () => void {
  const hereAt = new Map<string, number>()
  const inUse = () => screens().filter(({ revokedAt }) => revokedAt === null)
  // Whoever has not come back after a start, or was paired since the last look, has as long.
  for (const { id } of inUse()) hereAt.set(id, elapsed())
  const look = () => {
    const at = elapsed()
    const paired = inUse()
    for (const { id } of paired) if (isHere(id) || !hereAt.has(id)) hereAt.set(id, at)
    const away = paired.filter(({ id }) => at - (hereAt.get(id) ?? at) > AWAY_MS)
    if (away.length === 0) return alarms.clear('screens-away')
    const names = away.slice(0, NAMED).map(({ name }) => name)
    const more = away.length > NAMED ? ` and ${away.length - NAMED} more` : ''
    alarms.raise(
      'screens-away',
      `of ${paired.length} paired screens ${away.length} are away: ${names.join(', ')}${more}; look at them, or revoke what was taken down`,
    )
  }
  const timer = setInterval(look, LOOK_MS)
  return () => clearInterval(timer)
}
