import type { City } from '../../shared/city/city.ts'
import type { DocumentFact } from '../../shared/model/fact.ts'

/** The documents whose content differs from the one in force. */
export const changedDocuments = (city: City, shipped: readonly DocumentFact[]): DocumentFact[] =>
  shipped.filter(({ family, id, digest }) => city.documents.get(`${family}/${id}`)?.digest !== digest)
