import { setTimeout as sleep } from 'node:timers/promises'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { FeedSample } from '../../shared/sync/trial.ts'
import type { Connector, FeedAccess, Page, Running, Unreadable } from '../connectors/connector.ts'
import type { FeedSecrets } from '../intake/feed-secrets.ts'

export interface LookingParts {
  readonly connectors: ReadonlyMap<string, Connector>
  readonly fileOf: FeedAccess['fileOf']
  readonly reach: FeedAccess['reach']
  readonly now: () => number
  readonly speed: number
}

/** What an upstream said. */
export interface Came {
  readonly outcome: 'silent' | 'failed' | 'pushed'
  readonly reason: string
  readonly pushed: FeedSample['pushed']
  readonly records: readonly unknown[]
  readonly unreadable: readonly Unreadable[]
}

/** Real time for the whole of it: somebody waits before the page. */
const PATIENCE_MS = 10_000
/** A broker sends one message after the other: so long after the last one there is enough to see. */
const QUIET_MS = 1_500
/** An upstream that does not let go is left behind. */
const STOP_MS = 5_000
/** So many are tried. */
export const MOST_RECORDS = 100

/** What came so far, and when it is enough. */
class Trial {
  readonly records: unknown[] = []
  readonly unreadable: Unreadable[] = []
  readonly over: Promise<void>
  outcome: Came['outcome'] = 'silent'
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
    this.unreadable.push(...unreadable)
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

/** By a connection of its own, which is ended before this resolves, or left behind. */
export async function lookAt(feed: FeedDocument, parts: LookingParts, secrets: FeedSecrets): Promise<Came> {
  const trial = new Trial()
  let running: Running | undefined
  try {
    running = parts.connectors.get(feed.connector)?.start(accessOf(feed, parts, trial, secrets))
    if (running?.receive !== undefined) return NOBODY
    await Promise.race([trial.over, sleep(PATIENCE_MS, undefined, { ref: false })])
  } catch (error) {
    trial.fail(secrets.said(feed, error instanceof Error ? error.message : String(error)))
  } finally {
    // First it hears that it is over, or what is refused now would be sent again.
    const stopping = running?.stop()
    trial.stop()
    await Promise.race([stopping, sleep(STOP_MS, undefined, { ref: false })])
  }
  const { outcome, reason, records, unreadable } = trial
  return { outcome, reason, pushed: null, records, unreadable }
}

/** There is nobody to ask. */
const NOBODY: Came = { outcome: 'pushed', reason: '', pushed: null, records: [], unreadable: [] }

const accessOf = (
  feed: FeedDocument,
  { fileOf, reach, now, speed }: LookingParts,
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
