import type { Glyph } from '../glyphs/glyph.ts'

/** A step of a history, as it is shown. */
export interface HistoryEntry {
  readonly key: string
  readonly time: string
  readonly what: string
  readonly who: string
  readonly glyph: Glyph
  readonly irregular: boolean
  /** What it says, one under the other; soft lines are told beside the others. */
  readonly lines: readonly { readonly text: string; readonly soft: boolean }[]
}

/** A stop on the way of something that people bring to an end. */
export interface Stop {
  readonly key: string
  readonly title: string
  readonly glyph: Glyph
  readonly way: 'done' | 'next' | 'ahead'
  readonly text: string
}
