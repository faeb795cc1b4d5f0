import { FRAME } from '../../shared/layout/document.ts'
import { cellKey } from '../../shared/model/cell.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'

/**
 * The cell of a role of a scene's frame: a list of what is open, which is another one whenever anybody, or time, did something about
 * one. null: this scene does not say.
 */
export const frameNews =
  (role: string) =>
  (scene: SceneDocument | undefined, city: string): string | null => {
    const reads = scene?.panels.find(({ id }) => id === FRAME)?.metrics[role]
    return reads === undefined ? null : cellKey(reads.replace(/@.*/, ''), city, [])
  }
