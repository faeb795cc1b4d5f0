import { onUnmounted, watch } from 'vue'
import { topicName } from '../../shared/sync/topic.ts'
import { useCity } from './city.ts'
import { useConnection } from './connection.ts'
import { useMirror } from './mirror.ts'
import { usePlaceAndScene } from './place-and-scene.ts'

/** How long the last scene stays while news of a scene that was shown before are fetched. */
const PATIENCE_MS = 1_500

/**
 * Lets what is on show follow what is wanted, as soon as that has been answered. What has never been answered is waited
 * for, and a wall whose server is away keeps its last picture. A picture of before says of when it is, until it is answered.
 */
export function useShownScene(): void {
  const { live, audience } = useCity()
  const connection = useConnection()
  const mirror = useMirror()
  const placeAndScene = usePlaceAndScene()
  let stopWaiting = () => {}

  function follow(topic: string): void {
    stopWaiting()
    live.show([topic])
    const show = () => {
      mirror.show(topic, live.cells(topic))
      connection.pictureOf = live.keptUntil(topic)
    }
    const patience = setTimeout(() => {
      if (live.isKnown(topic)) show()
    }, PATIENCE_MS)
    const stopListening = live.onDrawn(() => {
      if (!live.isKnown(topic) || !live.isCaughtUp()) return
      stopWaiting()
      show()
    })
    stopWaiting = () => {
      clearTimeout(patience)
      stopListening()
    }
  }

  const wanted = () => topicName({ scene: placeAndScene.scene, place: placeAndScene.place, audience })
  watch(wanted, follow, { immediate: true })
  onUnmounted(() => stopWaiting())
}
