import { setTimeout as sleep } from 'node:timers/promises'
import type { Batch, Draft } from '../../shared/model/batch.ts'
import type { MapRecord } from '../../shared/mapping/context.ts'
import { faultText, readFault } from '../../shared/model/feed-fault.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import {
  FeedError,
  type Answer,
  type Connector,
  type FeedAccess,
  type Page,
  type Received,
  type Running,
  type Taken,
} from '../connectors/connector.ts'
import { createTurns } from '../deeds/turns.ts'
import { isPassing } from '../journal/room.ts'
import type { Evaluate } from '../expressions/evaluator.ts'
import { createAside } from './aside.ts'
import { computedOf } from './computed.ts'
import type { FeedChanges } from './feed-changes.ts'
import { createFeedSecrets, type FeedSecrets } from './feed-secrets.ts'
import { nextHealth, saidOf, WAITING, type FeedHealth, type HealthEvent } from './health.ts'
import { draftOf, failedDraft, type Mask, type MetWord } from './intake.ts'
import { lasting, messageOf } from './lasting.ts'
import type { ReplayParts } from './replay.ts'
import { createSetAside, type SetAside } from './set-aside.ts'
import type { UnknownWords } from './unknown-words.ts'

export interface FeedsParts {
  readonly connectors: ReadonlyMap<string, Connector>
  readonly mapping: (feed: FeedDocument) => MapRecord
  /** What expressions of mappings make of records. */
  readonly evaluate: Evaluate
  readonly mask: Mask
  /** Throws where it is set and cannot be read. */
  readonly secret: (name: string) => string | undefined
  readonly fileOf: (path: string) => string
  readonly reach: FeedAccess['reach']
  readonly submit: (draft: Draft) => Promise<Batch>
  readonly position: (feed: string) => string | null
  /** Why a feed could not be asked, as the journal has it last; '': it could. */
  readonly reason: (feed: string) => string
  readonly quarantined: ReplayParts['quarantined']
  readonly retaken: ReplayParts['retaken']
  /** What was taken in, as it came: how it looks is nobody's affair but the operator's. */
  readonly look?: (feed: FeedDocument, page: Page, now: number) => void
  readonly met?: UnknownWords['met']
  /** Tells again what was taken with codes that are known by now; answers how many. */
  readonly restate?: (feed: FeedDocument) => Promise<number>
  readonly now: () => number
  readonly speed: number
  readonly log: (feed: string, level: 'debug' | 'info' | 'warn' | 'error', message: string) => void
}

/** One waits for its upstream while the other is taken in. */
const PASTS_AT_ONCE = 2

/** What found no room is tried again so soon. */
const AGAIN_MS = 5_000

/** All running feeds. Each is alone: what goes wrong in one is its own failed report and nobody else's. */
export class Feeds {
  readonly setAside: SetAside
  readonly #parts: FeedsParts
  readonly #running = new Map<string, Running>()
  readonly #health = new Map<string, FeedHealth>()
  readonly #aside = createAside(PASTS_AT_ONCE)
  /** In what words the last page of a feed was told that it finds no room: the journal has said so for all of them. */
  readonly #unkept = new Map<string, string>()
  readonly #again = new Set<ReturnType<typeof setTimeout>>()
  readonly #turns = new Map<string, ReturnType<typeof createTurns>>()
  readonly #secrets: FeedSecrets
  #stopped = false

  constructor(parts: FeedsParts) {
    this.#parts = parts
    this.#secrets = createFeedSecrets(parts.secret, parts.mask)
    this.setAside = createSetAside(parts)
  }

  start(feed: FeedDocument): void {
    const connector = this.#parts.connectors.get(feed.connector)
    if (connector === undefined) {
      const known = [...this.#parts.connectors.keys()].join(', ')
      this.#parts.log(feed.id, 'error', `no connector "${feed.connector}"; there are ${known}`)
      return
    }
    try {
      const map = this.#parts.mapping(feed)
      const running = connector.start(this.#access(feed, map))
      this.#running.set(feed.id, running)
      this.#parts.log(feed.id, 'info', `started over ${connector.id}`)
      void this.#tryUntilKept(feed.id, 'quarantine could not be replayed', async () => {
        // Tried again later, it may have another mapping by then, or be retired.
        if (this.#running.get(feed.id) === running) await this.#replay(feed, map)
      })
    } catch (error) {
      const reason = this.#secrets.said(feed, messageOf(error))
      this.#parts.log(feed.id, 'error', `did not start: ${reason}`)
      const fault = error instanceof FeedError ? error.fault : 'other'
      const text = faultText({ fault, detail: reason })
      void this.#tryUntilKept(feed.id, 'that it did not start could not be journaled', () =>
        this.#parts.submit(failedDraft(feed.id, text, this.#parts.now())),
      )
    }
  }

  /** Starts it with what has changed for it since: a secret, a zone. It goes on where the journal stands. */
  restart(feed: FeedDocument): Promise<void> {
    return this.#turnOf(feed.id)(async () => {
      await this.#halt(feed.id)
      if (!this.#stopped) this.start(feed)
    })
  }

  async #halt(feed: string): Promise<void> {
    const running = this.#running.get(feed)
    this.#running.delete(feed)
    await running?.stop()
  }

  /** One after the other: a feed that stops slowly and is retired meanwhile must not come back. */
  #turnOf(feed: string): ReturnType<typeof createTurns> {
    const turn = this.#turns.get(feed) ?? createTurns()
    this.#turns.set(feed, turn)
    return turn
  }

  /** Those that are others go on under their new documents, from where the journal stands. */
  replace({ started, changed, stopped }: FeedChanges): void {
    for (const feed of [...started, ...changed]) this.#inTurn(feed.id, this.restart(feed))
    for (const id of stopped) this.#inTurn(id, this.#end(id))
  }

  #end(feed: string): Promise<void> {
    return this.#turnOf(feed)(async () => {
      await this.#halt(feed)
      this.#health.delete(feed)
      this.#parts.log(feed, 'info', 'is retired')
    })
  }

  #inTurn(feed: string, work: Promise<void>): void {
    work.catch((error: unknown) =>
      this.#parts.log(feed, 'error', `did not stop cleanly: ${messageOf(error)}`),
    )
  }

  /** Whether something may be posted to a feed of this name. */
  takesPushes(feed: string): boolean {
    return this.#running.get(feed)?.receive !== undefined
  }

  /** What was posted to a feed; null: there is no feed that takes pushes under this name. */
  receive(feed: string, request: Received): Promise<Answer> | null {
    const receive = this.#running.get(feed)?.receive
    return receive === undefined ? null : receive(request)
  }

  /** What was filed by a form of our own, once it is durable; null: no form of this name runs. */
  file(feed: string, records: readonly unknown[]): Promise<Taken> | null {
    const file = this.#running.get(feed)?.file
    return file === undefined ? null : file(records)
  }

  /** Waits for every feed, however badly one of them stops. */
  async stop(): Promise<void> {
    this.#stopped = true
    for (const timer of this.#again) clearTimeout(timer)
    const stopping = [...this.#running].map(async ([feed, running]) => {
      const late = sleep(5_000, 'late', { ref: false })
      const outcome = await Promise.race([running.stop().then(() => 'stopped', messageOf), late])
      if (outcome !== 'stopped') this.#parts.log(feed, 'warn', `did not stop cleanly: ${outcome}`)
    })
    await Promise.all(stopping)
    this.#running.clear()
  }

  /** Its mapping may have been mended since something was set aside, or taken with a code that it did not know. */
  async #replay(feed: FeedDocument, map: MapRecord): Promise<void> {
    const { log, restate } = this.#parts
    const { tried, taken } = await this.setAside.replay(feed.id, map)
    if (taken > 0) log(feed.id, 'info', `took ${taken} of ${tried} records out of quarantine`)
    const told = (await restate?.(feed)) ?? 0
    if (told > 0) log(feed.id, 'info', `told ${told} records again: their codes are known by now`)
  }

  /** What nobody asks for again: tried until there is room for it. */
  async #tryUntilKept(feed: string, failed: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!isPassing(error)) return this.#parts.log(feed, 'warn', `${failed}: ${messageOf(error)}`)
      const timer = setTimeout(() => {
        this.#again.delete(timer)
        void this.#tryUntilKept(feed, failed, work)
      }, AGAIN_MS)
      this.#again.add(timer)
    }
  }

  #access(feed: FeedDocument, map: MapRecord): FeedAccess {
    const { submit, now, speed, position, log, mask } = this.#parts
    return {
      feed: feed.id,
      settings: feed.settings,
      secret: setting => this.#secrets.secret(feed, setting),
      hasSecret: setting => feed.secrets?.[setting] !== undefined,
      fileOf: this.#parts.fileOf,
      reach: this.#parts.reach,
      position: () => position(feed.id),
      aside: this.#aside,
      take: async (page: Page): Promise<Taken> => {
        // Other mappings go on at once: how long a record takes is known of them.
        const computed = map.expressions?.length
          ? await computedOf(this.#parts.evaluate, feed.id, map, page.records)
          : []
        const words: MetWord[] = []
        const onUnknown = (word: MetWord) => words.push(word)
        const draft = draftOf(feed.id, page, map, now(), mask, { computed, onUnknown })
        const batch = await this.#keep(draft)
        const { counts, reason, outcome } = batch
        this.#note(feed.id, outcome === 'ok' ? { type: 'good' } : { type: 'bad', at: now(), reason })
        this.#look(feed, page, words, batch)
        if (counts.refused > 0) log(feed.id, 'debug', `refused: ${reason}`)
        const { received: _, ...taken } = counts
        return taken
      },
      fail: async (said, fault) => {
        const reason = this.#secrets.said(feed, said)
        if (!this.#tellsOfLack(feed.id, said)) this.#note(feed.id, { type: 'bad', at: now(), reason })
        try {
          await submit(failedDraft(feed.id, faultText({ fault, detail: reason }), now()))
        } catch (error) {
          // The next turn of the feed reports how it is then.
          if (!isPassing(error)) throw error
        }
      },
      reached: () => this.#reached(feed.id),
      now,
      speed,
      log: (level, message) => {
        const is = this.#tellsOfLack(feed.id, message) ? 'debug' : level
        log(feed.id, is, this.#secrets.said(feed, message))
      },
    }
  }

  /** It is no good report, or a feed that says nothing would look live. Told once: connections come and go. */
  async #reached(feed: string): Promise<void> {
    const { reason, submit, now } = this.#parts
    const last = reason(feed)
    if (last === '' || readFault(last).fault === 'silent') return
    const text = faultText({ fault: 'silent', detail: 'connected, and nothing was sent since' })
    try {
      await submit(failedDraft(feed, text, now()))
    } catch (error) {
      if (!isPassing(error)) throw error
    }
  }

  async #keep(draft: Draft): Promise<Batch> {
    try {
      const batch = await this.#parts.submit(draft)
      this.#unkept.delete(draft.feed)
      return batch
    } catch (error) {
      if (!isPassing(error)) throw lasting(error)
      this.#unkept.set(draft.feed, messageOf(error))
      throw error
    }
  }

  /** The page is in by now: what goes wrong here costs only what is told of its looks. */
  #look(feed: FeedDocument, page: Page, words: readonly MetWord[], batch: Batch): void {
    const { look, met, now, log } = this.#parts
    try {
      look?.(feed, page, now())
      if (words.length > 0) met?.(feed.id, words, batch)
    } catch (error) {
      const level = isPassing(error) ? 'debug' : 'error'
      log(feed.id, level, `how its records look could not be noted: ${messageOf(error)}`)
    }
  }

  #tellsOfLack(feed: string, message: string): boolean {
    const words = this.#unkept.get(feed)
    return words !== undefined && message.includes(words)
  }

  /** The log hears of changes; how a feed stands is journaled either way. */
  #note(feed: string, event: HealthEvent): void {
    const before = this.#health.get(feed) ?? WAITING
    const after = nextHealth(before, event)
    this.#health.set(feed, after)
    const said = saidOf(before, after, event)
    if (said !== null) this.#parts.log(feed, said.level, said.message)
  }
}
