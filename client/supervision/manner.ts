import { computed, inject, type ComputedRef, type InjectionKey } from 'vue'
import { supervisionWords } from '../language/supervision.ts'
import { useSettings } from '../stores/settings.ts'
import type { Manner } from './view.ts'

/** What the page around it knows: the city's time, and what areas are called. */
export interface Surroundings {
  readonly now: () => number
  readonly placeName: (code: string) => string
}

export const SURROUNDINGS: InjectionKey<Surroundings> = Symbol('surroundings of supervisions')

export function useManner(): ComputedRef<Manner> {
  const around = inject(SURROUNDINGS)
  if (around === undefined) throw new Error('supervisions are shown without a city around them')
  const settings = useSettings()
  return computed(() => ({
    words: supervisionWords(settings.language),
    now: around.now(),
    placeName: around.placeName,
  }))
}
