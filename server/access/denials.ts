import { actorOf } from '../audit/actor.ts'
import type { Audit } from '../audit/audit.ts'
import { AuditError } from '../audit/audit.ts'
import type { Caller } from './caller.ts'

/** Who tries the same again and again is one record: what counts is that it was tried. */
const AGAIN_MS = 10 * 60_000
const MOST = 5_000

export interface DenialsParts {
  readonly audit: Audit
  readonly elapsed: () => number
}

/** Told of each refusal of somebody who is known: what was asked for, by its route. */
export type Denials = (caller: Caller, route: string) => void

/** Records what persons and screens were refused. Nobody is refused all the time, and means nothing by it. */
export function createDenials({ audit, elapsed }: DenialsParts): Denials {
  const noted = new Map<string, number>()
  return ({ principal, address }, route) => {
    if (principal.type !== 'person' && principal.type !== 'screen') return
    const key = `${principal.type} ${principal.id} ${route}`
    const at = elapsed()
    if (at - (noted.get(key) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return
    if (noted.size >= MOST) noted.clear()
    noted.set(key, at)
    try {
      audit.write({
        ...{ actor: actorOf(principal), address, action: 'access.denied', object: `route/${route}` },
        ...{ outcome: 'refused', details: {} },
      })
    } catch (error) {
      // It was refused all the same; that the audit cannot be written is told by the audit itself.
      if (!(error instanceof AuditError)) throw error
    }
  }
}
