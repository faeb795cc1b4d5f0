import { Check, Errors } from 'typebox/schema'
import { mask } from '../../shared/mapping/masking/mask.ts'
import type { MapRecord } from '../../shared/mapping/context.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { FeedSent } from '../../shared/sync/publications.ts'
import type { FeedSample } from '../../shared/sync/trial.ts'
import { Refused, type Caller } from '../access/caller.ts'
import { actorOf } from '../audit/actor.ts'
import type { Audit, AuditEntry } from '../audit/audit.ts'
import { createFeedSecrets } from '../intake/feed-secrets.ts'
import { connectionOf, type RecentReports } from '../intake/recent.ts'
import { besideInForce, isMappedSame, madeBy, runningOf, type BesideParts } from './beside-in-force.ts'
import { countedBoth } from './counted.ts'
import { drawnTrial } from './drawn.ts'
import { connectionFaults, type FeedGround } from './feed-faults.ts'
import { lookAt, MOST_RECORDS, type Came, type LookingParts } from './looking.ts'
import { Reached } from './reached.ts'
import { toldSample } from './told-sample.ts'

export interface SamplingParts extends Omit<FeedGround, 'feeds' | 'folder'>, BesideParts, LookingParts {
  readonly audit: Audit
  readonly secret: (name: string) => string | undefined
  /** What was pushed to a feed lately, over the connection that it names; null: nothing, or nobody pushes to it. */
  readonly recent: (feed: FeedDocument) => RecentReports | null
}

/** Connections that run at a time beside those of feeds. */
const MOST_AT_ONCE = 2

/**
 * Shows what was pushed to a feed lately, or connects as it would and shows what comes. No page of it is ever said to be kept, so nothing is
 * acknowledged, moved or passed over at the upstream, and the journal hears of nothing (PUBL10, PUBL14).
 */
export function createSampling(parts: SamplingParts) {
  let running = 0
  return {
    async sample({ document, anew = false }: FeedSent, caller: Caller): Promise<FeedSample> {
      const feed = reachedFeed(document, parts)
      if (running >= MOST_AT_ONCE) throw new Refused(429, 'busy', 'others are trying feeds; ask again')
      const pushed = anew ? null : pushedLately(feed, parts)
      parts.audit.write(entryOf(feed, caller, pushed !== null))
      running++
      try {
        return await sampleOf(feed, pushed, parts)
      } finally {
        running--
      }
    },
  }
}

const entryOf = ({ id, connector }: FeedDocument, caller: Caller, isHeld: boolean): AuditEntry => ({
  ...{ actor: actorOf(caller.principal), address: caller.address, action: 'documents.sample' },
  ...{ object: `feed/${id}`, outcome: 'done', details: { connector, ...(isHeld ? { held: true } : {}) } },
})

/** Over the connection of the version in force: another one is looked at by itself. */
function pushedLately(feed: FeedDocument, parts: SamplingParts): Came | null {
  const running = runningOf(feed, parts)
  if (running === undefined || connectionOf(running) !== connectionOf(feed)) return null
  const recent = parts.recent(running)
  if (recent === null) return null
  const { since, until, records, unreadable } = recent
  return { ...{ outcome: 'pushed', reason: '', records, unreadable }, pushed: { since, until } }
}

/** Kind and mapping come after what is seen here, and need not be there or right. */
function reachedFeed(raw: unknown, parts: SamplingParts): FeedDocument {
  const feed = { id: TRIED, ...(raw as object) } as FeedDocument
  const faults = Check(Reached, feed)
    ? connectionFaults(feed, groundOf(parts))
    : Errors(Reached, feed)[1].map(({ instancePath, message }) => `${instancePath || '/'}: ${message}`)
  if (faults.length > 0) throw new Refused(400, 'faultyDocument', faults.slice(0, FAULTS_TOLD).join('\n'))
  return feed
}

function groundOf(parts: SamplingParts) {
  const { feeds, folder } = parts.wanted()
  return { ...parts, feeds, folder: folder.feeds }
}

const TRIED = 'tried'
const FAULTS_TOLD = 5

async function sampleOf(feed: FeedDocument, pushed: Came | null, parts: SamplingParts): Promise<FeedSample> {
  const secrets = createFeedSecrets(parts.secret, mask)
  const came = pushed ?? (await lookAt(feed, parts, secrets))
  // What a mapping makes of a secret is not known by its letters any more.
  const raws = secrets.bare(feed, came.records.slice(0, MOST_RECORDS))
  const hidden = (text: string) => secrets.hidden(feed, text)
  return toldSample(came, { raws, hidden, ...(await triedOver(feed, raws, parts)) })
}

/** What its mapping makes of the records, beside the version in force, and what that would show. */
async function triedOver(feed: FeedDocument, raws: readonly unknown[], parts: SamplingParts) {
  const map = mapperOf(feed, parts)
  if (map === null) return { made: null, beside: null, drawn: null }
  const at = { ...parts, now: parts.now() }
  const made = await madeBy(map, feed.id, raws, at)
  const beside = await besideInForce(feed, raws, made, at)
  const running = runningOf(feed, parts)
  const isSame = running !== undefined && isMappedSame(running, feed)
  const isTaken = [...made, ...(beside?.made ?? [])].some(({ ok }) => ok)
  if (isSame || !isTaken) return { made, beside, drawn: null }
  const counted = beside?.counted ?? countedBoth(feed.kind, null, made, at)
  return { made, beside, drawn: drawnTrial(feed, counted, at) }
}

/** null: its mapping cannot be used yet, and `check` says why. */
function mapperOf(feed: FeedDocument, { mapping }: SamplingParts): MapRecord | null {
  try {
    return mapping(feed)
  } catch {
    return null
  }
}
