import { join } from 'node:path'
import { mask } from '../../shared/mapping/masking/mask.ts'
import type { MapRecord } from '../../shared/mapping/context.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import { loadDocuments, type Documents } from '../../server/documents/load.ts'
import type { CityDocuments } from '../../server/engine/recall.ts'
import { draftOf } from '../../server/intake/intake.ts'
import { mappingOf } from '../../server/intake/mapping.ts'
import type { Draft } from '../../shared/model/batch.ts'
import { ROOT } from './find.ts'
import { NOW, type Flow } from './flow.ts'

/** The shipped documents, all of them: a number that nobody defined costs nothing. */
export function shippedDocuments(): Documents & CityDocuments {
  const documents = loadDocuments(join(ROOT, 'documents'), kinds, ({ file, faults }) => {
    throw new Error(`${file}: ${faults.join('; ')}`)
  })
  return { ...documents, kinds }
}

/** The mapping of a shipped feed. */
export function shippedMapping(documents: Documents, feed: string): MapRecord {
  const document = documents.feeds.find(({ id }) => id === feed)
  if (document === undefined) throw new Error(`no feed "${feed}" is shipped`)
  return mappingOf(documents, kinds)(document)
}

/** Records as their feed hands them over for the journal; throws when one is not accepted. */
export function draftFor(flow: Flow, map: MapRecord, records: readonly object[]): Draft {
  const draft = draftOf(flow.feed, { records }, map, NOW, mask)
  const [refused] = draft.quarantined
  if (refused !== undefined) throw new Error(`${flow.title}: ${refused.path} ${refused.reason}`)
  return draft
}

export const range = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n))
