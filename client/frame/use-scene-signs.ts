import { computed, type ComputedRef } from 'vue'
import { FRAME } from '../../shared/layout/document.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'
import { useCity } from '../stores/city.ts'
import { useConnection } from '../stores/connection.ts'
import { useMirror } from '../stores/mirror.ts'
import { feedStates } from '../widgets/feed-state.ts'
import type { FrameOptions } from './frame-panel.ts'
import { signsOf, type SceneSigns } from './scene-signs.ts'

type Signs = ReadonlyMap<string, SceneSigns>

const NO_LIMITS = { overdue: [], soon: [] }
const NONE: Signs = new Map()

/** The signs of all scenes, by the counts that the scene on show binds for them. */
export function useSceneSigns(scene: Readonly<ComputedRef<SceneDocument | null>>): ComputedRef<Signs> {
  const city = useCity()
  const connection = useConnection()
  const mirror = useMirror()
  return computed((before: Signs = NONE) => {
    const panel = scene.value?.panels.find(({ id }) => id === FRAME)
    const { cells } = mirror
    if (panel === undefined || cells === null) return NONE
    const now = signsOf({
      cells,
      feeds: feedStates(cells, connection.lostAt ?? city.time.second.value, null),
      scenes: mirror.scenes,
      city: city.areas.city.id,
      metrics: panel.metrics,
      limits: (panel.options as FrameOptions).limits ?? NO_LIMITS,
    })
    // They are judged each second and change a few times an hour: nothing is drawn for the same ones.
    return isSame(before, now) ? before : now
  })
}

const isSame = (a: Signs, b: Signs): boolean =>
  a.size === b.size &&
  [...a].every(([id, { freshness, limit }]) => {
    const other = b.get(id)
    return other !== undefined && other.freshness === freshness && other.limit === limit
  })
