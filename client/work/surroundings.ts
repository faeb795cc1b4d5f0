import { inject, type InjectionKey } from 'vue'

/** What the page around it knows: the city's time, and what areas are called. */
export interface Surroundings {
  readonly now: () => number
  readonly placeName: (code: string) => string
}

export const SURROUNDINGS: InjectionKey<Surroundings> = Symbol('surroundings of what people do')

export function useSurroundings(): Surroundings {
  const around = inject(SURROUNDINGS)
  if (around === undefined) throw new Error('what people do is shown without a city around it')
  return around
}
