import type { City } from '../../shared/city/city.ts'
import { isAnyUnmapped } from '../../shared/city/restated.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Reader } from '../reader/reader.ts'

/** What was looked at in one go. */
export interface LookedAt {
  /** Those with a code in them that was not known when they were taken, in their order. */
  readonly ids: readonly string[]
  /** The last id that was looked at; null: there is none behind it. */
  readonly last: string | null
}

const AT_ONCE = 500

/**
 * Things of a source are named after it, so that they lie together; `0` comes right behind `/`. However few are found, no more are looked
 * at: each may lie somewhere else on a slow disk, and all who ask the one reader wait meanwhile (INT46).
 */
const BEHIND = `SELECT id, kind = ? AND instr(parts, '"unmapped:') > 0 AS found FROM things WHERE id > ? AND id < ? ORDER BY id LIMIT ${AT_ONCE}`

interface Row {
  readonly id: string
  readonly found: number
}

/** Among those of the last checkpoint and those changed since. */
export async function unmappedThings(
  reader: Pick<Reader, 'ask'>,
  { changed }: Pick<City, 'changed'>,
  { kind, source }: Pick<FeedDocument, 'kind' | 'source'>,
  after: string,
): Promise<LookedAt> {
  const [from, to] = [after === '' ? `${source}/` : after, `${source}0`]
  const { results } = await reader.ask([{ sql: BEHIND, params: [kind, from, to] }])
  const rows = results[0] as readonly Row[]
  const last = rows.length < AT_ONCE ? null : (rows[rows.length - 1]?.id ?? null)
  const kept = rows.flatMap(({ id, found }) => (found === 1 ? [id] : []))
  const newer = [...changed.values()].flatMap(({ thing }) => {
    const isOf = thing.kind === kind && thing.id > from && (last === null ? thing.id < to : thing.id <= last)
    return isOf && Object.values(thing.parts).some(({ fields }) => isAnyUnmapped(fields)) ? [thing.id] : []
  })
  const ids = [...new Set([...kept, ...newer])].sort((a, b) => (a < b ? -1 : 1))
  const now = ids.slice(0, AT_ONCE)
  return { ids: now, last: now.length < ids.length ? (now[AT_ONCE - 1] ?? null) : last }
}
