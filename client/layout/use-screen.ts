import { computed, onUnmounted, ref, watchEffect, type ComputedRef } from 'vue'
import { usePlaceAndScene } from '../stores/place-and-scene.ts'
import { useSettings } from '../stores/settings.ts'
import { screenOf, type Screen } from './screen.ts'

/** Units of width below which the header leaves out the name. */
const NARROW = 1700

/** The screen as it is now; keeps the root's font size, on which every length rests. */
export function useScreen(): ComputedRef<Screen> {
  const placeAndScene = usePlaceAndScene()
  const settings = useSettings()
  const viewport = ref(measured())
  const measure = () => (viewport.value = measured())
  window.addEventListener('resize', measure)
  onUnmounted(() => window.removeEventListener('resize', measure))

  const screen = computed(() => screenOf(placeAndScene.mode, viewport.value, settings.k))
  watchEffect(() => {
    const root = document.documentElement
    root.dataset['mode'] = screen.value.mode
    root.dataset['layout'] = screen.value.layout
    root.toggleAttribute('data-narrow', screen.value.mode === 'wall' && screen.value.canvas.width < NARROW)
    root.style.fontSize = `${16 * screen.value.unit}px`
  })
  return screen
}

const measured = () => ({ width: window.innerWidth, height: window.innerHeight })
