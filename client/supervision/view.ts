import { dayNumber } from '../../shared/calendar/civil.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import type { StepName, Supervision } from '../../shared/sync/supervision.ts'
import { momentText } from '../figures/time.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import { filled } from '../language/words.ts'
import type { SupervisionWords } from '../language/supervision.ts'
import { historiesOf, stopsAlong, type HistoryEntry, type Stop } from '../work/history.ts'
import type { Manner as MannerIn } from '../work/manner.ts'
import type { MatterView } from '../work/matter.ts'
import { dueText, glyphOf, instantIn, leftText, textIn, wordOf } from '../work/telling.ts'
import type { WorkRow } from '../work/work-row.ts'

export type Manner = MannerIn<SupervisionWords>

export interface SupervisionView extends MatterView {
  readonly id: string
  readonly number: string
  /** As lists name what is pressed. */
  readonly record: string
  /** The project, else the matter itself. */
  readonly heading: string
  /** The item of the project, else what kind of matter it is. */
  readonly about: string
  readonly department: string
  readonly level: string
  readonly occasion: string
  /** `限 11-25 23:59`; '' where nobody set one. */
  readonly due: string
  /** `超 2 工作日`, `剩 1 工作日`. */
  readonly left: string
  readonly provisional: boolean
  readonly noticed: boolean
  readonly proposed: boolean
}

export function supervisionView({ id, row }: Supervision, { words, now }: Manner): SupervisionView {
  return {
    ...{ id, number: textIn(row['number']), record: textIn(row['record']) },
    ...namesOf(row, words),
    department: textIn(row['department']),
    level: wordOf(words.levels, row['level']),
    occasion: wordOf(words.occasions, row['occasion']),
    glyph: glyphOf(row['light']),
    state: wordOf(words.states, row['state']),
    awaits: wordOf(words.awaits, row['awaits']),
    due: dueText(row, words, now),
    left: leftText(row, words),
    isOver: row['overdue'] === true,
    provisional: row['provisional'] === true,
    noticed: row['secondNotice'] === true,
    proposed: row['proposed'] === true,
  }
}

/** As a list shows it. */
export function rowOf(supervision: Supervision, manner: Manner): WorkRow {
  const view = supervisionView(supervision, manner)
  return { ...view, title: view.heading, left: view.left || view.awaits }
}

function namesOf(row: Row, { matters }: SupervisionWords): Pick<SupervisionView, 'heading' | 'about'> {
  const [project, kind] = [textIn(row['project']), wordOf(matters, row['matter'])]
  const called = textIn(row['title']) || textIn(row['subject'])
  if (project !== '') return { heading: project, about: called }
  // Of what nobody gave a name its kind is all there is to say.
  return called === '' ? { heading: kind, about: '' } : { heading: called, about: kind }
}

/** How far a matter itself is over, or what is left: in working days where it is held to them, else in days of the calendar. */
export function overText(row: Row, { words, now }: Manner): string {
  const [over, left, dueAt] = ['overdueDays', 'daysLeft', 'dueAt'].map(name => instantIn(row[name]))
  if (typeof dueAt !== 'number') return ''
  const { item } = words
  const span = Math.abs(dayNumber(dueAt) - dayNumber(now))
  if (row['overdue'] === true) {
    const days = over ?? (typeof left === 'number' ? -left : span)
    return days > 0 ? filled(item.over, { n: days }) : words.dueOverSpan
  }
  const days = left ?? span
  return days > 0 ? filled(item.left, { n: days }) : item.today
}

const STOPS = [
  ['issued', 'event'],
  ['acknowledged', 'acknowledgedAt'],
  ['replied', 'repliedAt'],
  ['executed', 'executedAt'],
  ['closed', 'closedAt'],
] as const

/** By what it waits for: its state may be that of a second notice. */
const REACHED: { readonly [awaits: string]: number } = {
  acknowledgement: 0,
  plan: 1,
  execution: 2,
  closing: 3,
  nothing: 4,
}

/** Where it is on its way. A leader may close early: what was passed over has no sign. */
export function stopsOf({ row }: Supervision, view: SupervisionView, manner: Manner): Stop[] {
  const reached = REACHED[textIn(row['awaits'])] ?? 0
  const way = STOPS.map(([key, column]) => [key, instantIn(row[column])] as const)
  return stopsAlong(way, reached, view, manner)
}

/** What made the red of a supervision, and what ended it. */
const GLYPH_OF_ENTRY: { readonly [type: string]: Glyph } = {
  second_notice: 'bad',
  refused: 'bad',
  returned: 'warn',
  closed: 'ok',
  executed: 'ok',
}

function linesOf(row: Row, words: SupervisionWords, now: number): HistoryEntry['lines'] {
  const promisedAt = instantIn(row['promisedAt'])
  const difficulty = textIn(row['difficulty'])
  return [
    { text: wordOf(words.decisions, row['decision']), soft: false },
    { text: textIn(row['text']), soft: false },
    { text: difficulty === '' ? '' : `${words.difficulty}: ${difficulty}`, soft: true },
    {
      text: promisedAt === null ? '' : filled(words.promised, { time: momentText(promisedAt, now) }),
      soft: true,
    },
  ]
}

export const { entriesOf, newsSince } = historiesOf({
  ...{ glyphs: GLYPH_OF_ENTRY, linesOf },
  /** Of what no person did, the clock. */
  whoOf: (row, words: SupervisionWords) => (textIn(row['role']) === '' ? words.clock : null),
})

/** In the order in which they are offered; a second plan is another one. */
export const ACTS: readonly StepName[] = [
  'acknowledge',
  'plan',
  'executed',
  'account',
  'close',
  'return',
  'chiefClose',
  'chiefReturn',
]

export const actTitle = (name: StepName, { row }: Supervision, words: SupervisionWords): string =>
  name === 'plan' && row['awaits'] === 'execution' ? words.acts.replan : words.acts[name]
