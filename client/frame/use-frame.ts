import { computed, type ComputedRef } from 'vue'
import { FRAME } from '../../shared/layout/document.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'
import { useSay } from '../language/use-say.ts'
import { useCity } from '../stores/city.ts'
import { useConnection } from '../stores/connection.ts'
import { useMirror } from '../stores/mirror.ts'
import { useSettings } from '../stores/settings.ts'
import { createReader } from '../widgets/panel-reader.ts'
import { EMPTY_FRAME, frameView, type FrameView } from './frame-panel.ts'

/** What header and navigation say of a scene. */
export function useFrame(scene: Readonly<ComputedRef<SceneDocument | null>>): ComputedRef<FrameView> {
  const city = useCity()
  const connection = useConnection()
  const mirror = useMirror()
  const settings = useSettings()
  const say = useSay()
  return computed(() => {
    const panel = scene.value?.panels.find(({ id }) => id === FRAME)
    if (panel === undefined || mirror.cells === null) return EMPTY_FRAME
    const { cells } = mirror
    const { areas } = city
    const { lostAt } = connection
    const now = () => lostAt ?? city.time.minute.value
    const { language } = settings
    return frameView(
      panel,
      createReader({ panel, cells, areas, place: areas.city, language, say: say.value, now, lostAt }),
    )
  })
}
