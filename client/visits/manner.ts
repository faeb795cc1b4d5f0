import { computed, type ComputedRef } from 'vue'
import { visitWords } from '../language/visits.ts'
import { useSettings } from '../stores/settings.ts'
import { useSurroundings } from '../work/surroundings.ts'
import type { Manner } from './view.ts'

export function useManner(): ComputedRef<Manner> {
  const around = useSurroundings()
  const settings = useSettings()
  return computed(() => ({
    words: visitWords(settings.language),
    now: around.now(),
    placeName: around.placeName,
  }))
}
