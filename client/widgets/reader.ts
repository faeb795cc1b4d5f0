import type { AreaNode, Areas } from '../../shared/areas/areas.ts'
import type { Ratio } from '../../shared/model/cell.ts'
import type { MetricDocument } from '../../shared/model/documents.ts'
import type { Text, Value } from '../../shared/model/value.ts'
import type { Figure } from '../figures/number.ts'
import type { Language, Say } from '../language/say.ts'
import type { FeedState } from './feed-state.ts'
import type { LibraryTold } from './library-told.ts'
import type { Recount } from './recount.ts'

/** Which of a metric's numbers is meant. Left out: the place the panel's binding names, and no dimensions. */
export interface At {
  readonly area?: string | undefined
  readonly dims?: readonly string[] | undefined
}

/** A row of a list cell, by the names of the metric's columns. */
export interface ListRow {
  readonly id: string
  readonly columns: { readonly [name: string]: Value }
}

export interface List {
  /** Of all, also those beyond the rows. */
  readonly total: number
  readonly rows: readonly ListRow[]
}

/** A bucket of a series: the instant at which it starts, and its number. */
export type Point = readonly [at: number, value: number | null]

export interface AreaValue {
  readonly area: AreaNode
  readonly value: number | null
}

export interface DimValue {
  /** As in the metric's `by`; '' is unknown. */
  readonly dims: readonly string[]
  readonly value: number | null
}

export interface DimSeries {
  readonly dims: readonly string[]
  readonly points: readonly Point[]
}

/** How often a picture asks what time it is, and so how often it is made again for that alone. */
export type Grain = 'second' | 'minute'

/**
 * All that a widget may know. A panel binds its widget's roles to metrics (`cases: "city.cases@districts"`), and the
 * widget reads them by role: it knows no metric by name, no socket, no store.
 *
 * Numbers come as they are shown: divided by the metric's scale. Unknown is null. A count without a cell is 0 if every
 * feed of its kinds has reported, else null.
 */
export interface Reader {
  readonly areas: Areas
  /** The place on show. */
  readonly place: AreaNode
  readonly language: Language
  readonly say: Say
  text(text: Text | undefined): string
  /** City time. */
  now(grain: Grain): number
  /** The record somebody chose on this screen, for panels that show one of many; null: the first. */
  readonly record: string | null

  /** The document of a role's metric; null when the panel leaves the role out or the document has not come. */
  metric(role: string): MetricDocument | null
  /** The role's number. */
  value(role: string, at?: At): number | null
  /** The role's number with unit, powers of ten and decimals. */
  figure(role: string, at?: At): Figure
  /** Numerator and denominator of a ratio, mean or share, in stored units. */
  ratio(role: string, at?: At): Ratio | null
  /** One number for each p of a percentile metric. */
  percentiles(role: string, at?: At): readonly (number | null)[] | null
  /** Rows of a `list`; a `last` gives one row without an id. */
  list(role: string, at?: At): List | null
  /** Buckets of a `series` metric in time order; buckets without a cell are left out. */
  series(role: string, at?: At): readonly Point[]
  /** The series of every choice of dimensions that has one, by name. */
  seriesByDim(role: string, at?: Pick<At, 'area'>): readonly DimSeries[]
  /** One value for each place of the level that the binding names (`@districts`), in document order. */
  byArea(role: string, at?: Pick<At, 'dims'>): readonly AreaValue[]
  /** Every choice of dimensions that has a cell, largest first. */
  byDim(role: string, at?: Pick<At, 'area'>): readonly DimValue[]
  /** The cell behind a number, to ask it for an explanation; '' where there is none. */
  cell(role: string, at?: At): string

  /** What a code of a kind's column is called (`state`, `light`); the code itself where nobody said. */
  word(kind: string, column: string, code: Value): string
  /** What a kind of record is called. */
  kindName(kind: string): string
  /** Whether people may press for the rows of a role's list (督办): all its kinds say so. */
  isPressed(role: string): boolean

  /** A library of the city by its id, and the scenes that use it; null: none was told of. */
  library(id: string): LibraryTold | null

  /** The feeds a role leans on; of all roles of the panel when none is named. Judged at the minute or better. */
  feeds(role?: string): readonly FeedState[]
  /**
   * Whole per cent of the past that is in, where a role looks back beyond today and its feeds are still bringing it in; of all
   * roles, the least. null: all of it is in.
   */
  catchingUp(role?: string): number | null
  /** Whether a role tells of the whole city while a part of it is on show; of all roles, when none is named. */
  isCityWide(role?: string): boolean
  /** Whether nothing that the panel would tell of the place on show is counted for places of its level. */
  isUncounted(): boolean
  /** Whether all that the panel would tell is kept from whoever looks at this screen. */
  isWithheld(): boolean
  /** City time at which what is shown was last kept up to date; null: it still is. */
  readonly lostAt: number | null
  /** All numbers are counted anew, and those of before are shown; null: they are not. */
  recount(): Recount | null
}
