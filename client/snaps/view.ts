import type { Row } from '../../shared/kinds/kind.ts'
import type { Snap, SnapHistory, SnapStepName } from '../../shared/sync/snap.ts'
import { momentText } from '../figures/time.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import type { Language } from '../language/say.ts'
import type { SnapWords } from '../language/snaps.ts'
import { filled } from '../language/words.ts'
import type { HistoryEntry, Stop } from '../work/history.ts'
import { dueText, hoursText, instantIn, postText, textIn, wordOf } from '../work/telling.ts'

export interface Manner {
  readonly words: SnapWords
  readonly language: Language
  readonly now: number
  /** What a code of an area is called. */
  readonly placeName: (code: string) => string
}

export interface SnapView {
  readonly id: string
  readonly text: string
  readonly category: string
  /** The area, and the place in it as it was written. */
  readonly place: string
  readonly glyph: Glyph
  readonly state: string
  readonly awaits: string
  readonly due: string
  /** `剩 3 时`, `超 2 时`: by the clock, day and night. */
  readonly left: string
  readonly isOver: boolean
}

export function snapView(snap: Snap, { words, now, placeName }: Manner): SnapView {
  const { id, row, text, address } = snap
  const isOpen = row['open'] === true
  const isOver = row['overdue'] === true
  return {
    ...{ id, text },
    category: wordOf(words.categories, row['category']),
    place: [placeName(textIn(row['area'])), address ?? ''].filter(Boolean).join(' '),
    glyph: isOver ? 'bad' : isOpen ? 'warn' : 'ok',
    state: wordOf(words.states, row['state']),
    awaits: isOpen ? wordOf(words.awaits, row['state']) : '',
    due: isOpen ? dueText(row, words, now) : '',
    left: isOpen ? hoursText(row, words, now) : '',
    isOver,
  }
}

const STOPS = [
  ['submitted', 'event'],
  ['triaged', 'triagedAt'],
  ['decided', 'decidedAt'],
  ['answered', 'answeredAt'],
] as const

/** How many stops are behind it, by its state. */
const REACHED: { readonly [state in keyof SnapWords['states']]: number } = {
  ...{ submitted: 0, community_triage: 1, self_handled: 2, upgraded: 2, invalid: 2, feedback_sent: 3 },
}

export function stopsOf({ row }: Snap, view: SnapView, { words, now }: Manner): Stop[] {
  const reached = REACHED[textIn(row['state']) as 'submitted'] ?? 0
  return STOPS.map(([key, column], i): Stop => {
    const at = instantIn(row[column])
    const stop = { key, title: words.stops[key] }
    if (i <= reached && at !== null) return { ...stop, glyph: 'ok', way: 'done', text: momentText(at, now) }
    if (i === reached + 1) return { ...stop, glyph: view.glyph, way: 'next', text: view.left }
    return { ...stop, glyph: 'none', way: 'ahead', text: '' }
  })
}

const GLYPH_OF_ENTRY: { readonly [type: string]: Glyph } = { self_handled: 'ok', feedback_sent: 'ok' }

export const entriesOf = ({ history }: SnapHistory, manner: Manner): HistoryEntry[] =>
  history.map(row => entryOf(row, manner))

function entryOf(row: Row, { words, now, placeName }: Manner): HistoryEntry {
  const type = textIn(row['type'])
  return {
    key: textIn(row['key']),
    time: momentText(instantIn(row['event']) ?? 0, now),
    what: wordOf(words.entries, type),
    who: type === 'submitted' ? words.reporter : postText(row, words, placeName),
    lines: linesOf(row, words),
    glyph: GLYPH_OF_ENTRY[type] ?? 'info',
    irregular: row['irregular'] === true,
  }
}

function linesOf(row: Row, words: SnapWords): HistoryEntry['lines'] {
  const [system, number] = [wordOf(words.systems, row['upgradedTo']), textIn(row['upgradedNo'])]
  return [
    { text: textIn(row['text']), soft: false },
    { text: system === '' ? '' : filled(words.passedTo, { system, number }), soft: true },
  ].filter(line => line.text !== '')
}

/** The case or order it was passed up to, as that stands now; '' where none is known. */
export function linkedText({ linked }: SnapHistory, { words, language }: Manner): string {
  if (linked === null) return ''
  const { kind, number, state } = linked
  return filled(words.linked, { kind: kind[language], number, state: state[language] })
}

/** Of a report and of what was done with it, in the order in which they came. */
export const photosOf = ({
  history,
}: SnapHistory): readonly { readonly key: string; readonly photo: string }[] =>
  history.flatMap(row =>
    textIn(row['photo']) === '' ? [] : [{ key: textIn(row['key']), photo: textIn(row['photo']) }],
  )

/** In the order in which they are offered. */
const ACTS: readonly SnapStepName[] = ['take', 'settle', 'pass', 'answer', 'dismiss']

/** Among his own reports somebody sees how they go on; if he may handle one as well, he does so among all of them. */
export const actsOf = ({ can }: Snap, isOwn: boolean): readonly SnapStepName[] =>
  isOwn ? [] : ACTS.filter(name => can.includes(name))

/** What happened that was not there when somebody looked. */
export function newsSince(before: SnapHistory, after: SnapHistory, manner: Manner): HistoryEntry[] {
  const seen = new Set(before.history.map(({ key }) => key))
  return entriesOf(after, manner).filter(({ key }) => !seen.has(key))
}
