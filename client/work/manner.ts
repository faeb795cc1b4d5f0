import { computed, type ComputedRef } from 'vue'
import type { Language } from '../language/say.ts'
import { useSettings } from '../stores/settings.ts'
import { useSurroundings, type Surroundings } from './surroundings.ts'

/** What it takes to say something of a matter. */
export interface Manner<Words> {
  readonly words: Words
  readonly now: number
  /** What a code of an area is called. */
  readonly placeName: (code: string) => string
}

/** A page's manner, in its language and by its city's clock; the page itself, which is around all else, brings its own surroundings. */
export const mannerOf =
  <Words>(wordsIn: (language: Language) => Words) =>
  (
    around: Surroundings = useSurroundings(),
  ): ComputedRef<Manner<Words> & { readonly language: Language }> => {
    const settings = useSettings()
    return computed(() => ({
      words: wordsIn(settings.language),
      language: settings.language,
      now: around.now(),
      placeName: around.placeName,
    }))
  }
