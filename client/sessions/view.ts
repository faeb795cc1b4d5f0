import { DAY } from '../../shared/calendar/civil.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import type { Session, SessionHistory, SessionStepName } from '../../shared/sync/session.ts'
import { clockText, momentText } from '../figures/time.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import type { ProblemWords } from '../language/problems.ts'
import type { SessionWords } from '../language/sessions.ts'
import { filled } from '../language/words.ts'
import { dayOf } from '../work/days.ts'
import { historiesOf, stopsAlong, type HistoryEntry, type Stop } from '../work/history.ts'
import type { Manner as MannerIn } from '../work/manner.ts'
import type { MatterView } from '../work/matter.ts'
import { dueText, glyphOf, instantIn, leftText, textIn, wordOf } from '../work/telling.ts'
import type { WorkRow } from '../work/work-row.ts'

export type Manner = MannerIn<SessionWords>

export interface SessionView extends MatterView {
  readonly id: string
  readonly title: string
  /** `11-27 14:00–16:00` */
  readonly when: string
  readonly venue: string
  readonly host: string
  readonly enterprises: readonly string[]
  readonly attended: readonly string[]
  readonly departments: readonly string[]
  readonly department: string
  readonly place: string
  readonly provisional: boolean
}

const namesOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter(name => typeof name === 'string') : []

export function sessionView({ id, row }: Session, { words, now, placeName }: Manner): SessionView {
  const [from, until] = [instantIn(row['event']) ?? 0, instantIn(row['endsAt']) ?? 0]
  return {
    ...{ id, title: textIn(row['theme']) || id, department: textIn(row['department']) },
    when: `${momentText(from, now)}–${clockText(until)}`,
    ...{ venue: textIn(row['venue']), host: textIn(row['host']), place: placeName(textIn(row['area'])) },
    ...{ enterprises: namesOf(row['enterprises']), attended: namesOf(row['attended']) },
    departments: namesOf(row['departments']),
    glyph: glyphOf(row['light']),
    state: wordOf(words.states, row['state']),
    awaits: row['open'] === true ? wordOf(words.awaits, row['awaits']) : '',
    due: dueText(row, words, now),
    left: leftText(row, words),
    isOver: row['overdue'] === true,
    provisional: row['provisional'] === true,
  }
}

/** As a list shows it. */
export function rowOf(session: Session, manner: Manner): WorkRow {
  const view = sessionView(session, manner)
  return {
    ...view,
    about: [view.when, view.venue].filter(Boolean).join(' '),
    left: view.left || view.awaits,
    number: view.id,
  }
}

/** How many stops are behind it. */
function reachedBy({ row }: Session): number {
  if (row['closedAt'] !== null) return 3
  if (row['minutedAt'] !== null) return 2
  return row['state'] === 'held' ? 1 : 0
}

/** Where it is on its way: planned, held, minutes, closed. One that is cancelled goes nowhere. */
export function stopsOf(session: SessionHistory, view: SessionView, manner: Manner): Stop[] {
  const { row, history } = session
  const way = [
    ['planned', instantIn(history[0]?.['event'])],
    ['took', row['took'] === true ? instantIn(row['event']) : null],
    ['minuted', instantIn(row['minutedAt'])],
    ['closed', instantIn(row['closedAt'])],
  ] as const
  return stopsAlong(way, reachedBy(session), view, manner, row['open'] === true)
}

const GLYPH_OF_ENTRY: { readonly [type: string]: Glyph } = { held: 'ok', closed: 'ok', cancelled: 'none' }

function linesOf(row: Row, words: SessionWords): HistoryEntry['lines'] {
  const came = row['attended'] === null ? null : namesOf(row['attended'])
  const names = came === null ? '' : filled(words.came, { n: came.length, names: came.join(' ') })
  return [
    { text: textIn(row['text']), soft: false },
    { text: names, soft: true },
  ]
}

export const { entriesOf, newsSince } = historiesOf({ glyphs: GLYPH_OF_ENTRY, linesOf })

/** In the order in which they are offered. */
export const ACTS: readonly SessionStepName[] = ['hold', 'close', 'cancel']

/** What was raised there, as the ledger says it. */
export interface Raised {
  readonly id: string
  readonly title: string
  readonly enterprise: string
  readonly state: string
  readonly department: string
  readonly glyph: Glyph
}

export const raisedOf = ({ problems }: SessionHistory, ledger: ProblemWords): Raised[] =>
  problems.map(row => ({
    ...{ id: textIn(row['number']), title: textIn(row['title']), enterprise: textIn(row['enterprise']) },
    ...{ state: wordOf(ledger.states, row['state']), department: textIn(row['department']) },
    glyph: row['counted'] === true ? glyphOf(row['light']) : 'none',
  }))

const FRIDAY = 5

/** 每周五 (HW-01): the next Friday, today left out. */
export function nextFriday(now: number): string {
  let at = now + DAY
  while (new Date(`${dayOf(at)}T00:00:00Z`).getUTCDay() !== FRIDAY) at += DAY
  return dayOf(at)
}
