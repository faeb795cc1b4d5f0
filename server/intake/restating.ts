import { setImmediate as nextTurn } from 'node:timers/promises'
import { isAnyUnmapped, isUnmapped, wordIn } from '../../shared/city/restated.ts'
import type { Part, Thing } from '../../shared/kinds/kind.ts'
import { codeIn, codingAt } from '../../shared/mapping/coding.ts'
import type { MappingContext } from '../../shared/mapping/context.ts'
import { NO_COUNTS, type Draft } from '../../shared/model/batch.ts'
import { digest } from '../../shared/model/digest.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import type { Fields, Value } from '../../shared/model/value.ts'
import type { UnknownWords } from './unknown-words.ts'
import type { LookedAt } from './unmapped-things.ts'

export interface RestatingParts {
  /** In force. */
  readonly feeds: () => readonly FeedDocument[]
  readonly contextOf: (feed: FeedDocument) => MappingContext | null
  readonly words: Pick<UnknownWords, 'of'>
  /** Some of the things of a kind and a source that come behind an id. */
  readonly unmapped: (of: Pick<FeedDocument, 'kind' | 'source'>, after: string) => Promise<LookedAt>
  readonly thing: (id: string) => Thing | null
  readonly submit: (draft: Draft) => Promise<unknown>
  readonly now: () => number
}

/** A code that was not known, where it stands and what it is. */
interface Meaning {
  /** `status`, or of rows inside `items` and `state`. */
  readonly names: readonly string[]
  readonly word: string
  readonly own: string
}

/**
 * What was taken with a code that nobody knew is told again once its feed's mapping knows it, as ordinary facts in place of the first
 * (shared/city/restated.ts): the same thing, version and source time. Answers how many. Broken off it is gone on with at the next start of
 * the feed; told twice it is the same fact.
 */
export async function restateCodes(parts: RestatingParts, feed: FeedDocument): Promise<number> {
  const context = parts.contextOf(feed)
  const meanings = context === null ? [] : meaningsOf(parts, feed, context)
  if (context === null || meanings.length === 0) return 0
  let told = 0
  for (let after = ''; ;) {
    const { ids, last } = await parts.unmapped(feed, after)
    const facts = ids.flatMap(id => factsOf(parts.thing(id), context, meanings))
    if (facts.length > 0) await parts.submit(draftOf(feed.id, facts, meanings, parts.now()))
    told += facts.length
    if (last === null) return told
    after = last
    await nextTurn()
  }
}

/**
 * Of the words that its feed has said. A thing does not say which feed of its source told it: what one of them calls otherwise, or
 * does not know, stays.
 */
function meaningsOf(
  { feeds, contextOf, words }: RestatingParts,
  feed: FeedDocument,
  { codes }: MappingContext,
): readonly Meaning[] {
  const same = feeds().filter(
    ({ id, source, kind }) => id !== feed.id && source === feed.source && kind === feed.kind,
  )
  return words.of(feed.id).flatMap(({ as, target, word }): readonly Meaning[] => {
    const coding = as === 'code' && isWhole(word) ? codingAt(feed.mapping, target) : null
    const own = coding === null ? null : codeIn(word, coding, codes)
    if (own === null) return []
    const isAgreed = same.every(other => {
      const theirs = codingAt(other.mapping, target)
      return theirs === null || codeIn(word, theirs, contextOf(other)?.codes ?? {}) === own
    })
    // `fields/status`; `fields/items/each/state` of rows.
    const names = target.split('/').filter((_, i) => i % 2 === 1)
    return isAgreed ? [{ names, word, own }] : []
  })
}

/** Masked or cut it is not what the upstream said; so long it was cut in the thing. */
const isWhole = (word: string): boolean => word.length <= LONGEST && !/[*…]/.test(word)
const LONGEST = 40

function factsOf(
  thing: Thing | null,
  { check }: MappingContext,
  meanings: readonly Meaning[],
): readonly RecordFact[] {
  if (thing === null) return []
  return Object.entries(thing.parts).flatMap(([name, part]) => {
    const fields = part.op === 'drop' ? part.fields : meantIn(part.fields, meanings)
    if (fields === part.fields || check(fields, name) !== null) return []
    return [factOf(thing, name, { ...part, fields })]
  })
}

function factOf({ id, kind }: Thing, name: string, { conflict: _, ...part }: Part): RecordFact {
  const { area, event, fields } = part
  // As the mapping has it: what the upstream tells again is known by it.
  const hash = digest(JSON.stringify({ area, event, fields, op: 'put' }))
  const flags = isAnyUnmapped(fields) ? part.flags : part.flags.filter(flag => flag !== 'unmapped')
  return { ...part, type: 'record', kind, id, part: name, hash, flags }
}

function meantIn(fields: Fields, meanings: readonly Meaning[]): Fields {
  return meanings.reduce((known, meaning) => meantAt(known, meaning.names, meaning), fields)
}

/** The same where nothing is to be changed. */
function meantAt(fields: Fields, [name, ...inner]: readonly string[], meaning: Meaning): Fields {
  const value = name === undefined ? undefined : fields[name]
  if (name === undefined || value === undefined) return fields
  const after = inner.length === 0 ? codeFor(value, meaning) : rowsFor(value, inner, meaning)
  return after === value ? fields : { ...fields, [name]: after }
}

const codeFor = (value: Value, { word, own }: Meaning): Value =>
  isUnmapped(value) && wordIn(value) === word ? own : value

function rowsFor(value: Value, inner: readonly string[], meaning: Meaning): Value {
  if (!Array.isArray(value)) return value
  const rows = value as readonly Value[]
  const after = rows.map(row =>
    typeof row === 'object' && row !== null && !Array.isArray(row)
      ? meantAt(row as Fields, inner, meaning)
      : row,
  )
  return after.every((row, i) => row === rows[i]) ? rows : after
}

/** Nobody reported anything: its counts and its age stay. */
function draftOf(
  feed: string,
  facts: readonly RecordFact[],
  meanings: readonly Meaning[],
  now: number,
): Draft {
  const known = [...new Set(meanings.map(({ word, own }) => `${word} is ${own}`))].join(', ')
  return {
    ...{ feed, at: now, outcome: 'replayed', position: null, counts: NO_COUNTS, facts, quarantined: [] },
    reason: `codes that are known by now: ${known}`.slice(0, LONGEST_REASON),
  }
}
const LONGEST_REASON = 500
