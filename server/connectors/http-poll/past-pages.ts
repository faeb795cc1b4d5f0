import type { Value } from '../../../shared/model/value.ts'
import { FeedError } from '../connector.ts'
import { positionText, type PastSpan } from '../past.ts'
import {
  askAnyway,
  changesOf,
  MOST_PAGES,
  tooManyPages,
  type AskingFeed,
  type PageAnswer,
} from './question.ts'
import type { HttpPollSettings } from './settings.ts'

/** An upstream that writes whole seconds may hold a record back that changed later within the last one. */
const WITHIN_A_SECOND_MS = 1_000

export interface PastPages {
  readonly access: AskingFeed
  readonly settings: HttpPollSettings
  readonly since: NonNullable<HttpPollSettings['since']>
  /** The rest of the position, which a piece of the past leaves as it is. */
  readonly own: object
  readonly past: PastSpan
}

/**
 * Reads one piece of the past; false when that was all of it. Where the upstream answers in the order of change a piece is
 * a page, asked for by the last change that is in: page numbers shift when something changes in between, and an
 * interruption goes on here. Without that order nothing is in before everything is.
 */
export async function readPastPiece(of: PastPages, stop: AbortSignal): Promise<boolean> {
  const isOrdered = of.since.ordered === true
  const since = of.past.from - (isOrdered ? WITHIN_A_SECOND_MS : overlapMs(of))
  let moment: string | null = null
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await askAnyway(of.access, of.settings, { since, page, moment }, stop)
    const read = within(answer, of)
    const left = isOrdered ? leftAfter(read, of) : read.isEnd ? null : of.past
    const isProgress = left === null || left.from > of.past.from
    const position = isProgress ? { position: positionText(of.own, left) } : {}
    await of.access.take({ records: read.records, ...position })
    if (isProgress) return left !== null
    moment ??= answer.moment
  }
  throw tooManyPages()
}

const overlapMs = ({ since }: PastPages): number => (since.overlapSeconds ?? 0) * 1000

interface ReadPage {
  /** What lies in the span; what changed after it was read with the newest. */
  readonly records: readonly Value[]
  readonly newest: number
  readonly isEnd: boolean
}

function within({ records, isLast }: PageAnswer, { since, past }: PastPages): ReadPage {
  const changes = changesOf(records, since.field)
  const known = changes.filter(change => change !== null)
  const isOver = since.ordered === true && known.some(change => change >= past.to)
  if (since.ordered === true && known.some((change, i) => change < (known[i - 1] ?? change)))
    throw new FeedError(`the answer is not in the order of "${since.field}", as its document says`, {
      blame: 'config',
      retry: true,
      fault: 'unreadable',
    })
  return {
    records: records.filter((_, i) => (changes[i] ?? 0) < past.to),
    newest: Math.max(past.from, ...known.filter(change => change < past.to)),
    isEnd: isLast || isOver,
  }
}

const leftAfter = ({ newest, isEnd }: ReadPage, { past }: PastPages): PastSpan | null =>
  isEnd ? null : { ...past, from: newest }
