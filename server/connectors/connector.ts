import type { LookupFunction } from 'node:net'
import type { Static, TSchema } from 'typebox'
import { Check, Errors } from 'typebox/schema'
import type { Blame } from '../../shared/model/batch.ts'
import type { FeedFault } from '../../shared/model/feed-fault.ts'
import type { Fields } from '../../shared/model/value.ts'

/** One page of what an upstream said. */
export interface Page {
  readonly records: readonly unknown[]
  /** Parts of the page that could not even be read as records, e.g. a broken line of a file. */
  readonly unreadable?: readonly Unreadable[]
  /** What was to be read could not be read to its end, as the last of `unreadable` says: no good report, however few entries it has. */
  readonly isBroken?: true
  /** Watermark, ETag or digest once this page is in; committed with it. */
  readonly position?: string
}

export interface Unreadable {
  readonly reason: string
  readonly path: string
  readonly sample: string
}

/** What became of a page, known only once it is durable. */
export interface Taken {
  readonly accepted: number
  readonly duplicate: number
  readonly quarantined: number
  readonly refused: number
}

/**
 * What a connector is given. It knows one feed and nothing of journal, fold or screens. `take` resolves after the
 * commit, and only then may the upstream be told that its page arrived; it rejects when the page could not be kept, with a
 * FeedError that says not to try again where that is no passing lack.
 */
export interface FeedAccess {
  readonly feed: string
  readonly settings: Fields
  /** The value of a secret the feed's document names; throws a FeedError when it is missing. */
  readonly secret: (setting: string) => string
  /** Whether the feed's document names a secret for this setting. */
  readonly hasSecret: (setting: string) => boolean
  /**
   * Whether connecting to a port of a host is allowed; throws a FeedError where it is not. Whoever connects uses the answered lookup,
   * which says the addresses that were judged and asks nobody again (T-SSRF-02).
   */
  readonly reach: (host: string, port: number) => Promise<LookupFunction>
  /** A file or folder of a feed's settings; relative ones lie in the folder the server was given for them. */
  readonly fileOf: (path: string) => string
  readonly position: () => string | null
  /** Runs what can wait, such as a piece of the past: a few of all feeds at a time, so that what is new goes first. */
  readonly aside: <T>(work: () => Promise<T>) => Promise<T>
  readonly take: (page: Page) => Promise<Taken>
  /** Journals that asking the upstream failed. */
  readonly fail: (reason: string, fault: FeedFault) => Promise<void>
  /** The upstream is reached, and has said nothing yet: what it could not be reached for before is no reason any more. */
  readonly reached: () => Promise<void>
  /** City time. */
  readonly now: () => number
  /** City seconds per real second: 1 but in a demonstration, where upstreams too live in the city's time. */
  readonly speed: number
  /** Somebody only looks what the upstream would say: under another name than the feed's, and nothing is left there. */
  readonly isTrial?: boolean
  readonly log: (level: 'debug' | 'info' | 'warn' | 'error', message: string) => void
}

export interface Connector {
  readonly id: string
  /** Of a feed's `settings`; setting names in `secrets` must be named there too. */
  readonly settings: TSchema
  readonly secrets: readonly string[]
  /** Its upstream speaks when it has something to say: whoever connects for a look may hear nothing for a long time. */
  readonly isPushed?: true
  /** Starts to fetch or to listen. */
  start(access: FeedAccess): Running
}

export interface Running {
  /** Resolves when nothing of it runs any more. */
  stop(): Promise<void>
  /** For connectors that are called: what came to `POST /api/ingest/<feed>`. */
  readonly receive?: (request: Received) => Promise<Answer>
  /** For the product's own forms: what a route of ours was told by somebody who may. Never reached from `/api/ingest`. */
  readonly file?: (records: readonly unknown[]) => Promise<Taken>
}

export interface Received {
  readonly headers: { readonly [name: string]: string | undefined }
  readonly body: Buffer
}

export interface Answer {
  readonly status: number
  readonly body: Fields
}

export interface FaultOf {
  readonly blame: Blame | 'config'
  readonly retry: boolean
  /** What screens say of it; left out, it is the set-up's or one of no name. */
  readonly fault?: FeedFault
  /** The upstream said when to come back, real milliseconds. */
  readonly retryAfterMs?: number
  readonly cause?: unknown
}

/** Says whose fault it is and whether trying again is sensible. */
export class FeedError extends Error {
  override readonly name = 'FeedError'
  readonly blame: FaultOf['blame']
  readonly retry: boolean
  readonly fault: FeedFault
  readonly retryAfterMs: number | null

  constructor(message: string, { blame, retry, fault, retryAfterMs, cause }: FaultOf) {
    super(message, cause === undefined ? undefined : { cause })
    this.blame = blame
    this.retry = retry
    this.fault = fault ?? (blame === 'config' ? 'setup' : 'other')
    this.retryAfterMs = retryAfterMs ?? null
  }
}

/** Checks a feed's settings against its connector's schema; every fault in one sentence. */
export function settingsOf<T extends TSchema>(schema: T, settings: Fields): Static<T> {
  if (Check(schema, settings)) return settings
  const faults = Errors(schema, settings)[1].map(error => `${error.instancePath || '/'}: ${error.message}`)
  throw new FeedError(`settings: ${faults.slice(0, 5).join('; ')}`, { blame: 'config', retry: false })
}
