import type { Row } from '../../shared/kinds/kind.ts'
import type { Problem, ProblemStepName } from '../../shared/sync/problem.ts'
import { momentText } from '../figures/time.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import type { ProblemWords } from '../language/problems.ts'
import { filled } from '../language/words.ts'
import { historiesOf, stopsAlong, type HistoryEntry, type Stop } from '../work/history.ts'
import type { Manner as MannerIn } from '../work/manner.ts'
import type { MatterView } from '../work/matter.ts'
import { dueText, glyphOf, instantIn, leftText, textIn, wordOf } from '../work/telling.ts'
import type { WorkRow } from '../work/work-row.ts'

export type Manner = MannerIn<ProblemWords>

export interface ProblemView extends MatterView {
  readonly id: string
  readonly title: string
  readonly enterprise: string
  readonly source: string
  readonly session: string
  readonly department: string
  /** '' before it was given to one; a temporary group stands beside the one that leads. */
  readonly group: string
  readonly office: string
  readonly place: string
  readonly provisional: boolean
}

export function problemView({ id, row }: Problem, { words, now, placeName }: Manner): ProblemView {
  const team = textIn(row['groupName'])
  return {
    ...{ id, title: textIn(row['title']), enterprise: textIn(row['enterprise']) },
    source: wordOf(words.sources, row['source']),
    session: textIn(row['session']),
    department: textIn(row['department']),
    group: [wordOf(words.groups, row['group']), team].filter(Boolean).join(' · '),
    office: filled(words.office, { office: textIn(row['office']) }),
    place: placeName(textIn(row['area'])),
    // What left the ledger is neither done nor late.
    glyph: row['counted'] === true ? glyphOf(row['light']) : 'none',
    state: wordOf(words.states, row['state']),
    // What is over waits for nothing, and its state says so.
    awaits: row['open'] === true ? wordOf(words.awaits, row['awaits']) : '',
    due: dueText(row, words, now),
    left: leftText(row, words),
    isOver: row['overdue'] === true,
    provisional: row['provisional'] === true,
  }
}

/** As a list shows it. */
export function rowOf(problem: Problem, manner: Manner): WorkRow {
  const view = problemView(problem, manner)
  return { ...view, about: view.enterprise, left: view.left || view.awaits, number: view.id }
}

const STOPS = [
  ['collected', 'event'],
  ['decided', 'analysedAt'],
  ['begun', 'begunAt'],
  ['resolved', 'resolvedAt'],
  ['confirmed', 'confirmedAt'],
  ['struck_off', 'struckOffAt'],
] as const

/** How many stops are behind it, by its state. */
const REACHED: { readonly [state in keyof ProblemWords['states']]: number } = {
  ...{ collected: 0, analysing: 0, rejected: 1, merged: 1, assigned: 1, handling: 2 },
  ...{ resolved: 3, confirmed: 4, struck_off: 5 },
}

/** Where it is on its way; what an enterprise sent back is on its way to an answer again. */
export function stopsOf({ row }: Problem, view: ProblemView, manner: Manner): Stop[] {
  const reached = REACHED[textIn(row['state']) as 'collected'] ?? 0
  const way = STOPS.map(([key, column]) => [key, instantIn(row[column])] as const)
  return stopsAlong(way, reached, view, manner, row['open'] === true)
}

const GLYPH_OF_ENTRY: { readonly [type: string]: Glyph } = {
  overdue: 'bad',
  returned: 'warn',
  resolved: 'ok',
  confirmed: 'ok',
  struck_off: 'ok',
}

function linesOf(row: Row, words: ProblemWords, now: number): HistoryEntry['lines'] {
  const promisedAt = instantIn(row['promisedAt'])
  const [group, to] = [wordOf(words.groups, row['group']), textIn(row['to'])]
  const soft = (line: string, value: string) => ({ text: value === '' ? '' : line, soft: true })
  return [
    { text: wordOf(words.reasons, row['reason']), soft: false },
    { text: [group, to].filter(Boolean).join(' · '), soft: false },
    { text: textIn(row['text']), soft: false },
    soft(filled(words.into, { number: textIn(row['mergedInto']) }), textIn(row['mergedInto'])),
    soft(filled(words.team, { name: textIn(row['groupName']) }), textIn(row['groupName'])),
    soft(wordOf(words.satisfactions, row['satisfaction']), textIn(row['satisfaction'])),
    {
      text: promisedAt === null ? '' : filled(words.promised, { time: momentText(promisedAt, now) }),
      soft: true,
    },
  ]
}

export const { entriesOf, newsSince } = historiesOf({
  ...{ glyphs: GLYPH_OF_ENTRY, linesOf },
  whoOf: ({ type }, words: ProblemWords) => (type === 'overdue' ? words.clock : null),
})

/** In the order in which they are offered. */
export const ACTS: readonly ProblemStepName[] = [
  ...(['take', 'assign', 'merge', 'reject', 'begin', 'answer', 'confirm', 'return', 'strike'] as const),
]

export const actTitle = (name: ProblemStepName, { row }: Problem, words: ProblemWords): string =>
  name === 'assign' && row['group'] !== null ? words.acts.reassign : words.acts[name]
