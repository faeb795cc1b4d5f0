import type { MapRecord } from '../../shared/mapping/context.ts'
import { NO_COUNTS, type Draft } from '../../shared/model/batch.ts'
import { afterDoing } from '../deeds/half-done.ts'
import { createTurns } from '../deeds/turns.ts'
import type { QuarantineEntry } from '../journal/journal.ts'
import { computedOf } from './computed.ts'
import {
  keptBack,
  lineOf,
  pagesOf,
  recordsOf,
  replayQuarantine,
  type Replayed,
  type ReplayParts,
  type Wanted,
} from './replay.ts'

export interface Discarded {
  /** Records. */
  readonly discarded: number
  /** What the fold could not take is ours to mend, and stays. */
  readonly kept: number
}

export interface Tried {
  readonly tried: number
  readonly taken: number
  /** Why the others would stay, the most frequent first. */
  readonly staying: readonly { readonly reason: string; readonly count: number }[]
}

/** What becomes of what a feed could not take. */
export interface SetAside {
  replay(feed: string, map: MapRecord, wanted?: Wanted): Promise<Replayed>
  /** `why` is masked already. */
  discard(feed: string, why: string, wanted?: Wanted): Promise<Discarded>
  /** How many a mapping would take; nothing is changed. */
  try(feed: string, map: MapRecord, wanted?: Wanted): Promise<Tried>
}

/** One thing at a time of each feed: what two would settle at once would be counted twice. */
export function createSetAside(parts: Omit<ReplayParts, 'feed' | 'map' | 'wanted'>): SetAside {
  const turns = new Map<string, ReturnType<typeof createTurns>>()
  function inTurn<T>(feed: string, work: () => Promise<T>): Promise<T> {
    const turn = turns.get(feed) ?? createTurns()
    turns.set(feed, turn)
    return turn(work)
  }
  return {
    replay: (feed, map, wanted) =>
      inTurn(feed, () =>
        replayQuarantine({ ...parts, feed, map, ...(wanted === undefined ? {} : { wanted }) }),
      ),
    discard: (feed, why, wanted = () => true) => inTurn(feed, () => discard(parts, feed, why, wanted)),
    try: (feed, map, wanted = () => true) => tryAll(parts, feed, map, wanted),
  }
}

type Parts = Omit<ReplayParts, 'feed' | 'map' | 'wanted'>

async function discard(
  { quarantined, submit, now }: Parts,
  feed: string,
  why: string,
  wanted: Wanted,
): Promise<Discarded> {
  // One deed, in however many entries of the journal.
  const at = now()
  let discarded = 0
  let kept = 0
  for await (const page of pagesOf(feed, quarantined)) {
    const entries = page.filter(wanted)
    const mine = entries.filter(({ place }) => place === undefined)
    kept += entries.length - mine.length
    if (mine.length === 0) continue
    const records = recordsIn(mine)
    try {
      await submit(draftOfDiscard(feed, mine, why, at))
    } catch (error) {
      throw afterDoing(discarded, error)
    }
    discarded += records
  }
  return { discarded, kept }
}

const recordsIn = (entries: readonly QuarantineEntry[]): number =>
  entries.reduce((sum, { count = 1 }) => sum + count, 0)

/** They were received and counted before: now nothing is to be made of them, so they are refused instead of quarantined. */
function draftOfDiscard(feed: string, entries: readonly QuarantineEntry[], why: string, now: number): Draft {
  const n = recordsIn(entries)
  return {
    ...{ feed, at: now, outcome: 'discarded', reason: why, position: null, facts: [], quarantined: [] },
    counts: { ...NO_COUNTS, quarantined: -n, refused: n },
    discards: entries.map(({ id }) => id),
  }
}

const MOST_REASONS = 5

async function tryAll(
  { quarantined, evaluate }: Parts,
  feed: string,
  map: MapRecord,
  wanted: Wanted,
): Promise<Tried> {
  let tried = 0
  let taken = 0
  const reasons = new Map<string, number>()
  for await (const page of pagesOf(feed, quarantined)) {
    const entries = page.filter(wanted)
    const computed = await computedOf(evaluate, lineOf(feed), map, recordsOf(entries))
    for (const [i, entry] of entries.entries()) {
      tried++
      const reason = keptBack(entry, map, computed[i])
      if (reason === null) taken++
      else reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    }
  }
  const staying = [...reasons]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_REASONS)
  return { tried, taken, staying }
}
