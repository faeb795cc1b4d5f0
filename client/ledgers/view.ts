import type { Row } from '../../shared/kinds/kind.ts'
import type { Text } from '../../shared/model/value.ts'
import type { LedgerHistory, LedgerMatter, LedgerStepName } from '../../shared/sync/ledger.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import type { Language } from '../language/say.ts'
import type { LedgerWords } from '../language/ledgers.ts'
import { filled } from '../language/words.ts'
import { historiesOf, stopsAlong, type HistoryEntry, type Stop } from '../work/history.ts'
import type { Manner as MannerIn } from '../work/manner.ts'
import type { MatterView } from '../work/matter.ts'
import { dueText, glyphOf, instantIn, leftText, textIn, wordOf } from '../work/telling.ts'
import type { WorkRow } from '../work/work-row.ts'
import { isAwaited } from './lists.ts'

export type Manner = MannerIn<LedgerWords> & { readonly language: Language }

export interface LedgerView extends MatterView {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly ledger: string
  readonly party: string
  readonly department: string
  readonly place: string
  readonly provisional: boolean
  /** What came of it, as it stands. */
  readonly result: string
  /** What its own ledger says, where that is something else. */
  readonly source: string
}

const inWords = (text: Text, language: Language): string => text[language]

export function ledgerView(
  { id, row, title }: LedgerMatter,
  { words, now, placeName, language }: Manner,
): LedgerView {
  const isOpen = row['open'] === true
  return {
    ...{ id, number: textIn(row['number']), title: textIn(row['title']) || textIn(row['number']) },
    ...{ ledger: inWords(title, language), place: placeName(textIn(row['area'])) },
    party: textIn(row['party']) || textIn(row['branchName']),
    department: textIn(row['department']),
    glyph: glyphOf(row['light']),
    state: wordOf(words.states, row['work']),
    awaits: isOpen ? awaitsText(row, words) : '',
    due: isOpen ? dueText(row, words, now) : '',
    left: isOpen ? leftText(row, words) : '',
    isOver: row['overdue'] === true,
    provisional: row['provisional'] === true,
    result: textIn(row['result']),
    source: sourceText(row, words),
  }
}

const sourceText = (row: Row, words: LedgerWords): string =>
  row['work'] === 'struck' && textIn(row['sourceState']) !== ''
    ? filled(words.source, { state: wordOf(words.sourceStates, row['sourceState']) })
    : ''

function awaitsText(row: Row, words: LedgerWords): string {
  const stage = textIn(row['workStage'])
  if (row['work'] === 'working' && stage !== '') return filled(words.inStage, { stage })
  const who = textIn(row[row['work'] === 'answered' ? 'keeper' : 'department'])
  return filled(wordOf(words.awaits, row['work']), { who })
}

/** As a list shows it. */
export function rowOf(entry: LedgerMatter, manner: Manner): WorkRow {
  const view = ledgerView(entry, manner)
  return {
    ...view,
    about: [view.ledger, view.party || view.place].filter(Boolean).join(' '),
    left: view.left || view.awaits,
    due: view.due || '',
  }
}

/** The way of its ledger: taken up, each of its stages, confirmed where somebody does, struck off. */
export function stopsOf(entry: LedgerHistory, view: LedgerView, { words, now }: Manner): Stop[] {
  const { row, history, way } = entry
  const stages = way?.stages.map(({ name }) => name) ?? []
  const regular = history.filter(({ irregular }) => irregular !== true)
  const last = (type: string, stage?: string) =>
    instantIn(
      regular.filter(row => row['type'] === type && (stage === undefined || row['stage'] === stage)).pop()?.[
        'event'
      ],
    )
  const taken = last('taken')
  // A stage is left for the next one, the last of them by the answer; what it began after was passed over.
  const left = stages.map((_, i) => {
    const after = stages[i + 1]
    return (after === undefined ? last('answered') : last('moved', after)) ?? taken
  })
  const hasKeeper = textIn(row['keeper']) !== ''
  const stops = [
    ['taken', words.stops.taken, taken],
    ...stages.map((name, i) => [`stage-${i}`, name, left[i] ?? null] as const),
    ...(hasKeeper ? [['confirmed', words.stops.confirmed, last('confirmed')] as const] : []),
    ['struck', words.stops.struck, last('struck')],
  ] as const
  const titles: { readonly [key: string]: string } = Object.fromEntries(
    stops.map(([key, title]) => [key, title]),
  )
  return stopsAlong<string>(
    stops.map(([key, , at]) => [key, at] as const),
    reachedBy(row, stages, hasKeeper),
    view,
    { words: { stops: titles }, now },
    row['open'] === true,
  )
}

/** The last stop that is behind it, from 0; -1: none is. */
function reachedBy(row: Row, stages: readonly string[], hasKeeper: boolean): number {
  switch (row['work']) {
    case 'working':
      return Math.max(0, stages.indexOf(textIn(row['workStage'])))
    case 'answered':
      return stages.length
    case 'settled':
      return stages.length + (hasKeeper ? 1 : 0)
    case 'struck':
      return stages.length + 2
    default:
      return -1
  }
}

const GLYPH_OF_ENTRY: { readonly [type: string]: Glyph } = {
  ...{ answered: 'ok', confirmed: 'ok', struck: 'ok', closed: 'ok' },
  ...{ handedBack: 'warn', returned: 'warn', extended: 'warn' },
}

function linesOf(row: Row, words: LedgerWords): HistoryEntry['lines'] {
  const [stage, to, parent] = [textIn(row['stage']), textIn(row['to']), textIn(row['parent'])]
  return [
    { text: textIn(row['text']), soft: false },
    { text: stage === '' ? '' : filled(words.toStage, { stage }), soft: true },
    { text: to === '' ? '' : filled(words.assignedTo, { to }), soft: true },
    { text: parent === '' ? '' : filled(words.metBy, { parent }), soft: true },
  ]
}

export const { entriesOf, newsSince } = historiesOf({ glyphs: GLYPH_OF_ENTRY, linesOf })

/** In the order in which they are offered. */
export const ACTS: readonly LedgerStepName[] = [
  ...(['take', 'move', 'answer', 'note', 'confirm', 'return', 'assign'] as const),
  ...(['strike', 'sendBack', 'extend', 'handBack'] as const),
]

export const isPrimary = (entry: LedgerMatter, name: LedgerStepName): boolean =>
  isAwaited(entry, name) && name !== 'return' && name !== 'sendBack'
