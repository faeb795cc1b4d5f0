import type { ChannelDocument } from '../../shared/alerts/document.ts'
import type { Deliveries, Delivery } from './deliveries.ts'
import { FORMS, type Outcome } from './forms.ts'
import { LONGEST_REST_MS, type Post } from './post.ts'

export interface SendingParts {
  readonly deliveries: Deliveries
  /** In force now. */
  readonly channels: () => readonly ChannelDocument[]
  readonly secret: (name: string) => string | undefined
  /** Plain HTTP goes to what this process started itself and to nobody else: the token in the address would be read on the way. */
  readonly mayBePlain: (place: string) => boolean
  readonly post: Post
  /** World time: robots do not live in the city's. */
  readonly now: () => number
  /** ms that have passed since whenever: how long a channel rests, and what it took in a minute, is not told by a clock that is set (F-47). */
  readonly elapsed: () => number
  readonly random?: () => number
}

const MOST_TRIES = 10
const FIRST_DELAY_MS = 2_000
const LONGEST_DELAY_MS = 15 * 60_000
const PATIENCE_MS = 10_000
const MINUTE_MS = 60_000

/** Sends what is due, each channel by itself and in the order in which it was told; at least once, since an answer may be lost. */
export class Sending {
  readonly #parts: SendingParts
  /** By channel: when something was sent in the last minute, as what has passed. */
  readonly #sentAt = new Map<string, readonly number[]>()
  /** By delivery that failed: what will have passed when it is tried again. */
  readonly #restsUntil = new Map<number, number>()
  /** By delivery: what became of it, and could not be noted yet. It is noted later, and not sent again for that. */
  readonly #unnoted = new Map<number, Outcome>()
  readonly #end = new AbortController()

  constructor(parts: SendingParts) {
    this.#parts = parts
  }

  /** One turn: ends when all that was due was tried once, also where a channel failed, and then throws why. */
  async turn(): Promise<void> {
    const due = this.#parts.deliveries.due(delivery => this.#rests(delivery))
    const byChannel = Map.groupBy(due, ({ channel }) => channel)
    const turns = await Promise.allSettled(
      [...byChannel].map(([channel, each]) => this.#channel(channel, each)),
    )
    for (const turn of turns) if (turn.status === 'rejected') throw turn.reason
  }

  /** What is being sent is broken off, and sent again after the next start. */
  stop(): void {
    this.#end.abort()
  }

  async #channel(id: string, due: readonly Delivery[]): Promise<void> {
    for (const delivery of due) {
      if (this.#end.signal.aborted || !this.#hasRoom(id)) return
      // What comes after it waits, so that nobody hears that it is over before he heard of it.
      if (!(await this.#one(delivery))) return
    }
  }

  /**
   * Of what failed before this start only the world's time is known. No rest is longer than the longest: what is said to end later was
   * written by a clock that is set back since, and nobody is kept waiting for that.
   */
  #rests({ id, tries, nextAt }: Delivery): boolean {
    const { now, elapsed } = this.#parts
    const until = this.#restsUntil.get(id)
    if (until !== undefined) return until > elapsed()
    return tries > 0 && nextAt > now() && nextAt <= now() + LONGEST_REST_MS
  }

  #hasRoom(id: string): boolean {
    const { channels, elapsed } = this.#parts
    const form = channels().find(each => each.id === id)?.form
    if (form === undefined) return true
    const recent = (this.#sentAt.get(id) ?? []).filter(at => elapsed() - at < MINUTE_MS)
    this.#sentAt.set(id, recent)
    return recent.length < FORMS[form].perMinute
  }

  /** Answers whether the next one may follow. */
  async #one(delivery: Delivery): Promise<boolean> {
    const outcome = this.#unnoted.get(delivery.id) ?? (await this.#outcome(delivery))
    if (this.#end.signal.aborted) return false
    this.#unnoted.set(delivery.id, outcome)
    const mayFollow = this.#note(delivery, outcome)
    this.#unnoted.delete(delivery.id)
    return mayFollow
  }

  #note(delivery: Delivery, outcome: Outcome): boolean {
    const { deliveries, now, elapsed } = this.#parts
    if (outcome.type === 'retry' && delivery.tries + 1 < MOST_TRIES) {
      const delay = this.#delayAfter(delivery.tries, outcome.afterMs)
      deliveries.again(delivery.id, now() + delay, outcome.why)
      this.#restsUntil.set(delivery.id, elapsed() + delay)
      return false
    }
    if (outcome.type === 'sent') deliveries.sent(delivery.id, now())
    else deliveries.dead(delivery.id, now(), outcome.why)
    this.#restsUntil.delete(delivery.id)
    return true
  }

  #delayAfter(tries: number, afterMs: number | null): number {
    const growing = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** tries)
    const { random = Math.random } = this.#parts
    return Math.round(Math.max(afterMs ?? 0, growing / 2 + (random() * growing) / 2))
  }

  async #outcome(delivery: Delivery): Promise<Outcome> {
    const { channels, secret, mayBePlain, post, now, elapsed } = this.#parts
    const channel = channels().find(({ id }) => id === delivery.channel)
    if (channel === undefined) return { type: 'never', why: 'there is no such channel any more' }
    try {
      const address = addressOf(channel, secret, mayBePlain)
      if (typeof address === 'string') return { type: 'never', why: address }
      const sign = channel.sign === undefined ? null : (secret(channel.sign) ?? null)
      if (channel.sign !== undefined && sign === null)
        return { type: 'never', why: `the secret ${channel.sign} is not set` }
      const form = FORMS[channel.form]
      this.#sentAt.set(channel.id, [...(this.#sentAt.get(channel.id) ?? []), elapsed()])
      const signal = AbortSignal.any([this.#end.signal, AbortSignal.timeout(PATIENCE_MS)])
      return form.judge(await post(form.letter(address, delivery, sign, now()), signal))
    } catch (error) {
      return { type: 'retry', why: whyOf(error), afterMs: null }
    }
  }
}

/** The address, or why there is none. It is never told: a token stands in it. */
function addressOf(
  { address: name }: ChannelDocument,
  secret: SendingParts['secret'],
  mayBePlain: SendingParts['mayBePlain'],
): URL | string {
  const value = secret(name)
  if (value === undefined || value === '') return `the secret ${name} is not set`
  const url = URL.canParse(value) ? new URL(value) : null
  if (url === null || url.username !== '' || url.password !== '') return `the secret ${name} is no address`
  if (url.protocol === 'https:' || (url.protocol === 'http:' && mayBePlain(url.host))) return url
  return `the address in ${name} must begin with https`
}

/** Without what Node says of the request: the path is part of the secret. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no connection'
  if (error.name === 'TimeoutError') return 'no answer in time'
  if (error.name === 'FeedError') return error.message
  // It says which of them, and where its key is: that is for the log of this machine.
  if (error.name === 'SecretsError') return 'a secret of this channel cannot be opened; set it anew'
  return 'code' in error && typeof error.code === 'string' ? `no connection (${error.code})` : 'no connection'
}
