import type { SceneDocument } from '../../shared/model/documents.ts'
import type { Fields } from '../../shared/model/value.ts'
import { SHOWN_EVERY_MS, type Shown } from '../../shared/sync/protocol.ts'
import { sceneText } from '../../shared/sync/scene-proof.ts'

interface Parts {
  /** On show; null: nothing. */
  readonly drawn: () => SceneDocument | null
  readonly refused: () => readonly string[]
  /** Of this page. */
  readonly version: string
  readonly tell: (shown: Shown) => void
}

/** As many as the wire takes. */
const MOST_REFUSED = 40

/** A wall says what it shows, again and again (T-WALL-03). Returns the stop. */
export function startTelling(parts: Parts): () => void {
  const tell = () =>
    void shownBy(parts).then(parts.tell, (error: unknown) =>
      console.warn('what is on show could not be told', error),
    )
  tell()
  const timer = setInterval(tell, SHOWN_EVERY_MS)
  return () => clearInterval(timer)
}

async function shownBy({ drawn, refused, version }: Parts): Promise<Shown> {
  const scene = drawn()
  return {
    scene: scene === null ? null : { id: scene.id, hash: await hashOf(scene) },
    version,
    refused: refused().slice(0, MOST_REFUSED),
  }
}

async function hashOf(scene: SceneDocument): Promise<string> {
  const text = sceneText(scene.id, scene as unknown as Fields)
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}
