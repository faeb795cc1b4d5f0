import type { Row } from '../../shared/kinds/kind.ts'
import type { Dispute, DisputeStepName } from '../../shared/sync/dispute.ts'
import { momentText } from '../figures/time.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import type { DisputeWords } from '../language/disputes.ts'
import { filled } from '../language/words.ts'
import { historiesOf, stopsAlong, type HistoryEntry, type Stop } from '../work/history.ts'
import type { Manner as MannerIn } from '../work/manner.ts'
import type { MatterView } from '../work/matter.ts'
import { dueText, glyphOf, instantIn, spanText, textIn, wordOf } from '../work/telling.ts'
import type { WorkRow } from '../work/work-row.ts'

type Manner = MannerIn<DisputeWords>

export interface DisputeView extends MatterView {
  readonly id: string
  readonly title: string
  readonly type: string
  readonly parties: string
  readonly source: string
  readonly place: string
  /** Which level has it. */
  readonly level: string
  readonly department: string
  /** 书面协议 XY-1 已司法确认; '' without one. */
  readonly agreement: string
}

export function disputeView({ id, row }: Dispute, { words, now, placeName }: Manner): DisputeView {
  const revisitAt = instantIn(row['revisitAt'])
  return {
    ...{ id, title: textIn(row['title']), department: textIn(row['department']) },
    ...aboutOf(row, words),
    place: placeName(textIn(row['area'])),
    agreement: agreementOf(row, words),
    glyph: glyphOf(row['light']),
    state: wordOf(words.states, row['state']),
    awaits: revisitAt !== null ? words.awaitsRevisit : wordOf(words.awaits, awaitedIn(row)),
    due:
      revisitAt === null
        ? dueText(row, words, now)
        : filled(words.revisitBy, { time: momentText(revisitAt, now) }),
    left: spanText(row, words, now),
    isOver: row['overdue'] === true,
  }
}

/** What is over waits for nothing. */
const awaitedIn = (row: Row): unknown => (row['open'] === true ? row['state'] : '')

function aboutOf(row: Row, words: DisputeWords) {
  const { parties } = row
  return {
    type: wordOf(words.types, row['type']),
    parties:
      typeof parties === 'number'
        ? filled(words.partiesText, { between: wordOf(words.betweens, row['between']), n: parties })
        : '',
    source: wordOf(words.sources, row['source']),
    level: wordOf(words.levels, row['level']),
  }
}

const agreementOf = (row: Row, words: DisputeWords): string =>
  [
    wordOf(words.forms, row['form']),
    textIn(row['agreementNo']),
    row['confirmed'] === true ? words.confirmed : '',
  ]
    .filter(Boolean)
    .join(' ')

/** As a list shows it. */
export function rowOf(dispute: Dispute, manner: Manner): WorkRow {
  const view = disputeView(dispute, manner)
  return {
    ...view,
    about: `${view.type} ${view.place} ${view.level}`,
    left: view.left || view.awaits,
    number: view.id,
  }
}

/** Where it is on its way: taken on and settled by whoever has it last. */
export function stopsOf(
  { row, history }: { readonly row: Row; readonly history: readonly Row[] },
  view: DisputeView,
  manner: Manner,
): Stop[] {
  const revisited = history.find(
    ({ type, irregular }) => irregular !== true && (type === 'kept' || type === 'broken'),
  )
  const way = [
    ['registered', instantIn(row['event'])],
    ['accepted', instantIn(row['acceptedAt'])],
    ['settled', instantIn(row['settledAt'])],
    ['revisited', row['kept'] === true ? instantIn(revisited?.['event']) : null],
  ] as const
  const ahead = way.findIndex(([, at]) => at === null)
  const goesOn = row['open'] === true || row['revisitAt'] !== null
  return stopsAlong(way, (ahead === -1 ? way.length : ahead) - 1, view, manner, goesOn)
}

const GLYPH_OF_ENTRY: { readonly [type: string]: Glyph } = {
  ...{ settled: 'ok', kept: 'ok', confirmed: 'ok' },
  ...{ failed: 'warn', passed: 'warn', broken: 'bad' },
}

function linesOf(row: Row, words: DisputeWords): HistoryEntry['lines'] {
  const office = textIn(row['to'])
  return [
    {
      text: [wordOf(words.forms, row['form']), textIn(row['agreementNo'])].filter(Boolean).join(' '),
      soft: false,
    },
    { text: wordOf(words.ways, row['way']), soft: false },
    { text: textIn(row['text']), soft: false },
    { text: office === '' ? '' : filled(words.passedTo, { office }), soft: true },
  ]
}

export const { entriesOf, newsSince } = historiesOf({ glyphs: GLYPH_OF_ENTRY, linesOf })

/** In the order in which they are offered. */
export const ACTS: readonly DisputeStepName[] = [
  ...([
    'accept',
    'begin',
    'settle',
    'keep',
    'break',
    'confirm',
    'fail',
    'pass',
    'extend',
    'guide',
    'withdraw',
  ] as const),
]
