import { computed, onUnmounted, ref, type ComputedRef, type Ref } from 'vue'
import { useSettings } from '../stores/settings.ts'

/**
 * Whether maps are seen from above: depth is nothing to whoever wants contrast, or nothing that moves (VISUAL 8); so said to this screen or to its
 * machine.
 */
export function useFromAbove(): ComputedRef<boolean> {
  const settings = useSettings()
  const contrast = useMedia('(prefers-contrast: more)')
  const still = useMedia('(prefers-reduced-motion: reduce)')
  return computed(
    () => settings.contrast === 'high' || settings.motion === 'off' || contrast.value || still.value,
  )
}

function useMedia(query: string): Readonly<Ref<boolean>> {
  const list = window.matchMedia(query)
  const matches = ref(list.matches)
  const changed = () => (matches.value = list.matches)
  list.addEventListener('change', changed)
  onUnmounted(() => list.removeEventListener('change', changed))
  return matches
}
