import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Draft, Quarantined } from '../../shared/model/batch.ts'
import { NO_COUNTS } from '../../shared/model/batch.ts'
import type { MapRecord } from '../../shared/mapping/context.ts'
import type { Computed } from '../../shared/mapping/expressions.ts'
import type { RecordFact, ReadingsFact } from '../../shared/model/fact.ts'
import type { Value } from '../../shared/model/value.ts'
import { afterDoing } from '../deeds/half-done.ts'
import type { Evaluate } from '../expressions/evaluator.ts'
import type { QuarantineEntry } from '../journal/journal.ts'
import { computedOf } from './computed.ts'
import { mapOne } from './intake.ts'

const AT_ONCE = 500

export interface ReplayParts {
  readonly feed: string
  readonly map: MapRecord
  readonly evaluate: Evaluate
  readonly quarantined: (feed: string, limit: number, before: number) => readonly QuarantineEntry[]
  /** What the fold could not take, if it can now. */
  readonly retaken: (place: string) => RecordFact | ReadingsFact | null
  readonly submit: (draft: Draft) => Promise<unknown>
  readonly now: () => number
  /** Which of them; left out: all. */
  readonly wanted?: Wanted
}

export type Wanted = (entry: QuarantineEntry) => boolean

export interface Replayed {
  readonly tried: number
  readonly taken: number
}

/**
 * Tries again what a feed could not take, with the mapping it has now: what can be taken goes in and leaves quarantine in one
 * commit, the rest stays. Each is read as of the moment it came. A crash in between repeats nothing: what went in is settled.
 */
export async function replayQuarantine({
  feed,
  map,
  evaluate,
  quarantined,
  retaken: retakenAt,
  submit,
  now,
  wanted = () => true,
}: ReplayParts): Promise<Replayed> {
  let tried = 0
  let taken = 0
  for await (const page of pagesOf(feed, quarantined)) {
    const entries = page.filter(wanted)
    const computed = await computedOf(evaluate, lineOf(feed), map, recordsOf(entries))
    const good = entries.flatMap((entry, i) => retaken(entry, map, retakenAt, computed[i]))
    try {
      if (good.length > 0) await submit(draftOfReplay(feed, good, now()))
    } catch (error) {
      throw afterDoing(taken, error)
    }
    tried += entries.length
    taken += good.length
  }
  return { tried, taken }
}

/** All that a feed has in quarantine, the newest first, each page in a turn of the loop of its own. */
export async function* pagesOf(
  feed: string,
  quarantined: ReplayParts['quarantined'],
): AsyncGenerator<readonly QuarantineEntry[]> {
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const entries = quarantined(feed, AT_ONCE, before)
    yield entries
    const oldest = entries[entries.length - 1]
    if (oldest === undefined || entries.length < AT_ONCE) return
    before = oldest.id
    await nextTurn()
  }
}

/** What is done by hand waits for itself and not for what comes in, nor that for it. */
export const lineOf = (feed: string): string => `desk:${feed}`

export const recordsOf = (entries: readonly QuarantineEntry[]): readonly Value[] =>
  entries.map(({ record }) => record)

/** Why an entry cannot be replayed with a mapping; null: it can. */
export function keptBack(entry: QuarantineEntry, map: MapRecord, computed?: Computed): string | null {
  if (entry.place !== undefined) return 'it is ours to mend'
  const fact = mappedAgain(entry, map, computed)
  return typeof fact === 'string' ? fact : null
}

interface Retaken {
  readonly entry: QuarantineEntry
  readonly fact: RecordFact | ReadingsFact
}

function retaken(
  entry: QuarantineEntry,
  map: MapRecord,
  retakenAt: ReplayParts['retaken'],
  computed: Computed | undefined,
): Retaken[] {
  if (entry.place !== undefined) {
    const fact = retakenAt(entry.place)
    return fact === null ? [] : [{ entry, fact }]
  }
  const fact = mappedAgain(entry, map, computed)
  return typeof fact === 'string' ? [] : [{ entry, fact }]
}

/** The fact, or why it is none. */
function mappedAgain(
  { record, at }: QuarantineEntry,
  map: MapRecord,
  computed: Computed | undefined,
): RecordFact | ReadingsFact | string {
  if (!isWhole(record)) return 'only a part of it is kept'
  const mapped = mapOne(map, record, at, computed)
  if (!mapped.ok) return mapped.quarantined.reason
  return namesItsThings(mapped.fact) ? mapped.fact : 'its id was masked'
}

/** Quarantine keeps a bounded copy. What was cut from it would be missing, so such a record waits for its upstream. */
function isWhole(value: Value): boolean {
  if (typeof value === 'string') return !value.endsWith('…')
  if (Array.isArray(value)) return value.every(isWhole)
  return (
    typeof value !== 'object' ||
    value === null ||
    Object.entries(value).every(([name, each]) => name !== '…' && isWhole(each))
  )
}

/** The copy is masked: an id that lost signs to it would name another thing. */
function namesItsThings(fact: Retaken['fact']): boolean {
  const ids = fact.type === 'record' ? [fact.id] : fact.readings.map(({ device }) => device)
  return ids.every(id => !id.includes('*'))
}

function draftOfReplay(feed: string, good: readonly Retaken[], now: number): Draft {
  const none: readonly Quarantined[] = []
  return {
    feed,
    at: now,
    outcome: 'replayed',
    reason: '',
    position: null,
    // They were received and counted before: now they are accepted instead of quarantined.
    counts: { ...NO_COUNTS, accepted: good.length, quarantined: -good.length },
    facts: good.map(({ fact }) => fact),
    quarantined: none,
    settles: good.map(({ entry }) => entry.id),
  }
}
