import type { Row } from '../../shared/kinds/kind.ts'
import type { Snap, SnapHistory, SnapStepName } from '../../shared/sync/snap.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import type { Language } from '../language/say.ts'
import type { SnapWords } from '../language/snaps.ts'
import { filled } from '../language/words.ts'
import { historiesOf, stopsAlong, type HistoryEntry, type Stop } from '../work/history.ts'
import type { Manner as MannerIn } from '../work/manner.ts'
import type { MatterView } from '../work/matter.ts'
import { dueText, hoursText, instantIn, textIn, wordOf } from '../work/telling.ts'
import type { WorkRow } from '../work/work-row.ts'

export interface Manner extends MannerIn<SnapWords> {
  readonly language: Language
}

export interface SnapView extends MatterView {
  readonly id: string
  readonly text: string
  readonly category: string
  /** The area, and the place in it as it was written. */
  readonly place: string
  /** `剩 3 时`, `超 2 时`: by the clock, day and night. */
  readonly left: string
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

/** As a list shows it. */
export function rowOf(snap: Snap, manner: Manner): WorkRow {
  const view = snapView(snap, manner)
  return {
    ...{ ...view, title: view.text, about: view.category, department: view.place },
    left: view.left || view.awaits,
    number: view.id,
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

export function stopsOf({ row }: Snap, view: SnapView, manner: Manner): Stop[] {
  const reached = REACHED[textIn(row['state']) as 'submitted'] ?? 0
  const way = STOPS.map(([key, column]) => [key, instantIn(row[column])] as const)
  return stopsAlong(way, reached, view, manner)
}

const GLYPH_OF_ENTRY: { readonly [type: string]: Glyph } = { self_handled: 'ok', feedback_sent: 'ok' }

function linesOf(row: Row, words: SnapWords): HistoryEntry['lines'] {
  const [system, number] = [wordOf(words.systems, row['upgradedTo']), textIn(row['upgradedNo'])]
  return [
    { text: textIn(row['text']), soft: false },
    { text: system === '' ? '' : filled(words.passedTo, { system, number }), soft: true },
  ]
}

export const { entriesOf, newsSince } = historiesOf({
  ...{ glyphs: GLYPH_OF_ENTRY, linesOf },
  whoOf: ({ type }, words: SnapWords) => (type === 'submitted' ? words.reporter : null),
})

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
