import { computed, watch, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import type { SceneDocument } from '../../shared/model/documents.ts'
import { parseTopic } from '../../shared/sync/topic.ts'
import { useConnection } from './connection.ts'
import { useMirror } from './mirror.ts'
import { usePlaceAndScene } from './place-and-scene.ts'
import { sceneInstead } from './scene-instead.ts'

/**
 * The scene on show, as long as what is in force changes. One that is retired stays until the next one is there: a wall is never blank; and
 * the one that the address names comes back with its document.
 */
export function useScenesInForce(): ComputedRef<SceneDocument | null> {
  const mirror = useMirror()
  const connection = useConnection()
  const placeAndScene = usePlaceAndScene()
  const route = useRoute()

  const ids = computed(() => mirror.scenes.map(({ id }) => id))
  const leave = (gone: string, before: readonly string[], now: readonly string[]) => {
    const scene = sceneInstead(before, now, gone)
    if (scene !== null) placeAndScene.look({ scene })
  }
  watch(ids, (now, before) => {
    if (now.length === 0) return
    const named = route.params['scene']
    if (typeof named === 'string' && now.includes(named) && !before.includes(named))
      placeAndScene.look({ scene: named })
    else if (!now.includes(placeAndScene.scene)) leave(placeAndScene.scene, before, now)
  })
  // A server that counted anew has no such topic, and tells nobody that its document is gone. Where it is the place that it does not know,
  // it refuses all of them: each is tried once.
  const refusedSince = new Set<string>()
  watch(
    () => connection.refused,
    refused => {
      const scene = refused?.reason === 'topic' ? parseTopic(refused.topic)?.scene : undefined
      if (scene === undefined || scene !== placeAndScene.scene) return
      refusedSince.add(scene)
      const left = ids.value.filter(id => !refusedSince.has(id))
      leave(scene, ids.value, left)
    },
  )
  watch(
    () => mirror.topic,
    () => refusedSince.clear(),
  )

  const found = computed(() => mirror.scenes.find(({ id }) => id === mirror.scene) ?? null)
  watch(found, scene => scene !== null && (mirror.drawn = scene), { immediate: true, flush: 'sync' })
  return computed(() => found.value ?? mirror.drawn)
}
