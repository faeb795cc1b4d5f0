import type { Published } from '../../shared/city/city.ts'
import type { Journal } from '../journal/journal.ts'
import type { Store } from '../store/store.ts'
import { entriesAfter } from './recall.ts'

/**
 * All documents that the journal has, by `family/id`, before anything of it is folded: the numbers are to be made with them from the
 * first on.
 */
export function documentsKnown(journal: Journal, store: Store): ReadonlyMap<string, Published> {
  const known = new Map<string, Published>(store.load().documents)
  for (const { facts } of entriesAfter(journal, store.standing()?.applied ?? 0))
    for (const fact of facts) if (fact.type === 'document') known.set(`${fact.family}/${fact.id}`, fact)
  return known
}
