import { dayNumber } from '../../shared/calendar/civil.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import type { StepName, Supervision, SupervisionHistory } from '../../shared/sync/supervision.ts'
import { momentText } from '../figures/time.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import { filled } from '../language/words.ts'
import type { SupervisionWords } from '../language/supervision.ts'
import type { HistoryEntry, Stop } from '../work/history.ts'
import { dueText, glyphOf, instantIn, leftText, postText, textIn, wordOf } from '../work/telling.ts'

export interface Manner {
  readonly words: SupervisionWords
  readonly now: number
  /** What a code of an area is called. */
  readonly placeName: (code: string) => string
}

export interface SupervisionView {
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
  readonly glyph: Glyph
  readonly state: string
  readonly awaits: string
  /** `限 11-25 23:59`; '' where nobody set one. */
  readonly due: string
  /** `超 2 工作日`, `剩 1 工作日`. */
  readonly left: string
  readonly isOver: boolean
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
export function stopsOf({ row }: Supervision, view: SupervisionView, { words, now }: Manner): Stop[] {
  const reached = REACHED[textIn(row['awaits'])] ?? 0
  return STOPS.map(([key, column], i) => {
    const at = instantIn(row[column])
    const stop = { key, title: words.stops[key] }
    if (i <= reached && at !== null)
      return { ...stop, glyph: 'ok', way: 'done', text: momentText(at, now) } as const
    if (i === reached + 1) return { ...stop, glyph: view.glyph, way: 'next', text: view.left } as const
    return { ...stop, glyph: 'none', way: 'ahead', text: '' } as const
  })
}

/** What made the red of a supervision, and what ended it. */
const GLYPH_OF_ENTRY: { readonly [type: string]: Glyph } = {
  second_notice: 'bad',
  refused: 'bad',
  returned: 'warn',
  closed: 'ok',
  executed: 'ok',
}

export const entriesOf = ({ history }: SupervisionHistory, manner: Manner): HistoryEntry[] =>
  history.map(row => entryView(row, manner))

function entryView(row: Row, { words, now, placeName }: Manner): HistoryEntry {
  return {
    key: textIn(row['key']),
    time: momentText(instantIn(row['event']) ?? 0, now),
    what: wordOf(words.entries, row['type']),
    who: postOf(row, words, placeName),
    lines: linesOf(row, words, now),
    glyph: GLYPH_OF_ENTRY[textIn(row['type'])] ?? 'info',
    irregular: row['irregular'] === true,
  }
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
  ].filter(line => line.text !== '')
}

/** Of what no person did, the clock. */
const postOf = (row: Row, words: SupervisionWords, placeName: Manner['placeName']): string =>
  textIn(row['role']) === '' ? words.clock : postText(row, words, placeName)

/** In the order in which they are offered; a second plan is another one. */
export const ACTS: readonly StepName[] = ['acknowledge', 'plan', 'executed', 'account', 'close', 'return']

export const actTitle = (name: StepName, { row }: Supervision, words: SupervisionWords): string =>
  name === 'plan' && row['awaits'] === 'execution' ? words.acts.replan : words.acts[name]

/** What happened that was not there when somebody looked. */
export function newsSince(
  before: SupervisionHistory,
  after: SupervisionHistory,
  manner: Manner,
): HistoryEntry[] {
  const seen = new Set(before.history.map(({ key }) => key))
  return entriesOf(after, manner).filter(({ key }) => !seen.has(key))
}
