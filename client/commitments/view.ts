import type { Row } from '../../shared/kinds/kind.ts'
import type { Commitment, CommitmentHistory, CommitmentStepName } from '../../shared/sync/commitment.ts'
import { momentText } from '../figures/time.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import type { CommitmentWords } from '../language/commitments.ts'
import { filled } from '../language/words.ts'
import { dayOf } from '../work/days.ts'
import { historiesOf, stopsAlong, type HistoryEntry, type Stop } from '../work/history.ts'
import type { Manner as MannerIn } from '../work/manner.ts'
import type { MatterView } from '../work/matter.ts'
import { dueText, glyphOf, instantIn, leftText, textIn, wordOf } from '../work/telling.ts'
import type { WorkRow } from '../work/work-row.ts'

export type Manner = MannerIn<CommitmentWords>

export interface CommitmentView extends MatterView {
  readonly id: string
  readonly title: string
  readonly enterprise: string
  readonly code: string
  readonly department: string
  readonly place: string
  readonly isDishonest: boolean
  readonly provisional: boolean
}

export function commitmentView({ id, row }: Commitment, { words, now, placeName }: Manner): CommitmentView {
  const isDishonest = row['dishonest'] === true
  const isOpen = row['open'] === true
  return {
    ...{ id, title: textIn(row['title']) || id, enterprise: textIn(row['enterprise']) },
    ...{ code: textIn(row['code']), department: textIn(row['department']) },
    place: placeName(textIn(row['area'])),
    // 失信 has no clock, and is not done.
    glyph: isDishonest && !isOpen ? 'warn' : glyphOf(row['light']),
    state: wordOf(words.states, row['state']),
    awaits: isOpen ? wordOf(words.awaits, row['awaits']) : '',
    due: isOpen ? dueText(row, words, now) : '',
    left: isOpen ? leftText(row, words) : '',
    isOver: row['overdue'] === true,
    isDishonest,
    provisional: row['provisional'] === true,
  }
}

/** As a list shows it. */
export function rowOf(commitment: Commitment, manner: Manner): WorkRow {
  const view = commitmentView(commitment, manner)
  return { ...view, about: view.enterprise, left: view.left || view.awaits, number: view.id }
}

const OVER: ReadonlySet<string> = new Set(['kept', 'excused', 'restored'])
const LAST_STOPS = ['kept', 'excused', 'restored'] as const

const lastOf = ({ history }: CommitmentHistory, types: readonly string[]): number | null =>
  instantIn(
    history.filter(({ type, irregular }) => types.includes(textIn(type)) && irregular !== true).pop()?.[
      'event'
    ],
  )

/** Where it is on its way: promised, checked, decided on where it was not kept, over. */
export function stopsOf(commitment: CommitmentHistory, view: CommitmentView, manner: Manner): Stop[] {
  const { row } = commitment
  const state = textIn(row['state'])
  const isOver = OVER.has(state)
  const way = [
    ['made', instantIn(row['event'])],
    ['checked', instantIn(row['checkedAt'])],
    ['decided', lastOf(commitment, ['flagged', 'excused'])],
    ['over', isOver ? (lastOf(commitment, LAST_STOPS) ?? instantIn(row['checkedAt'])) : null],
  ] as const
  return stopsAlong(way, reachedBy(state, isOver), view, manner, row['open'] === true)
}

const REACHED: { readonly [state: string]: number } = { breached: 1, broken: 1, dishonest: 2, repaired: 2 }
const reachedBy = (state: string, isOver: boolean): number => (isOver ? 3 : (REACHED[state] ?? 0))

const GLYPH_OF_ENTRY: { readonly [type: string]: Glyph } = {
  ...{ kept: 'ok', restored: 'ok', repaired: 'ok' },
  ...{ mend: 'warn', breached: 'warn', broken: 'warn', flagged: 'bad' },
}

function linesOf(row: Row, words: CommitmentWords, now: number): HistoryEntry['lines'] {
  const [checkedAt, mendBy] = [instantIn(row['checkedAt']), instantIn(row['mendBy'])]
  return [
    { text: textIn(row['text']), soft: false },
    { text: checkedAt === null ? '' : filled(words.checked, { day: dayOf(checkedAt) }), soft: true },
    { text: mendBy === null ? '' : filled(words.mendBy, { time: momentText(mendBy, now) }), soft: true },
  ]
}

export const { entriesOf, newsSince } = historiesOf({ glyphs: GLYPH_OF_ENTRY, linesOf })

/** In the order in which they are offered. */
export const ACTS: readonly CommitmentStepName[] = ['check', 'decide', 'restore', 'return', 'repair']

export const actTitle = (name: CommitmentStepName, { row }: Commitment, words: CommitmentWords): string =>
  name === 'check' && row['awaits'] === 'recheck' ? words.acts.recheck : words.acts[name]
