import { cellKey } from '../../shared/model/cell.ts'
import { FRAME } from '../../shared/layout/document.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'

/** The scene that tells of reports by photo. */
export const SCENE = 'governance'
/** The role of its frame that lists what is open of them: another one whenever anybody, or time, did something about one. */
const ROLE = 'snaps'

/** null: this scene does not say. */
export function newsCell(scene: SceneDocument | undefined, city: string): string | null {
  const reads = scene?.panels.find(({ id }) => id === FRAME)?.metrics[ROLE]
  return reads === undefined ? null : cellKey(reads.replace(/@.*/, ''), city, [])
}
