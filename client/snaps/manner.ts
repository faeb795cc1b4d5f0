import { computed, type ComputedRef } from 'vue'
import { snapWords } from '../language/snaps.ts'
import { useSettings } from '../stores/settings.ts'
import { useSurroundings } from '../work/surroundings.ts'
import type { Manner } from './view.ts'

export function useManner(): ComputedRef<Manner> {
  const around = useSurroundings()
  const settings = useSettings()
  return computed(() => ({
    words: snapWords(settings.language),
    language: settings.language,
    now: around.now(),
    placeName: around.placeName,
  }))
}
