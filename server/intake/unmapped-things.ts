import type { City } from '../../shared/city/city.ts'
import { isAnyUnmapped } from '../../shared/city/restated.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Reader } from '../reader/reader.ts'

const AT_ONCE = 500

/** Things of a source are named after it, so that they lie together; `0` comes right behind `/`. */
const BEHIND = `SELECT id FROM things WHERE kind = ? AND id > ? AND id < ? AND instr(parts, '"unmapped:') > 0 ORDER BY id LIMIT ${AT_ONCE}`

/** Ids of things with a code in them that was not known when they were taken: those of the last checkpoint and those changed since. */
export async function unmappedThings(
  reader: Pick<Reader, 'ask'>,
  { changed }: Pick<City, 'changed'>,
  { kind, source }: Pick<FeedDocument, 'kind' | 'source'>,
  after: string,
): Promise<readonly string[]> {
  const [from, to] = [after === '' ? `${source}/` : after, `${source}0`]
  const { results } = await reader.ask([{ sql: BEHIND, params: [kind, from, to] }])
  const kept = (results[0] as readonly { readonly id: string }[]).map(({ id }) => id)
  const newer = [...changed.values()].flatMap(({ thing }) => {
    const isOf = thing.kind === kind && thing.id > from && thing.id < to
    return isOf && Object.values(thing.parts).some(({ fields }) => isAnyUnmapped(fields)) ? [thing.id] : []
  })
  return [...new Set([...kept, ...newer])].sort((a, b) => (a < b ? -1 : 1)).slice(0, AT_ONCE)
}
