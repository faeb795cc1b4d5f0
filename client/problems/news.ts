import { cellKey } from '../../shared/model/cell.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'

/** The scene that tells of problems. */
export const SCENE = 'enterprise'
/** Its cell is another one whenever anybody, or time, did something about a problem that is open. */
const OPEN = 'problem.open.list'

/** null: this scene does not say. */
export function newsCell(scene: SceneDocument | undefined, city: string): string | null {
  const reads = scene?.panels.flatMap(({ metrics }) => Object.values(metrics)) ?? []
  return reads.some(read => read.replace(/@.*/, '') === OPEN) ? cellKey(OPEN, city, []) : null
}
