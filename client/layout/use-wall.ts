import { computed, onUnmounted, ref, watch, type ComputedRef } from 'vue'
import { useRouter } from 'vue-router'
import { minuteOfDay } from '../../shared/calendar/civil.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'
import { useCity } from '../stores/city.ts'
import { useConnection } from '../stores/connection.ts'
import { useMirror } from '../stores/mirror.ts'
import { usePlaceAndScene } from '../stores/place-and-scene.ts'
import { isNight, orbitAt } from './orbit.ts'
import { dwellMs, sceneAfter } from './rotation.ts'
import type { Screen } from './screen.ts'
import { stayAwake } from './wakefulness.ts'

const REST_MS = 10 * 60_000

export interface Wall {
  readonly classes: ComputedRef<{ readonly [name: string]: boolean }>
  readonly style: ComputedRef<{ readonly [name: string]: string }>
}

/** What a wall does by itself while nobody touches it. On a desk nothing of it happens. */
export function useWall(screen: ComputedRef<Screen>, scene: ComputedRef<SceneDocument | null>): Wall {
  const { time } = useCity()
  const isWall = computed(() => screen.value.mode === 'wall')
  const changedAt = ref(performance.now())
  watch(scene, () => (changedAt.value = performance.now()))
  useRotation(isWall)
  const release = isWall.value ? stayAwake() : () => {}
  onUnmounted(release)

  const classes = computed(() => ({
    night: isWall.value && time.minute.value > 0 && isNight(minuteOfDay(time.minute.value)),
    resting: isWall.value && time.minute.value > 0 && performance.now() - changedAt.value > REST_MS,
  }))
  const style = computed<{ [name: string]: string }>(() => {
    if (!isWall.value) return {}
    const [x, y] = orbitAt(time.minute.value)
    return { transform: `translate(${x}px, ${y}px)` }
  })
  return { classes, style }
}

/** A wall without a scene of its own goes through all of them; it stays where something asks for people, and where its server left it. */
function useRotation(isWall: ComputedRef<boolean>): void {
  const router = useRouter()
  const connection = useConnection()
  const mirror = useMirror()
  const placeAndScene = usePlaceAndScene()
  const turns = computed(() => mirror.scenes.map(({ id, dwell }) => ({ scene: id, dwell })))
  let timer: ReturnType<typeof setTimeout> | undefined

  const turning = computed(
    () =>
      isWall.value &&
      placeAndScene.rotates &&
      !placeAndScene.held &&
      !connection.isOffline &&
      turns.value.length > 1,
  )
  watch(
    [turning, () => placeAndScene.scene, () => dwellMs(turns.value, placeAndScene.scene)],
    ([on, scene, dwell]) => {
      clearTimeout(timer)
      if (!on) return
      timer = setTimeout(() => {
        const next = sceneAfter(turns.value, scene)
        void router.replace({ path: '/wall', query: { ...router.currentRoute.value.query, at: next } })
      }, dwell)
    },
    { immediate: true },
  )
  onUnmounted(() => clearTimeout(timer))
}
