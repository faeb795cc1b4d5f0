import type { DatabaseSync } from 'node:sqlite'
import type { Tables } from '../trust/database.ts'

export const DELIVERY_TABLES: Tables = {
  part: 'deliveries',
  steps: [
    `CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY,
  alert TEXT NOT NULL,
  event TEXT NOT NULL,
  channel TEXT NOT NULL,
  message TEXT NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL,
  tries INTEGER NOT NULL,
  nextAt INTEGER NOT NULL,
  endedAt INTEGER,
  why TEXT NOT NULL,
  UNIQUE (alert, event, channel)
) STRICT;
CREATE INDEX deliveries_waiting ON deliveries (state, id);`,
  ],
}

/** What is told: that it was raised, that nobody saw to it, that it is over, or that somebody tries the channel. */
export type DeliveryEvent = 'raised' | 'escalated' | 'cleared' | 'test'

/** `dead`: it was tried often enough, or would never be taken. */
export type DeliveryState = 'waiting' | 'sent' | 'dead'

/** What is said, in words that are masked. */
export interface Message {
  readonly title: string
  readonly text: string
  readonly severity: number
  /** The page that has it. */
  readonly link: string
  /** City time. */
  readonly at: number
}

export interface Delivery {
  readonly id: number
  readonly alert: string
  readonly event: DeliveryEvent
  readonly channel: string
  readonly message: Message
  /** World time. */
  readonly at: number
  readonly state: DeliveryState
  readonly tries: number
  readonly nextAt: number
  readonly endedAt: number | null
  /** Of the last try; '' when it went well or was not tried yet. */
  readonly why: string
}

export type NewDelivery = Pick<Delivery, 'alert' | 'event' | 'channel' | 'message' | 'at'>

type Row = Omit<Delivery, 'message'> & { readonly message: string }

const SHOWN = 200
/** Of one channel: more than any service takes in a minute. */
const MOST_DUE = 200
/** Beyond these the oldest are forgotten: of what is open it must be known who heard of it. */
const KEPT = 2_000

/** What is to be sent and what became of it: it survives a restart, and the same is never queued twice. */
export class Deliveries {
  readonly #db: DatabaseSync

  constructor(db: DatabaseSync) {
    this.#db = db
  }

  /** False: it was queued before. */
  add({ alert, event, channel, message, at }: NewDelivery): boolean {
    const { changes } = this.#db
      .prepare("INSERT OR IGNORE INTO deliveries VALUES (NULL, ?, ?, ?, ?, ?, 'waiting', 0, ?, NULL, '')")
      .run(alert, event, channel, JSON.stringify(message), at, at)
    return Number(changes) > 0
  }

  /** Whose turn it is, the oldest first. Of a channel that rests after a failure nothing is: what comes later must not overtake. */
  due(rests: (delivery: Delivery) => boolean): readonly Delivery[] {
    const waiting = this.#all(
      'WHERE id IN (SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY channel ORDER BY id) AS place ' +
        "FROM deliveries WHERE state = 'waiting') WHERE place <= ?) ORDER BY id",
      MOST_DUE,
    )
    const resting = new Set<string>()
    return waiting.filter(delivery => {
      if (rests(delivery)) resting.add(delivery.channel)
      return !resting.has(delivery.channel)
    })
  }

  newest(): readonly Delivery[] {
    return this.#all('ORDER BY id DESC LIMIT ?', SHOWN)
  }

  /** How often a channel was tried since then. */
  trialsSince(channel: string, since: number): number {
    const row = this.#db
      .prepare("SELECT count(*) AS trials FROM deliveries WHERE event = 'test' AND channel = ? AND at > ?")
      .get(channel, since) as unknown as { readonly trials: number }
    return row.trials
  }

  /** The channels to which it was told that an alert was raised or escalated. */
  toldOf(alert: string): readonly string[] {
    const rows = this.#db
      .prepare("SELECT DISTINCT channel FROM deliveries WHERE alert = ? AND event IN ('raised', 'escalated')")
      .all(alert) as unknown as readonly { readonly channel: string }[]
    return rows.map(({ channel }) => channel)
  }

  /** Alerts of which it was told that they were raised, and not yet that they are over. */
  unfinished(): readonly string[] {
    const rows = this.#db
      .prepare(
        "SELECT DISTINCT alert FROM deliveries WHERE event IN ('raised', 'escalated') AND alert NOT IN (SELECT alert FROM deliveries WHERE event = 'cleared')",
      )
      .all() as unknown as readonly { readonly alert: string }[]
    return rows.map(({ alert }) => alert)
  }

  sent(id: number, now: number): void {
    this.#end(id, 'sent', now, '')
  }

  dead(id: number, now: number, why: string): void {
    this.#end(id, 'dead', now, why)
  }

  again(id: number, nextAt: number, why: string): void {
    this.#db
      .prepare('UPDATE deliveries SET tries = tries + 1, nextAt = ?, why = ? WHERE id = ?')
      .run(nextAt, why, id)
  }

  #end(id: number, state: DeliveryState, now: number, why: string): void {
    this.#db
      .prepare('UPDATE deliveries SET state = ?, tries = tries + 1, endedAt = ?, why = ? WHERE id = ?')
      .run(state, now, why, id)
    this.#db
      .prepare(
        "DELETE FROM deliveries WHERE state <> 'waiting' AND id <= (SELECT max(id) FROM deliveries) - ? AND (event = 'test' OR " +
          "EXISTS (SELECT 1 FROM deliveries AS over WHERE over.alert = deliveries.alert AND over.event = 'cleared'))",
      )
      .run(KEPT)
  }

  #all(clause: string, param: number): readonly Delivery[] {
    // eslint-disable-next-line no-restricted-syntax -- the two clauses stand above
    const rows = this.#db.prepare(`SELECT * FROM deliveries ${clause}`).all(param)
    return (rows as unknown as readonly Row[]).map(row => ({
      ...row,
      message: JSON.parse(row.message) as Message,
    }))
  }
}
