import { randomBytes } from 'node:crypto'
import type { LiveCell } from '../../shared/city/city.ts'
import { documentKey, RECOUNT_KEY, type RecountReport } from '../../shared/model/cell.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'

/**
 * What the screens are shown while everything is counted anew: the cells of before, all as of one entry, and one that says how far the
 * counting has come. It has an epoch of its own, since it is a history that no other start goes on with.
 */
export interface LastPicture {
  readonly epoch: string
  readonly cells: ReadonlyMap<string, LiveCell>
  /** Where it stands. */
  readonly seq: number
  /** Its scenes, as they were. */
  readonly scene: (id: string) => SceneDocument | null
  /** The counting has come so far; what changed by that, for the screens. */
  told(progress: Omit<RecountReport, 'since'>): LiveCell[]
}

/** `since`: the city's time at that entry, `seq`. */
export function lastPicture({
  cells: shown,
  seq: from,
  since,
}: {
  readonly cells: Iterable<LiveCell>
  readonly seq: number
  readonly since: number
}): LastPicture {
  const cells = new Map<string, LiveCell>()
  for (const cell of shown) cells.set(cell.key, cell)
  let seq = from
  return {
    epoch: `picture.${randomBytes(6).toString('hex')}`,
    cells,
    get seq() {
      return seq
    },
    scene: id => (cells.get(documentKey('scene', id))?.value ?? null) as unknown as SceneDocument | null,
    told({ done, of }) {
      const value: Value = { done, of, since }
      const json = JSON.stringify(value)
      if (cells.get(RECOUNT_KEY)?.json === json) return []
      seq++
      const cell = { key: RECOUNT_KEY, value, json, seq }
      cells.set(RECOUNT_KEY, cell)
      return [cell]
    },
  }
}
