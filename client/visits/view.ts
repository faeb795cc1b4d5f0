import type { Row } from '../../shared/kinds/kind.ts'
import type { Visit, VisitHistory, VisitStepName } from '../../shared/sync/visit.ts'
import { momentText } from '../figures/time.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import type { VisitWords } from '../language/visits.ts'
import { filled } from '../language/words.ts'
import type { HistoryEntry, Stop } from '../work/history.ts'
import { dueText, glyphOf, hoursText, instantIn, postText, textIn, wordOf } from '../work/telling.ts'

export interface Manner {
  readonly words: VisitWords
  readonly now: number
  /** What a code of an area is called. */
  readonly placeName: (code: string) => string
}

export interface VisitView {
  readonly id: string
  readonly title: string
  readonly subject: string
  readonly channel: string
  readonly place: string
  readonly department: string
  readonly glyph: Glyph
  readonly state: string
  readonly awaits: string
  readonly due: string
  /** `剩 3 时`, `超 2 时`: by the clock, day and night. */
  readonly left: string
  readonly isOver: boolean
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

/** Where it is on its way: received, sent one of three ways, closed. */
export function stopsOf({ row, history }: VisitHistory, view: VisitView, { words, now }: Manner): Stop[] {
  const sentAt = instantIn(history[1]?.['event'])
  const instants = [
    instantIn(row['event']),
    row['triage'] === null ? null : sentAt,
    instantIn(row['closedAt']),
  ]
  const reached = instants.findIndex(at => at === null)
  return (['received', 'sent', 'closed'] as const).map((key, i): Stop => {
    const stop = { key, title: words.stops[key] }
    const at = instants[i] ?? null
    if (at !== null) return { ...stop, glyph: 'ok', way: 'done', text: momentText(at, now) }
    return i === reached
      ? { ...stop, glyph: view.glyph, way: 'next', text: view.left }
      : { ...stop, glyph: 'none', way: 'ahead', text: '' }
  })
}

const GLYPH_OF_ENTRY: { readonly [type: string]: Glyph } = { answered: 'ok', closed: 'ok', escalated: 'warn' }

export const entriesOf = ({ history }: VisitHistory, manner: Manner): HistoryEntry[] =>
  history.map(row => entryOf(row, manner))

function entryOf(row: Row, { words, now, placeName }: Manner): HistoryEntry {
  const type = textIn(row['type'])
  return {
    key: textIn(row['key']),
    time: momentText(instantIn(row['event']) ?? 0, now),
    what: wordOf(words.entries, type),
    who: postText(row, words, placeName),
    lines: linesOf(row, words, now),
    glyph: GLYPH_OF_ENTRY[type] ?? 'info',
    irregular: row['irregular'] === true,
  }
}

function linesOf(row: Row, words: VisitWords, now: number): HistoryEntry['lines'] {
  const [dueAt, department] = [instantIn(row['dueAt']), textIn(row['to'])]
  return [
    { text: textIn(row['text']), soft: false },
    { text: department === '' ? '' : filled(words.given, { department }), soft: true },
    { text: dueAt === null ? '' : filled(words.until, { time: momentText(dueAt, now) }), soft: true },
  ].filter(line => line.text !== '')
}

/** In the order in which they are offered; a second term is another one. */
export const ACTS: readonly VisitStepName[] = ['answer', 'solve', 'term', 'close', 'escalate']

export const actTitle = (name: VisitStepName, { row }: Visit, words: VisitWords): string =>
  name === 'term' && row['state'] === 'termed' ? words.acts.reterm : words.acts[name]

/** What happened that was not there when somebody looked. */
export function newsSince(before: VisitHistory, after: VisitHistory, manner: Manner): HistoryEntry[] {
  const seen = new Set(before.history.map(({ key }) => key))
  return entriesOf(after, manner).filter(({ key }) => !seen.has(key))
}
