import type { City, LiveCell } from '../../shared/city/city.ts'
import { documentKey } from '../../shared/model/cell.ts'
import type { DocumentFact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'
import { sceneText } from '../../shared/sync/scene-proof.ts'
import { isPublishedName } from '../engine/published.ts'
import type { PublishedVersions } from './published-versions.ts'
import { isSame, isSignedScene } from './signed-scenes.ts'
import type { SigningKey } from './signing-key.ts'

export interface Righting {
  readonly city: City
  /** What is to be in force, as the folder and the signed publications have it. */
  readonly facts: readonly DocumentFact[]
  readonly versions: PublishedVersions
  readonly key: SigningKey
}

/**
 * What a start has read of documents, put right by what was signed and by the folder; answers the names of those that were changed
 * in the database. The next publication and checkpoint write over what stood there.
 */
export function righted(righting: Righting): readonly string[] {
  const published = rightedVersions(righting)
  const told = rightedFacts(righting)
  const cells = rightedCells(righting.city)
  // Under a new key the cells are those of before the documents were signed.
  return [...new Set([...published, ...told, ...(righting.key.isNew ? [] : cells)])]
}

function rightedVersions({ city, versions, key }: Righting): string[] {
  const changed: string[] = []
  for (const [name, document] of city.documents) {
    if (!isPublishedName(name)) continue
    const genuine = versions.genuine(document)
    if (genuine === document) continue
    if (genuine === null) city.documents.delete(name)
    else {
      city.documents.set(name, genuine)
      city.unsavedDocuments.add(name)
    }
    // Those of a key that is new were signed just now, and nothing is wrong with them.
    if (genuine === null || !key.isNew) changed.push(name)
  }
  return changed
}

/** What screens are told of documents. The folder says it again, so that it needs no signature to be told from anything else. */
function rightedFacts({ city, facts, key }: Righting): string[] {
  const wanted = new Map(facts.map(fact => [`${fact.family}/${fact.id}`, fact]))
  const changed: string[] = []
  for (const [name, { digest, body }] of city.documents) {
    if (body === null || isPublishedName(name)) continue
    const isWrong = name.startsWith('scene/')
      ? !key.isNew && !isSignedScene(key, name.slice('scene/'.length), body)
      : isOther(wanted.get(name), digest, body)
    if (!isWrong) continue
    changed.push(name)
    // By no digest is it what is to be in force: it is published anew, or taken away.
    city.documents.set(name, { digest: '', body })
  }
  return changed
}

/** Under the same digest something else: the one in the row is not the one that was folded in. */
const isOther = (wanted: DocumentFact | undefined, digest: string, body: Fields): boolean =>
  wanted !== undefined && wanted.body !== null && wanted.digest === digest && !isSame(wanted.body, body)

/** The cells of documents say what the documents say. */
function rightedCells(city: City): string[] {
  const changed: string[] = []
  const names = new Map([...city.documents.keys()].map(name => [cellOf(name), name]))
  for (const { key, json } of city.cells.values()) {
    if (!key.startsWith('doc:') || json === null) continue
    const name = names.get(key)
    if (name !== undefined && JSON.stringify(city.documents.get(name)?.body) === json) continue
    changed.push(name ?? key.slice('doc:'.length))
    if (name === undefined) city.dirty.cells.add(key)
    else city.dirty.documents.add(name)
  }
  return changed
}

export const cellOf = (name: string): string => {
  const slash = name.indexOf('/')
  return documentKey(name.slice(0, slash), name.slice(slash + 1))
}

/** The scenes of before, which are shown until all is counted anew: with a key that is new they are taken for ours, as all is that stood there. */
export function signPicture(key: SigningKey, cells: ReadonlyMap<string, LiveCell>): void {
  for (const cell of cells.values()) {
    if (!cell.key.startsWith(SCENE_CELL) || cell.value === null) continue
    const body = cell.value as Fields
    const signed = { ...body, signature: key.sign(sceneText(cell.key.slice(SCENE_CELL.length), body)) }
    cell.value = signed
    cell.json = JSON.stringify(signed)
  }
}

const SCENE_CELL = documentKey('scene', '')
