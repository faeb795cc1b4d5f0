import type { Value, Text, Fields } from './value.ts'

/** When a feed is expected to report, and so when it is late (DESIGN 7, Freshness). */
export type Rhythm =
  /** Late after 1.5 x, failed after 3 x, or failing that long. */
  | { readonly type: 'every'; readonly seconds: number }
  /** A time of day (China) with grace, for a daily file; `days` says on which days it comes. */
  | {
      readonly type: 'by'
      readonly time: string
      readonly graceMinutes: number
      readonly days: 'every' | 'monthly'
    }
  /** The upstream posts an empty batch when it has nothing to say. */
  | { readonly type: 'heartbeat'; readonly seconds: number }
  /** Age is shown, never judged. */
  | { readonly type: 'none' }

/** A configured source. `mapping` belongs to shared/mapping, `settings` to the connector's own schema. */
export interface FeedDocument {
  readonly id: string
  readonly title: Text
  readonly department: Text
  /** The upstream system: feeds of one system report about the same things. */
  readonly source: string
  readonly connector: string
  readonly settings: Fields
  /** Setting name -> name of a secret; values never stand in a document. */
  readonly secrets?: { readonly [setting: string]: string }
  readonly kind: string
  /**
   * Another feed of the same upstream that tells the same things sooner: what this one says goes in beside it, and no number
   * is called old because this one is.
   */
  readonly completes?: string
  readonly mapping: Value
  readonly rhythm: Rhythm
  readonly simulated: boolean
}

/** What screens learn of a feed: what it is and how often it reports. Where it is fetched and with which secret is not theirs. */
export type ShownFeed = Pick<
  FeedDocument,
  'id' | 'title' | 'department' | 'kind' | 'completes' | 'rhythm' | 'simulated'
> & {
  /** People fill it in by hand (填报). */
  readonly manual?: true
}

export type Op = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'has'
/** `field op value`; a list of conditions is an "and". */
export type Condition = readonly [field: string, op: Op, value: Value]

export type AreaLevel = 'city' | 'district' | 'town' | 'cell'

export type Aggregate =
  | { readonly type: 'count' }
  | { readonly type: 'sum'; readonly field: string }
  /** Share of the filtered that also fulfil `of`. */
  | { readonly type: 'ratio'; readonly of: readonly Condition[] }
  /** Sum over count of those where the field is known. */
  | { readonly type: 'mean'; readonly field: string }
  /** Sum of one field over sum of another, both known. */
  | { readonly type: 'share'; readonly field: string; readonly over: string }
  /** Of the fields that a whole record of its kind has (kind -> columns), how many are known: how complete records are. */
  | { readonly type: 'filled'; readonly fields: { readonly [kind: string]: readonly string[] } }
  /** Counted in documented bins (upper bounds); answers each percentile by its bin's upper bound. */
  | {
      readonly type: 'percentile'
      readonly field: string
      readonly bins: readonly number[]
      readonly p: readonly number[]
    }
  /** The newest record's columns (by event time, then id). */
  | { readonly type: 'last'; readonly columns: readonly string[] }
  | {
      readonly type: 'list'
      readonly sort: readonly (readonly [field: string, dir: 'asc' | 'desc'])[]
      readonly limit: number
      readonly columns: readonly string[]
    }

/** Which records by time. Every window but `now` names the time field it looks at. */
export type Window =
  | { readonly type: 'now' }
  | { readonly type: 'day' | 'month' | 'year'; readonly field: string }
  /** The last n minutes, minute by minute. */
  | { readonly type: 'rolling'; readonly field: string; readonly minutes: number }
  /** By how much the last n whole days have more than the n before, as a share of those (环比). Today is no whole day yet. */
  | { readonly type: 'change'; readonly field: string; readonly days: number }
  /** A cell per bucket, for the last `keep` buckets. */
  | { readonly type: 'series'; readonly field: string; readonly bucket: Bucket; readonly keep: number }

export type Bucket = 'minute' | 'quarter' | 'hour' | 'day' | 'month'

export interface MetricDocument {
  readonly id: string
  readonly title: Text
  readonly unit: Text
  /** 口径: what exactly is counted, for a leader. */
  readonly definition: Text
  /** Several kinds are counted together by the columns that all of them have. */
  readonly kind: string | readonly string[]
  /** Count the kind's inner rows by this name (a project's items) and not the record itself. */
  readonly over?: string
  readonly where: readonly Condition[]
  readonly aggregate: Aggregate
  readonly by: readonly string[]
  readonly areas: readonly AreaLevel[]
  readonly window: Window
  readonly decimals: number
  /** Divide by this before showing: 10000 makes 亿 of 万, and 0.01 makes per cent of a ratio. */
  readonly scale: number
  /** What it should reach, and what it must not exceed, as shown. */
  readonly target?: number
  readonly limit?: number
  readonly better?: 'up' | 'down'
}

/** One panel of a scene. `slot` places it per layout (client/layout); `metrics` are all it reads. */
export interface PanelDocument {
  readonly id: string
  readonly widget: string
  readonly title: Text
  readonly subtitle?: Text
  readonly metrics: { readonly [role: string]: string }
  readonly options: Fields
  /** Forms that people fill in (填报) whose numbers are among those of this panel: it says so. */
  readonly byHand?: readonly string[]
}

/** 一网通办, 一网统管, 一网协同: what the city does for people, over itself, and between its departments (IOC-16). */
export const NETS = ['service', 'governance', 'collaboration'] as const
export type Net = (typeof NETS)[number]

export interface SceneDocument {
  readonly id: string
  readonly title: Text
  readonly order: number
  /** Seconds a rotating wall stays on it. */
  readonly dwell: number
  /** Which of the three 一网 it belongs to; left out, it stands above them. */
  readonly net?: Net
  /** A phone has it among its tabs, beside the first scene. */
  readonly tab?: true
  readonly panels: readonly PanelDocument[]
  /** Layout name -> grid: see client/layout. */
  readonly layouts: { readonly [layout: string]: Value }
}

/** What a screen must know of a kind of record: its name, and what the codes of its columns mean. */
export interface KindDocument {
  readonly id: string
  readonly title: Text
  readonly codes: { readonly [column: string]: { readonly [code: string]: Text } }
  /** Which of its rows people may press for: '' is the thing itself; left out: none. */
  readonly pressed?: string
}
