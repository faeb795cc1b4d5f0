import type { Fields } from '../../shared/model/value.ts'
import { Refused, type Caller } from '../access/caller.ts'
import { actorOf } from '../audit/actor.ts'
import type { Audit, AuditEntry } from '../audit/audit.ts'
import type { Taken } from '../connectors/connector.ts'
import { isFull } from '../journal/room.ts'
import { HalfDone } from './half-done.ts'

export interface FilingParts {
  readonly audit: Audit
  /** Files a record with one of the product's own forms; null: that form does not run. */
  readonly file: (feed: string, records: readonly unknown[]) => Promise<Taken> | null
}

/** What somebody does, as the audit has it: nothing that people wrote is among the details. */
export interface Doing {
  readonly action: string
  /** `supervision/<id>` */
  readonly object: string
  readonly details: Fields
}

export type FileDeed = (feed: string, record: Fields, caller: Caller, doing: Doing) => Promise<void>

/** Audited first: what the audit cannot tell of does not happen. What then fails is told of as well. */
export const createFiling =
  ({ audit, file }: FilingParts): FileDeed =>
  async (feed, record, caller, doing) => {
    await doAudited(audit, caller, doing, async () => {
      const taken = file(feed, [record])
      if (taken === null) throw new Refused(503, 'notRunning', `the form "${feed}" does not run`)
      const { accepted, quarantined } = await taken
      if (accepted !== 1)
        throw new Error(`${doing.action}: its own form did not take it (${quarantined} set aside)`)
    })
  }

/** What is done by no form. */
export async function doAudited(
  audit: Audit,
  caller: Caller,
  doing: Doing,
  work: () => Promise<unknown>,
): Promise<void> {
  const entry = entryOf(caller, doing)
  audit.write(entry)
  try {
    await work()
  } catch (error) {
    throw auditFailure(audit, entry, error)
  }
}

/** Who did it stands here and nowhere else: the journal knows a post. */
const entryOf = (caller: Caller, { action, object, details }: Doing): AuditEntry => ({
  ...{ actor: actorOf(caller.principal), address: caller.address },
  ...{ action, object, outcome: 'done', details },
})

/** What was audited did not happen after all, or not all of it. Answers what is to be thrown: of a full disk that it is full. */
function auditFailure(audit: Audit, entry: AuditEntry, error: unknown): unknown {
  const full = isFull(error)
  const done = error instanceof HalfDone ? error.done : 0
  audit.write({
    ...entry,
    outcome: 'failed',
    details: { ...entry.details, why: full ? 'disk full' : 'fault', ...(done === 0 ? {} : { done }) },
  })
  if (!full) return error
  return done === 0
    ? new Refused(507, 'diskFull', 'no room left to keep it; nothing was changed')
    : new Refused(507, 'diskFullHalfway', `no room left to keep all of it; ${done} were done before`)
}

/** Of a full disk it is said that it is full (F-05). */
export function orFull<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (isFull(error)) throw new Refused(507, 'diskFull', 'no room left to keep it; nothing was changed')
    throw error
  }
}
