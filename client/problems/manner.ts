import { computed, type ComputedRef } from 'vue'
import { problemWords } from '../language/problems.ts'
import { useSettings } from '../stores/settings.ts'
import { useSurroundings } from '../work/surroundings.ts'
import type { Manner } from './view.ts'

export function useManner(): ComputedRef<Manner> {
  const around = useSurroundings()
  const settings = useSettings()
  return computed(() => ({
    words: problemWords(settings.language),
    now: around.now(),
    placeName: around.placeName,
  }))
}
