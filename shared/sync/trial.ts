import type { Fields, Text, Value } from '../model/value.ts'
import type { DocumentUses } from './publications.ts'

/* What a document would make of what the city has, before it is in force: the answers to `check` and `sample` of the pages of documents. */

/** A number as the document of a metric would have it now. */
export interface TriedCell {
  readonly area: string
  /** Name of the area. */
  readonly name: string
  /** The code of its only dimension; [] where there is none, or where all of several are counted together. */
  readonly dims: readonly string[]
  /** Of a series: where its bucket begins; else ''. */
  readonly bucket: string
  /** As the cell would have it; the metric's `scale` and `decimals` are the screen's. */
  readonly value: Value
  /** Records that it counts. */
  readonly rows: number
}

/** One of what a rule looks at, as it is now. */
export interface TriedSubject {
  readonly what: string
  /** Name of the area; null: of a feed. */
  readonly place: string | null
  /** With its unit; null: unknown, or of a feed. */
  readonly value: string | null
  /** `unseen`: unknown, or told by feeds that are late, have failed or are not whole. `unmeasured`: a change, which is seen once it is in force. */
  readonly says: 'raises' | 'between' | 'clears' | 'unseen' | 'unmeasured'
}

/** What a rule would say now, and would have said. */
export interface TriedRule {
  /** The worst first, and no more than a page has room for. */
  readonly subjects: readonly TriedSubject[]
  readonly total: number
  /** So many fulfil the condition now, and so many nobody can see. */
  readonly raising: number
  readonly unseen: number
  /** Those that fulfil it, as alerts: by the rule's own grouping. */
  readonly alerts: number
  /** In quiet hours now, and not grave enough. */
  readonly isQuiet: boolean
  /** How often the rule of this id was raised in the last day, as it was in force then. */
  readonly raised: number
  /** When it would have raised in the last day, over so many readings by the minute; null: of what it looks at none are kept. */
  readonly past: {
    readonly from: number
    readonly points: number
    readonly raisedAt: readonly number[]
  } | null
}

export type DocumentCheck =
  | { readonly ok: false; readonly faults: readonly string[] }
  | {
      readonly ok: true
      readonly id: string
      /** false: it says what is in force already. */
      readonly isNew: boolean
      readonly uses: DocumentUses
      /** Of a metric: what it counts now, over the store; null where that cannot be counted just now. Of others: []. */
      readonly tried: readonly TriedCell[] | null
      /** Of a rule of alerts alone; null of others, and where that cannot be said just now. */
      readonly rule: TriedRule | null
    }

/** What a mapping makes of a record. */
export type Made =
  | { readonly ok: true; readonly fact: Fields }
  | { readonly ok: false; readonly reason: string; readonly path: string }

/** One record as an upstream told it, and what the mapping makes of it. */
export interface SampleRecord {
  /** JSON of it with everything personal masked. */
  readonly raw: string
  readonly mapped: Made
  /** By the version in force; null: there is none, or it maps just so. */
  readonly inForce: Made | null
}

/** The version in force beside the one that is tried, over the same records. */
export interface BesideInForce {
  readonly accepted: number
  readonly refused: number
  /** Records of which both make the same, and those that only one of them takes. */
  readonly same: number
  readonly onlyBefore: number
  readonly onlyAfter: number
  /** Of records that both take, that with most first. */
  readonly fields: readonly DifferingField[]
  /** Of the whole city, as if these records were all there is; those that most panels show first. */
  readonly numbers: readonly DifferingNumber[]
}

export interface DifferingField {
  /** `event`, `fields/title`, `values/temperature`. */
  readonly name: string
  /** In how many records. */
  readonly count: number
  /** Of the first of them. */
  readonly before: Value
  readonly after: Value
}

export interface DifferingNumber {
  /** Of the metric. */
  readonly document: Fields
  readonly dims: readonly string[]
  readonly bucket: string
  readonly before: Value
  readonly after: Value
  /** So many more cells of it differ. */
  readonly others: number
  readonly panels: readonly { readonly scene: Text; readonly panel: Text }[]
}

/** What an upstream says to a connection that is made for it, kept nowhere and acknowledged to nobody. */
export interface FeedSample {
  readonly outcome:
    | 'records'
    /** Reached, and nothing came in the time there was. */
    | 'silent'
    /** `reason` says why, as the feed itself would. */
    | 'failed'
    /** It is pushed to: there is nothing to ask. */
    | 'pushed'
  readonly reason: string
  readonly records: readonly SampleRecord[]
  readonly accepted: number
  readonly refused: number
  /** null: no version is in force, or it maps just so, or this one cannot be used yet. */
  readonly beside: BesideInForce | null
}
