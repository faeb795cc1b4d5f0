import type { Glyph } from '../glyphs/glyph.ts'

/** What a colour says. Never alone: a tone of state comes with a glyph or a word. */
export type Tone = 'ok' | 'warn' | 'bad' | 'lamp' | 'soft' | 'dim'

/** A piece of a line: glyph, words, then a figure with its unit, each if present. */
export interface Part {
  readonly glyph?: Glyph
  readonly text?: string
  readonly figure?: string
  readonly unit?: string
  readonly tone?: Tone
  /** The cell behind the figure: it can be asked to explain itself. */
  readonly cell?: string
}

/** A line in pieces: `■ 超期 5`, `办结 1,107 件`. */
export type Phrase = readonly Part[]

const said = ({ text, figure, unit }: Part): string =>
  [text, figure === undefined ? '' : figure + (unit ?? '')].filter(Boolean).join(' ')

/** For screen readers and tests. */
export const phraseText = (phrase: Phrase): string => phrase.map(said).filter(Boolean).join(' ')
