import { FRAME } from '../../shared/layout/document.ts'
import { cellKey } from '../../shared/model/cell.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'

/** The role of a frame that lists what is pressed: its cell is another one whenever anybody, or time, did something about one. */
const ROLE = 'pressed'

/** null: this scene does not say. */
export function newsCell(scene: SceneDocument | undefined, city: string): string | null {
  const reads = scene?.panels.find(({ id }) => id === FRAME)?.metrics[ROLE]
  return reads === undefined ? null : cellKey(reads.replace(/@.*/, ''), city, [])
}
