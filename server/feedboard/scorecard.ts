import { emptyDay, type FeedDay } from '../../shared/attendance/attendance.ts'
import {
  SHARES,
  daysOfMonth,
  meanFigures,
  monthFigures,
  monthOf,
  type Shares,
} from '../../shared/attendance/month.ts'
import { startOfDay } from '../../shared/calendar/civil.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { ScoredDepartment, ScoredFeed, Scorecard } from '../../shared/sync/feedboard.ts'
import { Refused } from '../access/caller.ts'
import type { Reader } from '../reader/reader.ts'
import { reportedFeeds } from './board.ts'

export interface ScorecardParts {
  readonly reader: Pick<Reader, 'ask'>
  readonly feeds: readonly FeedDocument[]
  readonly now: () => number
}

const FIRST = 'SELECT min(day) AS day FROM feed_days'
const OF_MONTH = 'SELECT *, first_good AS firstGood FROM feed_days WHERE day BETWEEN ? AND ? ORDER BY day'

/** How departments reported in a month of the city; '' is this one. */
export async function scorecardOf(
  { reader, feeds, now: clock }: ScorecardParts,
  asked: string,
): Promise<Scorecard> {
  const now = clock()
  const month = asked === '' ? monthOf(now) : asked
  const span = daysOfMonth(month)
  if (span === null) throw new Refused(400, 'malformed', 'month is written as 2026-11')
  const { results } = await reader.ask([
    { sql: FIRST, params: [] },
    { sql: OF_MONTH, params: [span.first, span.last] },
  ])
  const first = (results[0] as readonly { readonly day: number | null }[])[0]?.day ?? null
  const days = (results[1] as readonly FeedDay[]).map(line => ({ ...emptyDay(line.feed, line.day), ...line }))
  const known = reportedFeeds(feeds)
  const begun = days[0]
  return {
    ...{ now, month, months: monthsFrom(first, now) },
    since: begun === undefined ? null : startOfDay(begun.day),
    simulated: known.some(({ simulated }) => simulated),
    departments: departmentsOf(known, days, now),
  }
}

/** From the first of which anything is known, the newest first. */
function monthsFrom(first: number | null, now: number): readonly string[] {
  const months: string[] = []
  const oldest = monthOf(first === null ? now : startOfDay(first))
  for (let month = monthOf(now); month >= oldest; month = monthBefore(month)) months.push(month)
  return months
}

const monthBefore = (month: string): string => monthOf(startOfDay((daysOfMonth(month)?.first ?? 0) - 1))

function departmentsOf(
  feeds: readonly FeedDocument[],
  days: readonly FeedDay[],
  now: number,
): readonly ScoredDepartment[] {
  const byFeed = new Map<string, FeedDay[]>()
  for (const day of days) byFeed.set(day.feed, [...(byFeed.get(day.feed) ?? []), day])
  const groups = new Map<string, ScoredDepartment & { readonly feeds: ScoredFeed[] }>()
  for (const feed of feeds) {
    const { id, title, rhythm, department } = feed
    const group = groups.get(department.zh) ?? { department, feeds: [], ...meanFigures([]) }
    groups.set(department.zh, group)
    group.feeds.push({ id, title, rhythm, ...monthFigures(rhythm, byFeed.get(id) ?? [], now) })
  }
  return [...groups.values()]
    .map(group => ({ ...group, feeds: [...group.feeds].sort(worstFirst), ...meanFigures(group.feeds) }))
    .sort(worstFirst)
}

/** By the first figure in which they differ; what is not known comes last. */
function worstFirst(a: Shares, b: Shares): number {
  for (const name of SHARES) {
    const [one, other] = [a[name] ?? 2, b[name] ?? 2]
    if (one !== other) return one - other
  }
  return 0
}
