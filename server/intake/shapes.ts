import { contractOf, tellablePath } from '../../shared/mapping/contract.ts'
import { parseMapping } from '../../shared/mapping/document.ts'
import {
  driftOf,
  LEARNED_FROM,
  LOOKED_AT,
  newTally,
  shapeOf,
  tallyBy,
  type Difference,
  type Shape,
  type Tally,
} from '../../shared/mapping/drift.ts'
import { maskRecord } from '../../shared/mapping/masking/record.ts'
import { digest } from '../../shared/model/digest.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import type { BesideStore } from '../journal/beside-store.ts'
import { ifThereIsRoom } from '../journal/room.ts'

/** What the records of a feed have otherwise than was learned of them. */
export interface FeedDrift {
  /** When it was first noticed, and last. */
  readonly since: number
  readonly at: number
  readonly differences: readonly Difference[]
  /** One of those records, masked. */
  readonly sample: Value
}

/** How the records of feeds look, against what their mappings expect. */
export interface Shapes {
  /** These came in. */
  look(feed: FeedDocument, records: readonly unknown[], now: number): void
  drift(feed: FeedDocument): FeedDrift | null
  usual(feed: FeedDocument): Shape | null
  /** What is now is usual from here on. */
  agree(feed: FeedDocument): void
}

interface Kept {
  /** Of the mapping that it was learned for: another one expects other things. */
  readonly mapping: string
  readonly shape: Shape | null
  readonly drift: FeedDrift | null
}

interface Watched {
  kept: Kept
  readonly add: (tally: Tally, raw: unknown) => void
  readonly contract: ReturnType<typeof contractOf>
  tally: Tally
  restsUntil: number
}

/** A feed that reports many times a second is looked at once a second. */
const REST_MS = 1_000

/** What was learned outlives a process in `store`: else a start would learn what drifted as what is usual. */
export function createShapes(store: BesideStore): Shapes {
  const watchedOf = watching(store)
  function keep(feed: string, of: Watched, kept: Kept): void {
    of.kept = kept
    store.write(feed, JSON.stringify(kept))
  }

  function look(feed: FeedDocument, records: readonly unknown[], now: number): void {
    const of = watchedOf(feed)
    if (of === null || records.length === 0 || now < of.restsUntil) return
    const { shape } = of.kept
    const needed = shape === null ? LEARNED_FROM : LOOKED_AT
    for (const raw of records.slice(0, needed - of.tally.of)) of.add(of.tally, raw)
    if (of.tally.of < needed) return
    if (shape === null) keep(feed.id, of, { ...of.kept, shape: shapeOf(of.tally) })
    else noteDrift(feed.id, of, driftAfter(of, shape, records, now))
    of.tally = newTally()
    of.restsUntil = shape === null ? 0 : now + REST_MS
  }

  function noteDrift(feed: string, of: Watched, drift: FeedDrift | null): void {
    const isNews = toldBy(drift) !== toldBy(of.kept.drift)
    if (isNews) keep(feed, of, { ...of.kept, drift })
    else of.kept = { ...of.kept, drift }
  }

  return {
    look,
    drift: feed => watchedOf(feed)?.kept.drift ?? null,
    usual: feed => watchedOf(feed)?.kept.shape ?? null,
    agree(feed) {
      const of = watchedOf(feed)
      if (of === null) return
      of.tally = newTally()
      of.restsUntil = 0
      keep(feed.id, of, { mapping: of.kept.mapping, shape: null, drift: null })
    },
  }
}

/** As it is under the mapping of now. */
function watching(store: BesideStore): (feed: FeedDocument) => Watched | null {
  const watched = new Map<string, { readonly name: string; readonly of: Watched | null }>()
  const names = new WeakMap<object, string>()
  const nameOf = ({ mapping }: FeedDocument): string => {
    if (typeof mapping !== 'object' || mapping === null) return ''
    const name = names.get(mapping) ?? digest(JSON.stringify(mapping))
    names.set(mapping, name)
    return name
  }
  return feed => {
    const name = nameOf(feed)
    const known = watched.get(feed.id)
    if (known?.name === name) return known.of
    const text = store.read(feed.id)
    const of = begin(feed, name, text)
    // What an earlier version kept may name somebody.
    if (of !== null && of.kept.shape !== null && JSON.stringify(of.kept) !== text)
      ifThereIsRoom(() => store.write(feed.id, JSON.stringify(of.kept)))
    watched.set(feed.id, { name, of })
    return of
  }
}

function begin({ mapping, connector }: FeedDocument, name: string, text: string | null): Watched | null {
  const parsed = parseMapping(mapping)
  // What our own pages write has no upstream.
  if (!parsed.ok || connector === 'form' || connector === 'submission') return null
  const contract = contractOf(parsed.document)
  return {
    kept:
      text !== null && isOf(name, text)
        ? tellable(JSON.parse(text) as Kept)
        : { mapping: name, shape: null, drift: null },
    ...{ contract, add: tallyBy(contract), tally: newTally(), restsUntil: 0 },
  }
}

const isOf = (name: string, text: string): boolean => (JSON.parse(text) as Kept).mapping === name

/** With names as they are told now. */
function tellable({ mapping, shape, drift }: Kept): Kept {
  const unread = [...new Set(shape?.unread.map(tellablePath))].sort()
  const differences = drift?.differences.map(each => ({ ...each, path: tellablePath(each.path) })) ?? []
  return {
    mapping,
    shape: shape === null ? null : { ...shape, unread },
    drift: drift === null ? null : { ...drift, differences },
  }
}

function driftAfter(
  { contract, kept, tally }: Watched,
  shape: Shape,
  records: readonly unknown[],
  now: number,
): FeedDrift | null {
  const differences = driftOf(contract, shape, tally)
  if (differences.length === 0) return null
  const sample = maskRecord(records[records.length - 1])
  return { since: kept.drift?.since ?? now, at: now, differences, sample }
}

/** What of it is worth a write. */
const toldBy = (drift: FeedDrift | null): string =>
  JSON.stringify(drift?.differences.map(({ type, path, now }) => [type, path, now]) ?? null)
