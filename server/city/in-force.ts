import { AUDIENCES, type Audience } from '../../shared/access/principal.ts'
import { createVeil, type Veil } from '../../shared/audience/veil.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'
import type { Documents } from '../documents/load.ts'
import type { Engine } from '../engine/engine.ts'
import { feedChanges, type FeedChanges } from '../intake/feed-changes.ts'

/** The documents in force: the folder's, and what the journal has over them. Others take their place while the city runs. */
export interface InForce {
  /** As of now; not to be kept. */
  readonly documents: Documents
  scene(id: string): SceneDocument | null
  veilOf(audience: string): Veil | null
  /** What is in force once all that is published is. */
  wanted(): Documents
  /** Answers what that changes for the feeds. */
  replace(documents: Documents): FeedChanges
}

export function openInForce(shipped: Documents, kinds: readonly Kind[], engine: Engine): InForce {
  const wanted = () => shipped.inForce(engine.city.documents)
  let now = readyOf(wanted(), kinds)
  return {
    get documents() {
      return now.documents
    },
    scene: id => now.scenes.get(id) ?? null,
    veilOf: audience => now.veils.get(audience as Audience) ?? null,
    wanted,
    replace(documents) {
      const { feeds, namings } = now.documents
      const isRenamed = JSON.stringify(namings) !== JSON.stringify(documents.namings)
      const changes = feedChanges(feeds, documents.feeds, isRenamed)
      now = readyOf(documents, kinds)
      return changes
    },
  }
}

const readyOf = (documents: Documents, kinds: readonly Kind[]) => ({
  documents,
  scenes: new Map(documents.scenes.map(scene => [scene.id, scene])),
  veils: new Map(AUDIENCES.map(each => [each, createVeil(each, { ...documents, kinds })])),
})
