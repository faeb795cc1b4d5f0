import type { Glyph } from '../glyphs/glyph.ts'

/** A matter that people work on, as a list of them shows it. */
export interface WorkRow {
  readonly id: string
  readonly glyph: Glyph
  readonly state: string
  readonly title: string
  /** Under the title, softer. */
  readonly about: string
  readonly department: string
  /** What is left of its time, else what it waits for. */
  readonly left: string
  readonly due: string
  readonly isOver: boolean
  readonly number: string
}

/** What the columns are called. */
export interface WorkHeads {
  readonly state: string
  readonly title: string
  readonly department: string
  readonly due: string
  readonly number: string
}
