import { maskRecord } from '../../shared/mapping/masking/record.ts'
import type { UnknownWord } from '../../shared/mapping/unknown.ts'
import type { Batch } from '../../shared/model/batch.ts'
import type { Value } from '../../shared/model/value.ts'
import type { BesideStore } from '../journal/beside-store.ts'
import type { MetWord } from './intake.ts'

/** A word that no table knows, and how often a feed has said it. */
export interface CountedWord extends UnknownWord {
  /** Records in which it stood, what was sent twice left out. */
  readonly records: number
  /** Of these, those that could not be taken. */
  readonly refused: number
  readonly firstAt: number
  readonly lastAt: number
  /** The first of those records, masked; null where it is too large. */
  readonly example: Value
}

/** The words of feeds that nobody knows. */
export interface UnknownWords {
  /** What was met in what is in the journal now. */
  met(feed: string, words: readonly MetWord[], batch: Batch): void
  of(feed: string): readonly CountedWord[]
}

/** Of more the one that was not said for longest is forgotten: a field of free text that was taken for a code must not fill a disk. */
const MOST_WORDS = 60
const LONGEST_EXAMPLE = 4_000
/** A new word is kept at once; how often it is said, so often. */
const KEEP_MS = 60_000

interface Known {
  readonly words: Map<string, CountedWord>
  keptAt: number
}

/** Beside the journal and no part of it, as what is usual of a feed: numbers of the city do not come from here. */
export function createUnknownWords(store: BesideStore): UnknownWords {
  const feeds = new Map<string, Known>()
  function known(feed: string): Known {
    const before = feeds.get(feed)
    if (before !== undefined) return before
    const kept = JSON.parse(store.read(feed) ?? '[]') as readonly CountedWord[]
    const now = { words: new Map(kept.map(word => [keyOf(word), word])), keptAt: Number.NEGATIVE_INFINITY }
    feeds.set(feed, now)
    return now
  }
  return {
    met(feed, words, batch) {
      const isFresh = freshIn(batch)
      const fresh = words.filter(isFresh)
      if (fresh.length === 0) return
      const of = known(feed)
      let isNew = false
      for (const { unknown, raw, as } of fresh)
        for (const word of unknown)
          isNew = count(of.words, { word, raw, refused: as === 'refused', at: batch.at }) || isNew
      if (!isNew && batch.at - of.keptAt < KEEP_MS) return
      of.keptAt = batch.at
      store.write(feed, JSON.stringify([...of.words.values()]))
    },
    of: feed => [...known(feed).words.values()],
  }
}

const keyOf = ({ as, target, word, within }: UnknownWord): string =>
  JSON.stringify(as === 'code' ? [as, target, word] : [as, within, word])

interface Said {
  readonly word: UnknownWord
  readonly raw: unknown
  readonly refused: boolean
  readonly at: number
}

/** Whether it was said for the first time. */
function count(words: Map<string, CountedWord>, { word, raw, refused, at }: Said): boolean {
  const key = keyOf(word)
  const before = words.get(key)
  const first = before ?? { ...word, records: 0, refused: 0, firstAt: at, example: exampleOf(raw) }
  // The one that was said last stands last.
  words.delete(key)
  words.set(key, {
    ...{ ...first, lastAt: at },
    ...{ records: first.records + 1, refused: first.refused + Number(refused) },
  })
  const [oldest] = words.keys()
  if (words.size > MOST_WORDS && oldest !== undefined) words.delete(oldest)
  return before === undefined
}

function exampleOf(raw: unknown): Value {
  const masked = maskRecord(raw)
  return JSON.stringify(masked).length > LONGEST_EXAMPLE ? null : masked
}

/** What came for the first time: repeats are not in the batch. */
function freshIn(batch: Batch): (met: MetWord) => boolean {
  const things = new Set<string>()
  for (const fact of batch.facts) {
    if (fact.type === 'record') things.add(fact.id)
    else if (fact.type === 'readings') for (const { device } of fact.readings) things.add(device)
  }
  const refusals = new Set(batch.quarantined.map(({ digest = '' }) => digest))
  return ({ as, name = '' }) => (as === 'refused' ? refusals : things).has(name)
}
