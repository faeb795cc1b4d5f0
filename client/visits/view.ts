import type { Row } from '../../shared/kinds/kind.ts'
import type { Visit, VisitHistory, VisitStepName } from '../../shared/sync/visit.ts'
import { momentText } from '../figures/time.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import type { VisitWords } from '../language/visits.ts'
import { filled } from '../language/words.ts'
import { historiesOf, stopsAlong, type HistoryEntry, type Stop } from '../work/history.ts'
import type { Manner as MannerIn } from '../work/manner.ts'
import type { MatterView } from '../work/matter.ts'
import { dueText, glyphOf, hoursText, instantIn, textIn, wordOf } from '../work/telling.ts'
import type { WorkRow } from '../work/work-row.ts'

export type Manner = MannerIn<VisitWords>

export interface VisitView extends MatterView {
  readonly id: string
  readonly title: string
  readonly subject: string
  readonly channel: string
  readonly place: string
  readonly department: string
  /** `剩 3 时`, `超 2 时`: by the clock, day and night. */
  readonly left: string
}

export function visitView({ id, row }: Visit, { words, now, placeName }: Manner): VisitView {
  return {
    ...{ id, title: textIn(row['title']), department: textIn(row['department']) },
    subject: wordOf(words.subjects, row['subject']),
    channel: wordOf(words.channels, row['channel']),
    place: placeName(textIn(row['area'])),
    glyph: glyphOf(row['light']),
    state: wordOf(words.states, row['state']),
    awaits: row['open'] === true ? wordOf(words.awaits, row['state']) : '',
    due: dueText(row, words, now),
    left: hoursText(row, words, now),
    isOver: row['overdue'] === true,
  }
}

/** As a list shows it. */
export function rowOf(visit: Visit, manner: Manner): WorkRow {
  const view = visitView(visit, manner)
  return {
    ...view,
    about: `${view.subject} ${view.place}`,
    left: view.left || view.awaits,
    number: view.id,
  }
}

/** Where it is on its way: received, sent one of three ways, closed. */
export function stopsOf({ row, history }: VisitHistory, view: VisitView, manner: Manner): Stop[] {
  const sentAt = instantIn(history[1]?.['event'])
  const way = [
    ['received', instantIn(row['event'])],
    ['sent', row['triage'] === null ? null : sentAt],
    ['closed', instantIn(row['closedAt'])],
  ] as const
  const reached = row['closedAt'] !== null ? 2 : row['triage'] !== null ? 1 : 0
  return stopsAlong(way, reached, view, manner)
}

const GLYPH_OF_ENTRY: { readonly [type: string]: Glyph } = { answered: 'ok', closed: 'ok', escalated: 'warn' }

function linesOf(row: Row, words: VisitWords, now: number): HistoryEntry['lines'] {
  const [dueAt, department] = [instantIn(row['dueAt']), textIn(row['to'])]
  return [
    { text: textIn(row['text']), soft: false },
    { text: department === '' ? '' : filled(words.given, { department }), soft: true },
    { text: dueAt === null ? '' : filled(words.until, { time: momentText(dueAt, now) }), soft: true },
  ]
}

export const { entriesOf, newsSince } = historiesOf({ glyphs: GLYPH_OF_ENTRY, linesOf })

/** In the order in which they are offered; a second term is another one. */
export const ACTS: readonly VisitStepName[] = ['answer', 'solve', 'term', 'close', 'escalate']

export const actTitle = (name: VisitStepName, { row }: Visit, words: VisitWords): string =>
  name === 'term' && row['state'] === 'termed' ? words.acts.reterm : words.acts[name]
