import type { City } from '../../shared/city/city.ts'
import type { DocumentFact, DocumentFamily } from '../../shared/model/fact.ts'

/** Of these a document that is not in force any more is told of; the others are never taken away. */
const TAKEN_AWAY: readonly DocumentFamily[] = ['kind', 'feed', 'metric', 'scene', 'library']

/** The documents whose content differs from the one in force, and those that are no more. */
export function changedDocuments(city: City, wanted: readonly DocumentFact[]): DocumentFact[] {
  const names = new Set(wanted.map(({ family, id }) => `${family}/${id}`))
  const gone = [...city.documents].flatMap(([name, { body }]): DocumentFact[] => {
    const family = TAKEN_AWAY.find(each => name.startsWith(`${each}/`))
    if (family === undefined || body === null || names.has(name)) return []
    return [{ type: 'document', family, id: name.slice(family.length + 1), digest: '', body: null }]
  })
  const changed = wanted.filter(
    ({ family, id, digest }) => city.documents.get(`${family}/${id}`)?.digest !== digest,
  )
  return [...changed, ...gone]
}
