import { computed, type ComputedRef } from 'vue'
import { useLanguages } from './languages.ts'
import type { Say } from './say.ts'

/** Words of the screen's language; another function when the language changes, so that what was said is said anew. */
export function useSay(): ComputedRef<Say> {
  const { say, language } = useLanguages()
  return computed(() => {
    void language.value
    return (key, gaps) => say(key, gaps)
  })
}
