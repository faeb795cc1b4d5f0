import { MINUTE, dayNumber } from '../../shared/calendar/civil.ts'
import { NO_COUNTS, type Counts } from '../../shared/model/batch.ts'
import type { FeedDocument, SceneDocument } from '../../shared/model/documents.ts'
import { BOARD_MINUTES, type BoardFeed, type FeedBoard, type KeptToday } from '../../shared/sync/feedboard.ts'
import type { Shapes } from '../intake/shapes.ts'
import type { Engine } from '../engine/engine.ts'
import type { Reader } from '../reader/reader.ts'
import type { Leaning } from './leaning.ts'

export interface BoardParts {
  readonly engine: Pick<Engine, 'city'>
  readonly reader: Pick<Reader, 'ask'>
  readonly feeds: readonly FeedDocument[]
  readonly scenes: readonly SceneDocument[]
  readonly leaning: Leaning
  /** Which of its records' fields are not what was agreed. */
  readonly drift: Shapes['drift']
  readonly now: () => number
}

/** What our own pages write is asked of nobody. */
export const reportedFeeds = (feeds: readonly FeedDocument[]): readonly FeedDocument[] =>
  feeds.filter(({ connector }) => connector !== 'form')

/** How all feeds do now: what is judged is judged where it is seen, by the one function. */
export async function boardOf(parts: BoardParts): Promise<FeedBoard> {
  const now = parts.now()
  const last = Math.floor(now / MINUTE)
  const { results } = await parts.reader.ask([
    { sql: MINUTES, params: [last - BOARD_MINUTES, last] },
    { sql: TODAY, params: [dayNumber(now)] },
  ])
  const minutes = new Map<string, MinuteLine[]>()
  for (const line of results[0] as readonly MinuteLine[])
    minutes.set(line.feed, [...(minutes.get(line.feed) ?? []), line])
  const today = new Map((results[1] as readonly DayLine[]).map(line => [line.feed, line]))
  return {
    now,
    scenes: parts.scenes.map(({ id, title }) => ({ id, title })),
    feeds: reportedFeeds(parts.feeds).map(feed => ({
      ...standing(feed, parts),
      ...lastHour(minutes.get(feed.id) ?? [], last - BOARD_MINUTES),
      today: keptOf(today.get(feed.id)),
    })),
  }
}

const MINUTES = `SELECT feed, minute, received, accepted, duplicate FROM feed_minutes WHERE minute >= ? AND minute < ?`
const TODAY = `SELECT feed, watched, late, failed FROM feed_days WHERE day = ?`

interface MinuteLine {
  readonly feed: string
  readonly minute: number
  readonly received: number
  readonly accepted: number
  readonly duplicate: number
}

interface DayLine extends KeptToday {
  readonly feed: string
}

const keptOf = (line: DayLine | undefined): KeptToday | null =>
  line === undefined || line.watched === 0
    ? null
    : { watched: line.watched, late: line.late, failed: line.failed }

type Standing = Omit<BoardFeed, 'minutes' | 'judged' | 'bad' | 'today'>

function standing(feed: FeedDocument, { engine, leaning, drift }: BoardParts): Standing {
  const { id, title, department, source, connector, rhythm, simulated } = feed
  const account = engine.city.feeds.get(id)
  return {
    ...{ id, title, department, source, connector, rhythm, simulated },
    scenes: leaning.scenes(feed),
    report: account === undefined ? null : reportIn(account),
    counts: countsIn(account ?? NO_COUNTS),
    lag: account?.lag ?? null,
    drift: drift(feed)?.differences.length ?? 0,
  }
}

const reportIn = ({ at, okAt, failingSince, reason, backlog }: NonNullable<BoardFeed['report']>) => ({
  ...{ at, okAt, failingSince, reason, backlog },
})
const countsIn = ({ received, accepted, duplicate, quarantined, refused }: Counts): Counts => ({
  ...{ received, accepted, duplicate, quarantined, refused },
})

function lastHour(
  lines: readonly MinuteLine[],
  first: number,
): Pick<BoardFeed, 'minutes' | 'judged' | 'bad'> {
  const minutes = Array<number>(BOARD_MINUTES).fill(0)
  let judged = 0
  let accepted = 0
  for (const line of lines) {
    minutes[line.minute - first] = line.received
    judged += line.received - line.duplicate
    accepted += line.accepted
  }
  return { minutes, judged, bad: judged - accepted }
}
