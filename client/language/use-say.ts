import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Say } from './say.ts'

/** Words of the screen's language; another function when the language changes, so that what was said is said anew. */
export function useSay(): ComputedRef<Say> {
  const { t, locale } = useI18n()
  return computed(() => {
    void locale.value
    return (key, gaps) => t(key, gaps ?? {})
  })
}
