import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Kind } from '../../shared/kinds/kind.ts'
import { libraryOf } from '../../shared/libraries/metrics.ts'
import { laidOver } from '../../shared/calendar/holiday-notice.ts'
import type { Published } from '../../shared/city/city.ts'
import { signatureIn, unsigned } from '../../shared/sync/scene-proof.ts'
import { loadDocuments, type DocumentFault, type Documents } from '../documents/load.ts'
import { noticesIn } from '../engine/notices.ts'
import { publishedIn } from '../engine/published.ts'
import { allKnown, digestOf, ownerOf, type Known } from '../publications/known.ts'
import { fixedFilesIn, sayTheSame, written, type Files } from './folder.ts'
import { documentsKeptIn } from './kept.ts'

/** What a city runs by: its folder, and over it what its journal has. */
export interface InForce {
  readonly home: string
  readonly documents: Documents
  /** What the journal has, by `family/id`. */
  readonly kept: ReadonlyMap<string, Published>
  /** Of each document that the console may put in force who decides it. */
  readonly known: readonly Known[]
  /** What of the folder cannot be used, and so is not in force. */
  readonly faults: readonly DocumentFault[]
}

export function readInForce(dataDir: string, home: string, kinds: readonly Kind[]): InForce {
  const faults: DocumentFault[] = []
  const kept = documentsKeptIn(dataDir)
  const documents = loadDocuments(home, kinds, fault => faults.push(fault)).inForce(kept)
  const known = allKnown(documents, publishedIn(kept)).filter(
    ({ family, id }) => family !== 'metric' || libraryOf(id) === null,
  )
  return { home, documents, kept, known, faults }
}

/** The folder by which another server would run as this one does. What the folder says as well is in it as it was written there. */
export function filesOf({ home, documents, kept, known }: InForce): Files {
  const files = new Map(fixedFilesIn(home))
  for (const { family, id, inForce, folder } of known) {
    if (inForce === null) continue
    const path = pathOf(family, id)
    const isWritten = digestOf(folder) === digestOf(inForce)
    files.set(path, isWritten ? readFileSync(join(home, path)) : written(inForce))
  }
  for (const calendar of documents.calendars.documents) {
    const path = `calendars/${calendar.id}.json`
    const now = written(laidOver(calendar, noticesIn(kept)))
    const before = files.get(path)
    if (before === undefined || !sayTheSame(before, now)) files.set(path, now)
  }
  return files
}

export const pathOf = (family: string, id: string): string => `${family}s/${id}.json`

/** Of which screens are told: by their digests it is seen what the server that ran last had. */
const TOLD = ['city', 'areas', 'calendar', 'feed', 'metric', 'scene']

/** Documents that the folder of the city decides, and that the server which ran last had otherwise. */
export function notYetInForce({ documents, kept, known }: InForce): readonly string[] {
  // None has ever told its screens of anything.
  if (!kept.has('city/city')) return []
  const now = new Map(documents.facts.map(({ family, id, digest }) => [`${family}/${id}`, digest]))
  const consoles = new Set(known.filter(each => ownerOf(each) === 'console').map(nameOf))
  const before = [...kept].flatMap(([name, { body }]) => (body === null ? [] : [name]))
  return [...new Set([...now.keys(), ...before])]
    .filter(name => TOLD.includes(name.split('/')[0] ?? '') && !consoles.has(name))
    .filter(name => digestIn(kept.get(name)) !== now.get(name))
    .sort()
}

/** Of what a document says: that of a scene is signed, and the folder's is not. */
function digestIn(document: Published | undefined): string | undefined {
  const body = document?.body
  if (document === undefined || body === null || body === undefined || signatureIn(body) === null)
    return document?.digest
  return digestOf(unsigned(body))
}

const nameOf = ({ family, id }: Known): string => `${family}/${id}`
