import { Type } from 'typebox'
import { Check } from 'typebox/schema'
import { Refused, type Caller } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import { actorOf } from '../audit/actor.ts'
import { AuditError, type Audit, type AuditEntry } from '../audit/audit.ts'
import type { Screens } from './screens.ts'

const Body = Type.Object({ on: Type.Boolean() }, { additionalProperties: false })

/** One press takes the city off all public screens, and another brings it back (T-WALL-03). */
export function serveCover(routes: Routes, screens: Screens, audit: Audit): void {
  routes.on('PUT /api/screens/cover', ({ body }: { readonly body: unknown }, caller) => {
    if (!Check(Body, body)) throw new Refused(400, 'malformed', 'on says whether public screens are covered')
    if (body.on) {
      // The one change that waits for nothing: what must not be seen is taken away first, and told of afterwards.
      const { account } = caller.person()
      if (screens.cover === null) screens.coverAll(account)
      noteAfterwards(screens, audit, entryOf(caller, true), account)
    } else {
      audit.write(entryOf(caller, false))
      screens.uncoverAll()
    }
    return { cover: screens.cover }
  })
}

/** It is done, and stays done: who did it is in the log where the audit cannot have it. */
function noteAfterwards(screens: Screens, audit: Audit, entry: AuditEntry, account: string): void {
  try {
    audit.write(entry)
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    screens.say(
      `public screens are covered by ${account} from ${entry.address}, and the audit could not be told`,
    )
  }
}

const entryOf = ({ principal, address }: Caller, on: boolean): AuditEntry => ({
  ...{ actor: actorOf(principal), address, action: 'screens.cover', object: 'screens' },
  ...{ outcome: 'done', details: { on } },
})
