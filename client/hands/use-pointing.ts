import { inject, onMounted, onUnmounted } from 'vue'
import { NO_HAND, POINTING } from '../figures/pointing.ts'
import { usePlaceAndScene } from '../stores/place-and-scene.ts'
import { reachByKeyboard } from './reach.ts'

const POINTED = '[data-cell], [data-place], [data-record]'

/** Entering places and opening records, wherever they stand: widgets only name them. The nearest name under the hand counts. */
export function usePointing(): void {
  const { enter } = inject(POINTING, NO_HAND)
  const placeAndScene = usePlaceAndScene()

  function point(event: Event): void {
    const named = event.target instanceof Element ? event.target.closest<HTMLElement>(POINTED) : null
    if (named === null || named.dataset['cell'] !== undefined) return
    const { place, record } = named.dataset
    if (record !== undefined) placeAndScene.record = record
    if (place !== undefined) enter(place)
  }
  const byKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') point(event)
  }
  let stopReaching = () => {}
  onMounted(() => {
    stopReaching = reachByKeyboard(document.body)
    document.addEventListener('click', point)
    document.addEventListener('keydown', byKey)
  })
  onUnmounted(() => {
    stopReaching()
    document.removeEventListener('click', point)
    document.removeEventListener('keydown', byKey)
  })
}
