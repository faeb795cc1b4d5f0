import { FeedNamed, FeedSent } from '../../shared/sync/publications.ts'
import { mask } from '../../shared/mapping/masking/mask.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { FeedBesideAnswer } from '../../shared/sync/trial.ts'
import { Refused, type Caller } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import { actorOf } from '../audit/actor.ts'
import type { Audit } from '../audit/audit.ts'
import { asked } from '../deeds/asked.ts'
import { idIn } from '../deeds/request.ts'
import { createFeedSecrets } from '../intake/feed-secrets.ts'
import { sentence } from '../intake/intake.ts'
import { isMappedSame, mapOf, runningOf, type BesideParts } from './beside-in-force.ts'
import type { RunningBeside } from './running-beside.ts'
import { hiddenIn } from './told-sample.ts'

export interface BesideRoutesParts extends BesideParts {
  readonly audit: Audit
  readonly beside: RunningBeside
  readonly secret: (name: string) => string | undefined
  readonly now: () => number
}

/** A version of a feed beside the one in force, for longer than a look. */
export function serveBeside(routes: Routes, parts: BesideRoutesParts): void {
  const [sent, named] = [asked(FeedSent), asked(FeedNamed)]
  routes.on('GET /api/feeds/:id/beside', request => answerOf(idIn(request), parts))
  routes.on('POST /api/feeds/beside', ({ body }, caller) => {
    const draft = sent(body).document as unknown as FeedDocument
    const running = startable(draft, parts)
    const { audit, beside, now } = parts
    audit.write(entryOf(draft.id, 'start', caller))
    if (!beside.start(draft, running, now())) throw new Refused(429, 'busy', 'others run already; stop one')
    return answerOf(draft.id, parts)
  })
  routes.on('POST /api/feeds/beside/stop', ({ body }, caller) => {
    const { id } = named(body)
    parts.audit.write(entryOf(id, 'stop', caller))
    parts.beside.stop(id)
    return answerOf(id, parts)
  })
}

const entryOf = (id: string, act: 'start' | 'stop', caller: Caller): Parameters<Audit['write']>[0] => ({
  ...{ actor: actorOf(caller.principal), address: caller.address, action: 'documents.beside' },
  ...{ object: `feed/${id}`, outcome: 'done', details: { act } },
})

/** The version in force beside which it can run. */
function startable(draft: FeedDocument, parts: BesideRoutesParts): FeedDocument {
  const running = runningOf(draft, parts)
  if (running === undefined) throw new Refused(404, 'noDocument', 'no version of it is in force')
  if (isMappedSame(running, draft)) throw new Refused(409, 'nothingNew', 'it maps as the one in force does')
  if (mapOf(draft, parts) === null || mapOf(running, parts) === null)
    throw new Refused(400, 'faultyDocument', '/mapping: it cannot be used yet')
  return running
}

/** Masked when they came; without the secrets of both versions now. */
function answerOf(id: string, parts: BesideRoutesParts): FeedBesideAnswer {
  const running = runningOf({ id }, parts)
  if (running === undefined) throw new Refused(404, 'noDocument', 'no version of it is in force')
  const beside = parts.beside.of(id, parts.now())
  if (beside === null) return { beside: null }
  const secrets = createFeedSecrets(parts.secret, mask)
  const latest = beside.latest.map(each => ({ ...each, reason: sentence(each.reason, mask) }))
  return { beside: { ...beside, latest: hiddenIn(latest, text => secrets.hidden(running, text)) } }
}
