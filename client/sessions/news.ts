import { cellKey } from '../../shared/model/cell.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'

/** The scene that tells of sessions and of what was raised there. */
export const SCENE = 'enterprise'
/** Each is another one whenever anybody, or time, did something about a session, or about a problem that is open. */
const TOLD = ['tea.list', 'problem.open.list']

/** Those of them that this scene says. */
export function newsCells(scene: SceneDocument | undefined, city: string): readonly string[] {
  const reads = scene?.panels.flatMap(({ metrics }) => Object.values(metrics)) ?? []
  const said = new Set(reads.map(read => read.replace(/@.*/, '')))
  return TOLD.filter(metric => said.has(metric)).map(metric => cellKey(metric, city, []))
}
