import type { Fields } from './value.ts'

/**
 * What was noticed about a record before it was journaled. Everything that depends on *when* something arrived is
 * judged before the journal and stored here, so that the fold never needs to know the order of arrival.
 */
export type Flag =
  | 'late'
  | 'future'
  | 'eightHoursOff'
  | 'coordFixed'
  | 'areaInferred'
  | 'unlocated'
  | 'unmapped'
  | 'impossibleTime'
  | 'masked'
  | 'held'
  | 'stuck'
  | 'textEscaped'

/**
 * One version of one part of a thing an upstream knows about.
 *
 * A thing may be reported in parts (an approval case by its acceptance, its steps and its result, each in a table of
 * its own). Each part is ordered by itself by (version, at, hash), so a thing is the same whatever order its parts
 * and versions came in.
 */
export interface RecordFact {
  readonly type: 'record'
  readonly kind: string
  /** The version of the kind under which `fields` were written; upcasters lift older ones. */
  readonly kindVersion: number
  /** `<source>/<source id>` */
  readonly id: string
  readonly part: string
  readonly op: 'put' | 'drop'
  /** The upstream's own version, 0 where it has none. */
  readonly version: number
  /** When the upstream last changed it (epoch ms). */
  readonly at: number
  /** Of the content; the last tie-breaker. */
  readonly hash: string
  /** Business time (epoch ms). */
  readonly event: number
  /** Finest area known: a 12, 9 or 6 digit code; '' when it could not be located. */
  readonly area: string
  readonly flags: readonly Flag[]
  readonly fields: Fields
}

/**
 * What was noticed of a measure when it came: `held` is a jump that no next reading has confirmed yet, `stuck` has said the same
 * for an hour although it never stands still.
 */
export type ReadingMark = 'held' | 'stuck'

/** One report of one device: whole numbers on the scale its kind declares; null is "asked, no answer". */
export interface Reading {
  readonly device: string
  readonly at: number
  readonly area: string
  readonly values: { readonly [measure: string]: number | null }
  readonly marks?: { readonly [measure: string]: ReadingMark }
}

/** Telemetry of one batch, packed: raw readings are pruned after some days, rollups stay. */
export interface ReadingsFact {
  readonly type: 'readings'
  readonly kind: string
  readonly readings: readonly Reading[]
}

/** Time passed. `at <= city.now` changes nothing, so any node may write it and clocks may step. */
export interface TickFact {
  readonly type: 'tick'
  readonly at: number
}

export type DocumentFamily =
  | 'city'
  | 'areas'
  | 'calendar'
  | 'holiday-notice'
  | 'kind'
  | 'feed'
  | 'metric'
  | 'scene'
  | 'library'
  | 'published'

/** A document came into force. `digest` tells whether the shipped file differs from the one in force. */
export interface DocumentFact {
  readonly type: 'document'
  readonly family: DocumentFamily
  readonly id: string
  readonly digest: string
  /** null: there is none any more. */
  readonly body: Fields | null
}

export type Fact = RecordFact | ReadingsFact | TickFact | DocumentFact
