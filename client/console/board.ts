import { freshness, type Freshness, type FreshnessState } from '../../shared/freshness/freshness.ts'
import { readFault } from '../../shared/model/feed-fault.ts'
import type { BoardFeed, FeedBoard } from '../../shared/sync/feedboard.ts'
import type { ConsoleWords } from '../language/console.ts'
import { textIn, type Language } from '../language/say.ts'

export interface BoardRow {
  readonly feed: BoardFeed
  readonly freshness: Freshness
  readonly title: string
  readonly department: string
  readonly scenes: string
  /** Records a minute, of the last five. */
  readonly rate: number
  /** null: nothing came to be judged. */
  readonly errors: number | null
  readonly kept: number | null
  /** Whose fault it is and what to do. */
  readonly why: string
  /** In the words of the system that failed; '' where it said none. */
  readonly detail: string
}

export const STATES: readonly FreshnessState[] = ['failed', 'late', 'waiting', 'live']

const RATE_MINUTES = 5

/** All feeds as they are judged at the board's moment, the worst first. */
export function rowsOf(board: FeedBoard, language: Language, words: ConsoleWords): readonly BoardRow[] {
  const scenes = new Map(board.scenes.map(({ id, title }) => [id, textIn(language, title)]))
  return board.feeds
    .map((feed): BoardRow => {
      const judged = freshness(feed.report, feed.rhythm, board.now)
      return {
        ...{ feed, freshness: judged },
        title: textIn(language, feed.title),
        department: textIn(language, feed.department),
        scenes: feed.scenes.map(id => scenes.get(id) ?? id).join(' '),
        rate: feed.minutes.slice(-RATE_MINUTES).reduce((sum, n) => sum + n, 0) / RATE_MINUTES,
        errors: feed.judged === 0 ? null : feed.bad / feed.judged,
        kept: keptOf(feed.today),
        why: whyOf(feed, judged.state, words),
        detail: feed.report === null ? '' : readFault(feed.report.reason).detail,
      }
    })
    .sort(worstFirst)
}

const keptOf = (today: BoardFeed['today']): number | null =>
  today === null ? null : 1 - (today.late + today.failed) / today.watched

/** By these the upstream speaks first: there is nobody to ask. */
const PUSHED: ReadonlySet<string> = new Set(['webhook', 'mqtt', 'websocket', 'amqp', 'nats'])

/** Their silence is that of whoever lays the files. */
const FILES: ReadonlySet<string> = new Set(['file-drop', 'sftp-drop'])

/** What failed is said first; silence without a word of why is whose turn it was. */
function whyOf({ connector, report }: BoardFeed, state: FreshnessState, words: ConsoleWords): string {
  const reason = report?.reason ?? ''
  if (reason !== '') return words.fault[readFault(reason).fault]
  if (state === 'live') return words.fine
  if (state === 'waiting') return words.waits
  if (PUSHED.has(connector)) return words.silentPush
  return FILES.has(connector) ? words.silentFile : words.silentPoll
}

/** By state, then by how many times its rhythm it is overdue would tell little: by how long. */
function worstFirst(a: BoardRow, b: BoardRow): number {
  const state = STATES.indexOf(a.freshness.state) - STATES.indexOf(b.freshness.state)
  if (state !== 0) return state
  return (b.freshness.lateBy ?? 0) - (a.freshness.lateBy ?? 0) || (b.errors ?? 0) - (a.errors ?? 0)
}

export interface Wanted {
  readonly text: string
  readonly state: FreshnessState | ''
  readonly department: string
  readonly scene: string
}

export function wantedOf(
  rows: readonly BoardRow[],
  { text, state, department, scene }: Wanted,
): readonly BoardRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter(row => {
    const { feed } = row
    const said = [row.title, row.department, row.scenes, feed.source, feed.id].join(' ').toLowerCase()
    return (
      (state === '' || row.freshness.state === state) &&
      (department === '' || row.department === department) &&
      (scene === '' || feed.scenes.includes(scene)) &&
      words.every(word => said.includes(word))
    )
  })
}

/** What a column is sorted by; what is not known comes last either way. `state` is the order of the board. */
const BY = {
  title: row => row.title,
  department: row => row.department,
  ok: row => row.feed.report?.okAt || null,
  at: row => row.feed.report?.at || null,
  lag: row => row.feed.lag,
  rate: row => row.rate,
  bad: row => row.errors,
  quarantined: row => row.feed.counts.quarantined,
  kept: row => row.kept,
} satisfies { readonly [column: string]: (row: BoardRow) => string | number | null }

export type SortColumn = keyof typeof BY | 'state'
export interface Sorting {
  readonly column: SortColumn
  readonly isDown: boolean
}

export const isSortable = (column: string): column is SortColumn => column === 'state' || column in BY

export function sortedBy(rows: readonly BoardRow[], { column, isDown }: Sorting): readonly BoardRow[] {
  if (column === 'state') return isDown ? [...rows].reverse() : rows
  const of = BY[column]
  return [...rows].sort((a, b) => {
    const [one, other] = [of(a), of(b)]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return (isDown ? -1 : 1) * compare(one, other)
  })
}

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh-CN')

/** Points of a line in a box of 100 by 20; a quiet hour lies at its foot. */
export function linePoints(minutes: readonly number[]): string {
  const most = Math.max(1, ...minutes)
  const across = Math.max(1, minutes.length - 1)
  return minutes
    .map((n, i) => `${((100 * i) / across).toFixed(1)},${(19 - (18 * n) / most).toFixed(1)}`)
    .join(' ')
}
