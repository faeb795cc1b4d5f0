import { ref, watch, type ComputedRef, type Ref } from 'vue'
import { loadCanvasGlyphs } from '../fonts/load.ts'

/**
 * Canvas draws with whatever fonts are there. 0 until the first letters can be drawn, and one more whenever letters came that
 * were not there before.
 */
export function useGlyphs(letters: ComputedRef<string>): Ref<number> {
  const loaded = ref(0)
  const asked = new Set<string>()
  const load = async (fresh: readonly string[]) => {
    for (const fault of await loadCanvasGlyphs(fresh))
      console.warn('map: drawn with the fonts of this machine', fault)
    loaded.value += 1
  }
  watch(
    letters,
    now => {
      const fresh = [...now].filter(letter => !asked.has(letter))
      for (const letter of fresh) asked.add(letter)
      if (fresh.length > 0) void load(fresh)
    },
    { immediate: true },
  )
  return loaded
}
