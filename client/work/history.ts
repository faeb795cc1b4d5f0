import type { Row } from '../../shared/kinds/kind.ts'
import { momentText } from '../figures/time.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import type { WorkWords } from '../language/work.ts'
import type { Manner } from './manner.ts'
import type { MatterHistory, MatterView } from './matter.ts'
import { instantIn, postText, textIn, wordOf } from './telling.ts'

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

/** What histories of one sort of matter say each in their own way. */
interface Telling<Words> {
  /** What made its red, and what ended it; all else is news. */
  readonly glyphs: { readonly [type: string]: Glyph }
  /** What a step says under its name; a line without words is left out. */
  readonly linesOf: (row: Row, words: Words, now: number) => HistoryEntry['lines']
  /** Who did it, where that is no post; null: a post did. */
  readonly whoOf?: (row: Row, words: Words) => string | null
}

/** How histories are told: every step with when, by which post and in which words; and what is new in one since somebody looked. */
export function historiesOf<
  Words extends WorkWords & { readonly entries: { readonly [type: string]: string } },
>({ glyphs, linesOf, whoOf }: Telling<Words>) {
  function entryOf(row: Row, { words, now, placeName }: Manner<Words>): HistoryEntry {
    const type = textIn(row['type'])
    return {
      key: textIn(row['key']),
      time: momentText(instantIn(row['event']) ?? 0, now),
      what: wordOf(words.entries, type),
      who: whoOf?.(row, words) ?? postText(row, words, placeName),
      lines: linesOf(row, words, now).filter(line => line.text !== ''),
      glyph: glyphs[type] ?? 'info',
      irregular: row['irregular'] === true,
    }
  }
  const entriesOf = ({ history }: Pick<MatterHistory, 'history'>, manner: Manner<Words>): HistoryEntry[] =>
    history.map(row => entryOf(row, manner))
  /** What happened that was not there when somebody looked. */
  function newsSince(before: MatterHistory, after: MatterHistory, manner: Manner<Words>): HistoryEntry[] {
    const seen = new Set(before.history.map(({ key }) => key))
    return entriesOf(after, manner).filter(({ key }) => !seen.has(textIn(key)))
  }
  return { entriesOf, newsSince }
}

/** A stop that has words, and the instant at which it was reached: null, it was not. */
export type Reached<Key extends string> = readonly [key: Key, at: number | null]

/**
 * The stops of a way of which so many are behind it (counted from 0): those carry when they were reached, the next one the lamp and
 * what is left. What was passed over has no sign; where nothing goes on, no stop is next.
 */
export function stopsAlong<Key extends string>(
  way: readonly Reached<Key>[],
  reached: number,
  view: MatterView,
  {
    words,
    now,
  }: { readonly words: { readonly stops: { readonly [key in Key]: string } }; readonly now: number },
  goesOn = true,
): Stop[] {
  return way.map(([key, at], i): Stop => {
    const stop = { key, title: words.stops[key] }
    if (i <= reached && at !== null) return { ...stop, glyph: 'ok', way: 'done', text: momentText(at, now) }
    if (i === reached + 1 && goesOn) return { ...stop, glyph: view.glyph, way: 'next', text: view.left }
    return { ...stop, glyph: 'none', way: 'ahead', text: '' }
  })
}
