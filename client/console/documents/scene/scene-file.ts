import type { Fields } from '../../../../shared/model/value.ts'
import { isFields } from '../members.ts'

/**
 * What a file says, as a change of the scene that is open: it keeps its own id, since a scene that is in force cannot be called otherwise.
 * null: it is no scene. Whether it is a good one the server says, as of every change.
 */
export function takenIn(text: string, id: string | null): Fields | null {
  try {
    const value = JSON.parse(text) as Fields
    if (!isFields(value) || !Array.isArray(value['panels']) || !isFields(value['layouts'])) return null
    return id === null ? value : { ...value, id }
  } catch {
    return null
  }
}
