import { setTimeout as sleep } from 'node:timers/promises'
import { Check, Errors } from 'typebox/schema'
import { mask } from '../../shared/mapping/masking/mask.ts'
import { maskRecord } from '../../shared/mapping/masking/record.ts'
import type { Mapped, MapRecord } from '../../shared/mapping/context.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { FeedSample, Made, SampleRecord } from '../../shared/sync/trial.ts'
import { Refused, type Caller } from '../access/caller.ts'
import { actorOf } from '../audit/actor.ts'
import type { Audit, AuditEntry } from '../audit/audit.ts'
import type { FeedAccess, Page, Running } from '../connectors/connector.ts'
import { createFeedSecrets, type FeedSecrets } from '../intake/feed-secrets.ts'
import { sentence } from '../intake/intake.ts'
import { besideInForce, madeBy, type BesideParts } from './beside-in-force.ts'
import { connectionFaults, type FeedGround } from './feed-faults.ts'
import { Reached } from './reached.ts'

export interface SamplingParts extends Omit<FeedGround, 'feeds' | 'folder'>, BesideParts {
  readonly audit: Audit
  readonly secret: (name: string) => string | undefined
  readonly fileOf: FeedAccess['fileOf']
  readonly reach: FeedAccess['reach']
  readonly now: () => number
  readonly speed: number
}

/** Real time for the whole of it: somebody waits before the page. */
const PATIENCE_MS = 10_000
/** A broker sends one message after the other: so long after the last one there is enough to see. */
const QUIET_MS = 1_500
/** An upstream that does not let go is left behind. */
const STOP_MS = 5_000
const MOST_RECORDS = 100
const LONGEST_RAW = 4_000
/** Connections that run at a time beside those of feeds. */
const MOST_AT_ONCE = 2

/**
 * Connects as a feed would and shows what comes. No page of it is ever said to be kept, so nothing is acknowledged, moved or passed over
 * at the upstream, and the journal hears of nothing (PUBL7).
 */
export function createSampling(parts: SamplingParts) {
  let running = 0
  return {
    async sample(raw: unknown, caller: Caller): Promise<FeedSample> {
      const feed = reachedFeed(raw, parts)
      if (running >= MOST_AT_ONCE) throw new Refused(429, 'busy', 'others are trying feeds; ask again')
      parts.audit.write(entryOf(feed, caller))
      running++
      try {
        return await sampleOf(feed, parts)
      } finally {
        running--
      }
    },
  }
}

const entryOf = ({ id, connector }: FeedDocument, caller: Caller): AuditEntry => ({
  ...{ actor: actorOf(caller.principal), address: caller.address, action: 'documents.sample' },
  ...{ object: `feed/${id}`, outcome: 'done', details: { connector } },
})

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

/** What came so far, and when it is enough. */
class Trial {
  readonly records: unknown[] = []
  readonly unreadable: string[] = []
  readonly over: Promise<void>
  outcome: FeedSample['outcome'] = 'silent'
  reason = ''
  #end: () => void = () => undefined
  #quiet: ReturnType<typeof setTimeout> | null = null
  readonly #waiting: ((error: Error) => void)[] = []
  #isOver = false

  constructor() {
    this.over = new Promise(resolve => (this.#end = resolve))
  }

  /** Never resolves: its sender keeps what it sent. */
  take({ records, unreadable = [] }: Page): Promise<never> {
    if (this.#isOver) return Promise.reject(new Error(LOOKED))
    this.records.push(...records)
    this.unreadable.push(...unreadable.map(({ reason }) => reason))
    if (this.#quiet !== null) clearTimeout(this.#quiet)
    if (this.records.length + this.unreadable.length >= MOST_RECORDS) this.#end()
    else this.#quiet = setTimeout(this.#end, QUIET_MS)
    return new Promise((_, reject) => this.#waiting.push(reject))
  }

  fail(reason: string): void {
    this.outcome = 'failed'
    this.reason = reason
    this.#end()
  }

  stop(): void {
    this.#isOver = true
    if (this.#quiet !== null) clearTimeout(this.#quiet)
    for (const reject of this.#waiting) reject(new Error(LOOKED))
  }
}

const LOOKED = 'it was only looked at'

async function sampleOf(feed: FeedDocument, parts: SamplingParts): Promise<FeedSample> {
  const trial = new Trial()
  const secrets = createFeedSecrets(parts.secret, mask)
  const connector = parts.connectors.get(feed.connector)
  let running: Running | undefined
  try {
    running = connector?.start(accessOf(feed, parts, trial, secrets))
    if (running?.receive !== undefined) return NONE
    await Promise.race([trial.over, sleep(PATIENCE_MS, undefined, { ref: false })])
  } catch (error) {
    trial.fail(secrets.said(feed, error instanceof Error ? error.message : String(error)))
  } finally {
    // First it hears that it is over, or what is refused now would be sent again.
    const stopping = running?.stop()
    trial.stop()
    await Promise.race([stopping, sleep(STOP_MS, undefined, { ref: false })])
  }
  // What a mapping makes of a secret is not known by its letters any more.
  const raws = secrets.bare(feed, trial.records.slice(0, MOST_RECORDS))
  const at = { ...parts, now: parts.now() }
  const map = mapperOf(feed, parts)
  const made = map === null ? null : await madeBy(map, feed.id, raws, at)
  const beside = made === null ? null : await besideInForce(feed, raws, made, at)
  return toldSample(trial, raws, { made, beside, hidden: text => secrets.hidden(feed, text) })
}

const NONE: FeedSample = {
  ...{ outcome: 'pushed', reason: '', records: [], accepted: 0, refused: 0, beside: null },
}

const accessOf = (
  feed: FeedDocument,
  { fileOf, reach, now, speed }: SamplingParts,
  trial: Trial,
  secrets: FeedSecrets,
): FeedAccess => ({
  ...{ feed: feed.id, settings: feed.settings, fileOf, reach, now, speed, isTrial: true },
  secret: setting => secrets.secret(feed, setting),
  hasSecret: setting => feed.secrets?.[setting] !== undefined,
  // As if it had never asked: what it would see first.
  position: () => null,
  aside: work => work(),
  take: page => trial.take(page),
  fail: async reason => {
    // Ending it breaks connections off, and they say so.
    if (trial.records.length === 0) trial.fail(secrets.said(feed, reason))
  },
  reached: async () => undefined,
  log: () => undefined,
})

/** null: its mapping cannot be used yet, and `check` says why. */
function mapperOf(feed: FeedDocument, { mapping }: SamplingParts): MapRecord | null {
  try {
    return mapping(feed)
  } catch {
    return null
  }
}

interface Telling {
  /** null: the mapping cannot be used yet. */
  readonly made: readonly Mapped[] | null
  readonly beside: Awaited<ReturnType<typeof besideInForce>>
  /** Without the values of secrets: some upstreams repeat what they were told. */
  readonly hidden: (text: string) => string
}

function toldSample(trial: Trial, raws: readonly unknown[], telling: Telling): FeedSample {
  const { outcome, reason, unreadable } = trial
  const { made, beside, hidden } = telling
  const records = raws.map((raw, i): SampleRecord => {
    const [own, other] = [made?.[i], beside?.made[i]]
    return {
      raw: toldRaw(raw, telling),
      mapped: own === undefined ? UNMAPPED : toldMade(own, telling),
      inForce: other === undefined ? null : toldMade(other, telling),
    }
  })
  const accepted = records.filter(({ mapped }) => mapped.ok).length
  return {
    outcome: records.length > 0 || unreadable.length > 0 ? 'records' : outcome,
    reason: reason || (unreadable[0] === undefined ? '' : sentence(hidden(unreadable[0]), mask)),
    ...{ records, accepted, refused: records.length - accepted + unreadable.length },
    beside: beside?.told ?? null,
  }
}

const UNMAPPED: Made = { ok: false, reason: '', path: '' }

/** As the quarantine keeps a record: what stands under a personal name is hidden whole, and it is bounded. */
function toldRaw(raw: unknown, { hidden }: Telling): string {
  const text = hidden(JSON.stringify(maskRecord(raw), null, 1))
  return text.length <= LONGEST_RAW ? text : `${text.slice(0, LONGEST_RAW)}…`
}

function toldMade(mapped: Mapped, { hidden }: Telling): Made {
  if (mapped.ok) return { ok: true, fact: mapped.fact as unknown as Fields }
  const { reason, path } = mapped.quarantined
  return { ok: false, reason: sentence(hidden(reason), mask), path }
}
