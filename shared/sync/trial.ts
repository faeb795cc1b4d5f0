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

/** A field of one record, by both versions. */
export interface ChangedField {
  /** `event`, `fields/title`, `values/temperature`. */
  readonly name: string
  readonly before: Value
  readonly after: Value
}

/** With the values of the first of those records. */
export interface DifferingField extends ChangedField {
  /** In how many records. */
  readonly count: number
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

/** A cell, or a document in force, as a screen keeps it. */
export type DrawnCell = readonly [key: string, value: Value]

/** A panel of a scene in force, to be drawn over the records of a trial. */
export interface DrawnPanel {
  readonly scene: Text
  /** Its document. */
  readonly panel: Fields
  /** Of the metrics that it shows, those that differ; of a first version those that count any of the records. */
  readonly metrics: readonly string[]
}

/** What screens would show if the records of a trial were all there is. */
export interface DrawnTrial {
  /** City time of the trial. */
  readonly now: number
  /** Those that show most of it first. */
  readonly panels: readonly DrawnPanel[]
  /** So many more are not among them. */
  readonly more: number
  /** Metrics that count any of the records and no panel shows. */
  readonly unshown: readonly { readonly id: string; readonly title: Text }[]
  /** So many metrics over their kind count none of them. */
  readonly silent: number
  /** Metrics, kinds and the feed, as screens know them, and that it reported just now. */
  readonly documents: readonly DrawnCell[]
  /** By the version in force; null: this is the first. */
  readonly before: readonly DrawnCell[] | null
  readonly after: readonly DrawnCell[]
}

/** What an upstream says to a connection that is made for it, kept nowhere and acknowledged to nobody; or what was pushed lately. */
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
  /** When the first and the last of them were pushed, city time; null: a connection was made for them. */
  readonly pushed: { readonly since: number; readonly until: number } | null
  /** So many came; beyond a hundred they are counted and not tried. */
  readonly came: number
  /** Each that was tried, those that could not even be read among them. */
  readonly records: readonly SampleRecord[]
  /** Together as many as there are `records`. */
  readonly accepted: number
  readonly refused: number
  /** null: no version is in force, or it maps just so, or this one cannot be used yet. */
  readonly beside: BesideInForce | null
  /** null: the version in force maps just so, or this one cannot be used yet. */
  readonly drawn: DrawnTrial | null
}

/** A version of a feed that runs beside the one in force, over all that comes in; its counts alone are kept, and in memory. */
export interface FeedBeside {
  readonly state:
    | 'running'
    /** Its time is up. */
    | 'over'
    /** Another version came into force. */
    | 'replaced'
  /** City time. */
  readonly since: number
  readonly until: number
  /** The version that is tried. */
  readonly document: Fields
  readonly counts: BesideCounts
  /** The newest first. */
  readonly latest: readonly BesideDifference[]
}

export interface BesideCounts {
  readonly same: number
  readonly differs: number
  readonly onlyBefore: number
  readonly onlyAfter: number
  /** Neither takes them. */
  readonly neither: number
  /** They came faster than they are compared. */
  readonly passedOver: number
}

export interface BesideDifference {
  readonly at: number
  readonly says: 'differs' | 'onlyBefore' | 'onlyAfter'
  /** Masked. */
  readonly raw: string
  readonly fields: readonly ChangedField[]
  /** Why one of them does not take it. */
  readonly reason: string
  readonly path: string
}

/** null: none runs. */
export interface FeedBesideAnswer {
  readonly beside: FeedBeside | null
}
