import type { Fields } from '../../shared/model/value.ts'
import { Refused, type Caller } from '../access/caller.ts'
import { actorOf } from '../audit/actor.ts'
import type { Audit, AuditEntry } from '../audit/audit.ts'
import { isFull } from '../journal/room.ts'

/** Who did it stands here and nowhere else: the journal knows a post. Nothing that people wrote is among the details. */
export function entryOf(
  caller: Caller,
  { action, id, details }: { readonly action: string; readonly id: string; readonly details: Fields },
): AuditEntry {
  return {
    actor: actorOf(caller.principal),
    address: caller.address,
    action,
    object: `supervision/${id}`,
    outcome: 'done',
    details,
  }
}

/** What was audited did not happen after all. Answers what is to be thrown: of a full disk that it is full. */
export function auditFailure(audit: Audit, entry: AuditEntry, error: unknown): unknown {
  const full = isFull(error)
  audit.write({
    ...entry,
    outcome: 'failed',
    details: { ...entry.details, why: full ? 'disk full' : 'fault' },
  })
  return full ? new Refused(507, 'diskFull', 'no room left to keep it; nothing was changed') : error
}
