import { Type } from 'typebox'
import { parseFeed } from '../../shared/model/document-schemas.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { DriftFile, Trial } from '../../shared/sync/quarantine.ts'
import { Refused, type Caller } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import type { Audit } from '../audit/audit.ts'
import { FeedError } from '../connectors/connector.ts'
import { asked } from '../deeds/asked.ts'
import { doAudited } from '../deeds/filing.ts'
import { idIn, textOf } from '../deeds/request.ts'
import { computedOf } from '../intake/computed.ts'
import { sentence, type Mask } from '../intake/intake.ts'
import { lineOf } from '../intake/replay.ts'
import type { SetAside } from '../intake/set-aside.ts'
import type { Shapes } from '../intake/shapes.ts'
import { compared, fileOf, type CompareParts } from './compared.ts'
import { isOfGroup } from './group.ts'
import { boardOf, driftIn } from './groups.ts'

export interface DeskParts extends Omit<CompareParts, 'feeds' | 'usual'> {
  /** As of now. */
  readonly feeds: () => readonly FeedDocument[]
  readonly setAside: SetAside
  readonly shapes: Shapes
  readonly mask: Mask
  readonly audit: Audit
  readonly now: () => number
}

const feed = Type.String({ minLength: 1, maxLength: 60 })
/** Left out: all of the feed. */
const group = Type.Optional(Type.String({ pattern: '^[0-9a-f]{16}$' }))
const closed = { additionalProperties: false }
const Some = Type.Object({ feed, group }, closed)
const Discarding = Type.Object({ feed, group, reason: Type.String({ minLength: 1, maxLength: 200 }) }, closed)
const Trying = Type.Object({ feed, group, document: Type.Unknown() }, closed)

interface Named {
  readonly feed: string
  readonly group?: string
}

/** The quarantine desk: what was set aside, why, what would mend it, and what becomes of it. */
export function serveQuarantineDesk(routes: Routes, parts: DeskParts): void {
  const [someOf, discardingOf, tryingOf] = [asked(Some), asked(Discarding), asked(Trying)]
  const { setAside, shapes, mask } = parts
  const now = () => ({ ...parts, feeds: parts.feeds(), usual: shapes.usual, drift: shapes.drift })
  routes.on('GET /api/quarantine/groups', request =>
    boardOf(now(), {
      feed: textOf(request, 'feed'),
      discarded: textOf(request, 'settled') === 'discarded',
    }),
  )
  routes.on('GET /api/quarantine/entries/:id', request => fileOf(now(), entryIn(idIn(request))))
  routes.on('GET /api/quarantine/drifts/:feed', request =>
    driftOf(parts, feedIn(parts, String(request.params['feed']))),
  )
  routes.on('POST /api/quarantine/drifts/:feed/agree', (request, caller) => {
    const document = feedIn(parts, String(request.params['feed']))
    const agree = () => Promise.resolve(shapes.agree(document))
    return audited(parts, caller, 'drift.agree', { feed: document.id }, agree)
  })
  routes.on('POST /api/quarantine/trials', ({ body }): Promise<Trial> => {
    const order = tryingOf(body)
    const document = documentIn(order.document, order.feed)
    return setAside.try(order.feed, mappingOf(parts, document), wantedBy(order))
  })
  routes.on('POST /api/quarantine/replays', async ({ body }, caller) => {
    const order = someOf(body)
    const map = mappingOf(parts, feedIn(parts, order.feed))
    return audited(parts, caller, 'quarantine.replay', order, () =>
      setAside.replay(order.feed, map, wantedBy(order)),
    )
  })
  routes.on('POST /api/quarantine/discards', ({ body }, caller) => {
    const order = discardingOf(body)
    const why = sentence(order.reason.trim(), mask)
    if (why === '') throw new Refused(400, 'malformed', 'reason says why nothing is to be made of it')
    return audited(parts, caller, 'quarantine.discard', order, () =>
      setAside.discard(order.feed, why, wantedBy(order)),
    )
  })
}

/** Audited first: what the audit cannot tell of does not happen. What people wrote is not among what it tells. */
async function audited<T>(
  { audit }: DeskParts,
  caller: Caller,
  action: string,
  named: Named,
  work: () => Promise<T>,
): Promise<T | undefined> {
  let done: T | undefined
  const details = { group: named.group ?? 'all' }
  await doAudited(audit, caller, { action, object: `feed/${named.feed}`, details }, async () => {
    done = await work()
  })
  return done
}

const wantedBy = ({ group }: Named) => (group === undefined ? undefined : isOfGroup(group))

function entryIn(id: string): number {
  const n = Number(id)
  if (Number.isSafeInteger(n) && n > 0) return n
  throw new Refused(400, 'malformed', 'an entry is named by a whole number from 1')
}

function feedIn({ feeds }: DeskParts, id: string): FeedDocument {
  const found = feeds().find(each => each.id === id)
  if (found === undefined) throw new Refused(404, 'notFound', 'there is no such feed')
  return found
}

function documentIn(raw: unknown, feed: string): FeedDocument {
  const parsed = parseFeed(raw)
  if (!parsed.ok) throw new Refused(400, 'document', parsed.faults.join('; '))
  if (parsed.document.id !== feed)
    throw new Refused(400, 'document', `it is the document of another feed than ${feed}`)
  return parsed.document
}

/** A document that cannot be used says why. */
function mappingOf({ mapping }: DeskParts, document: FeedDocument) {
  try {
    return mapping(document)
  } catch (error) {
    if (error instanceof FeedError) throw new Refused(400, 'document', error.message)
    throw error
  }
}

async function driftOf(parts: DeskParts, document: FeedDocument): Promise<DriftFile> {
  const drift = parts.shapes.drift(document)
  const [told] = driftIn(document, drift)
  if (drift === null || told === undefined)
    throw new Refused(404, 'notFound', 'this feed is as it was agreed')
  const { usual } = parts.shapes
  const { sample, at } = drift
  const map = mappingOf(parts, document)
  const [computed] = await computedOf(parts.evaluate, lineOf(document.id), map, [sample])
  return { ...compared({ ...parts, usual }, document, { record: sample, at, computed }), ...told }
}
