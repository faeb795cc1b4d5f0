import { DAY } from '../../shared/calendar/civil.ts'
import type { Mapped, MapRecord } from '../../shared/mapping/context.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { BesideCounts, BesideDifference, FeedBeside } from '../../shared/sync/trial.ts'
import type { Page } from '../connectors/connector.ts'
import { isMappedSame, madeBy, type BesideParts } from './beside-in-force.ts'
import { plain } from './known.ts'
import { pairOf } from './pairs.ts'
import { toldRecord } from './told-sample.ts'

/** So long at most; whoever wants more begins again. */
export const LONGEST_BESIDE = DAY
/** At a time: each maps a second time what comes in. */
export const MOST_BESIDE = 4
/** Of one report, and no more often than once a second: a feed of thousands of readings is compared by some of them. */
const MOST_AT_ONCE = 100
const REST_MS = 1_000
const MOST_LATEST = 10
const MOST_FIELDS = 12

/** Versions of feeds that run beside those in force. What comes in is mapped by both; only counts and the latest differences are held. */
export interface RunningBeside {
  /** false: as many run as may. */
  start(draft: FeedDocument, running: FeedDocument, now: number): boolean
  stop(feed: string): void
  /** null: none was started, or it was stopped. */
  of(feed: string, now: number): FeedBeside | null
  /** These came in by the version in force. */
  look(running: FeedDocument, page: Page, now: number): void
}

interface Parts extends Pick<BesideParts, 'mapping' | 'evaluate'> {
  /** Records without the secrets of their feed. */
  readonly bare: (feed: FeedDocument, records: readonly unknown[]) => readonly unknown[]
  /** For the log: a comparison that failed costs only itself. */
  readonly note: (message: string) => void
}

interface Entry {
  readonly draft: FeedDocument
  /** As it was in force at the start; the same document again, whichever object tells it. */
  readonly running: FeedDocument
  readonly maps: readonly [before: MapRecord, after: MapRecord]
  readonly since: number
  state: FeedBeside['state']
  counts: BesideCounts
  latest: readonly BesideDifference[]
  isBusy: boolean
  restsUntil: number
}

const NONE: BesideCounts = { same: 0, differs: 0, onlyBefore: 0, onlyAfter: 0, neither: 0, passedOver: 0 }

export function createRunningBeside(parts: Parts): RunningBeside {
  const entries = new Map<string, Entry>()

  /** Judged whenever somebody asks or something comes: it needs no clock of its own. */
  function judge(entry: Entry, now: number): Entry {
    if (entry.state === 'running' && now >= entry.since + LONGEST_BESIDE) entry.state = 'over'
    return entry
  }
  function makeRoom(now: number): boolean {
    for (const [id, entry] of entries) {
      if (entries.size < MOST_BESIDE) break
      if (judge(entry, now).state !== 'running') entries.delete(id)
    }
    return entries.size < MOST_BESIDE
  }

  return {
    start(draft, running, now) {
      if (!entries.has(draft.id) && !makeRoom(now)) return false
      const maps = [parts.mapping(running), parts.mapping(draft)] as const
      entries.set(draft.id, {
        ...{ draft, running, maps, since: now, state: 'running', counts: NONE, latest: [] },
        ...{ isBusy: false, restsUntil: 0 },
      })
      return true
    },
    stop: feed => void entries.delete(feed),
    of(feed, now) {
      const entry = entries.get(feed)
      return entry === undefined ? null : toldOf(judge(entry, now))
    },
    look(running, { records }, now) {
      const entry = entries.get(running.id)
      if (entry === undefined || judge(entry, now).state !== 'running') return
      if (!isStill(entry, running)) return void (entry.state = 'replaced')
      const isFree = !entry.isBusy && now >= entry.restsUntil
      const looked = isFree ? parts.bare(running, records.slice(0, MOST_AT_ONCE)) : []
      entry.counts = plus(entry.counts, 'passedOver', records.length - looked.length)
      if (looked.length === 0) return
      entry.isBusy = true
      entry.restsUntil = now + REST_MS
      void compare(entry, looked, now, parts)
    },
  }
}

/** Told by the same object most of the time. */
const isStill = (entry: Entry, running: FeedDocument): boolean =>
  entry.running === running || isMappedSame(entry.running, running)

/** Beside what is taken in, and later than it. */
async function compare(entry: Entry, raws: readonly unknown[], now: number, parts: Parts): Promise<void> {
  const { draft, maps } = entry
  try {
    const by = (map: MapRecord) => madeBy(map, draft.id, raws, { evaluate: parts.evaluate, now })
    const [before, after] = [await by(maps[0]), await by(maps[1])]
    raws.forEach((raw, i) => note(entry, raw, [before[i] as Mapped, after[i] as Mapped], now))
  } catch (error) {
    entry.counts = plus(entry.counts, 'passedOver', raws.length)
    parts.note(`the versions of feed ${draft.id} could not be compared: ${String(error)}`)
  } finally {
    entry.isBusy = false
  }
}

function note(entry: Entry, raw: unknown, [before, after]: readonly [Mapped, Mapped], at: number): void {
  const { says, fields } = pairOf(before, after)
  entry.counts = plus(entry.counts, says, 1)
  if (says === 'same' || says === 'neither') return
  const refused = [before, after].find(each => !each.ok)
  const { reason, path } = refused?.ok === false ? refused.quarantined : { reason: '', path: '' }
  const difference = { at, says, raw: toldRecord(raw), fields: fields.slice(0, MOST_FIELDS), reason, path }
  entry.latest = [difference, ...entry.latest].slice(0, MOST_LATEST)
}

const plus = (counts: BesideCounts, name: keyof BesideCounts, n: number): BesideCounts => ({
  ...counts,
  [name]: counts[name] + n,
})

const toldOf = ({ state, since, draft, counts, latest }: Entry): FeedBeside => ({
  ...{ state, since, until: since + LONGEST_BESIDE, counts, latest },
  document: plain(draft),
})
