import type { FeedDocument } from '../../shared/model/documents.ts'
import type { QuarantineBoard, QuarantineGroup, ToldDrift } from '../../shared/sync/quarantine.ts'
import type { FeedDrift } from '../intake/shapes.ts'
import type { Reader } from '../reader/reader.ts'
import { causeOf, groupId, type Cause } from './group.ts'

export interface BoardParts {
  readonly reader: Pick<Reader, 'ask'>
  readonly feeds: readonly FeedDocument[]
  readonly drift: (feed: FeedDocument) => FeedDrift | null
  readonly now: () => number
}

export interface Wanted {
  /** '': of all feeds. */
  readonly feed: string
  readonly discarded: boolean
}

/** So many different causes are read; a flood of made-up paths is cut. */
const MOST_CAUSES = 2_000
const MOST_GROUPS = 200

/** Reasons without what they quote, and the numbers of the rests of reports, are put together here or there would be as many as records. */
const HEAD = `CASE WHEN reason LIKE '% more records of this report were refused%' THEN 'more records of this report were refused'
  WHEN instr(reason, ': ') > 0 THEN substr(reason, 1, instr(reason, ': ') - 1) || ': ' ELSE reason END`

const causes = ({ feed, discarded }: Wanted): string => `
  SELECT q.feed, q.blame, q.path, ${HEAD.replaceAll('reason', 'q.reason')} AS reason, count(*) AS entries,
    sum(q.records) AS records, min(q.at) AS firstAt, max(q.at) AS lastAt, max(q.id) AS newest,
    ${discarded ? 'j.at AS settledAt, j.reason AS why' : 'NULL AS settledAt, NULL AS why'}
  FROM quarantine q ${discarded ? 'LEFT JOIN journal j ON j.seq = q.settled_by' : ''}
  WHERE q.settled ${discarded ? "= 'discarded'" : 'IS NULL'} ${feed === '' ? '' : 'AND q.feed = ?'}
  GROUP BY q.feed, q.blame, q.path, 4, settledAt, why ORDER BY records DESC LIMIT ${MOST_CAUSES}`

interface Line extends Cause {
  readonly feed: string
  readonly blame: QuarantineGroup['blame']
  readonly entries: number
  readonly records: number
  readonly firstAt: number
  readonly lastAt: number
  readonly newest: number
  readonly settledAt: number | null
  readonly why: string | null
}

/** What waits, by feed and cause, that with most records first; and which feeds drift. */
export async function boardOf(parts: BoardParts, wanted: Wanted): Promise<QuarantineBoard> {
  const params = wanted.feed === '' ? [] : [wanted.feed]
  const { results } = await parts.reader.ask([{ sql: causes(wanted), params }])
  const groups = new Map<string, QuarantineGroup>()
  const feeds = new Map(parts.feeds.map(feed => [feed.id, feed]))
  for (const line of results[0] as readonly Line[]) {
    const group = groupIn(line, feeds.get(line.feed))
    const key = `${group.feed} ${group.id}`
    groups.set(key, together(groups.get(key), group))
  }
  return {
    now: parts.now(),
    groups: [...groups.values()]
      .sort((a, b) => b.records - a.records || b.lastAt - a.lastAt)
      .slice(0, MOST_GROUPS),
    drifts: parts.feeds.flatMap(feed => driftIn(feed, parts.drift(feed))),
  }
}

function groupIn(line: Line, feed: FeedDocument | undefined): QuarantineGroup {
  const { blame, entries, records, firstAt, lastAt, newest, settledAt, why } = line
  const { reason, path } = causeOf(line)
  return {
    ...{
      id: groupId(line, settledAt === null ? '' : `${settledAt} ${why}`),
      feed: line.feed,
      blame,
      reason,
      path,
    },
    // A feed that is retired has only its id.
    title: feed?.title ?? { zh: line.feed, en: line.feed },
    department: feed?.department ?? { zh: '', en: '' },
    ...{ entries, records, firstAt, lastAt, newest },
    discarded: settledAt === null ? null : { at: settledAt, why: why ?? '' },
  }
}

const together = (known: QuarantineGroup | undefined, group: QuarantineGroup): QuarantineGroup =>
  known === undefined
    ? group
    : {
        ...known,
        entries: known.entries + group.entries,
        records: known.records + group.records,
        firstAt: Math.min(known.firstAt, group.firstAt),
        lastAt: Math.max(known.lastAt, group.lastAt),
        newest: Math.max(known.newest, group.newest),
      }

export function driftIn({ id, title }: FeedDocument, drift: FeedDrift | null): ToldDrift[] {
  if (drift === null) return []
  const { since, at, differences } = drift
  return [{ feed: id, title, since, at, differences }]
}
