import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef } from 'vue'

/** What was typed on this page and not sent yet. Whatever would wipe it away asks here first. */
export const useUnsent = defineStore('unsent', () => {
  /** The forms that it stands in. */
  const forms = shallowReactive(new Set<object>())
  /** What waits for somebody to say that it may be wiped away; null: nothing. */
  const wanted = shallowRef<(() => void) | null>(null)
  const isHeld = computed(() => forms.size > 0)

  function release(form: object): void {
    forms.delete(form)
    // Nothing is left to be asked about.
    if (forms.size === 0) wanted.value = null
  }
  /** Does it at once where nothing is typed. */
  function leave(then: () => void): void {
    if (isHeld.value) wanted.value = then
    else then()
  }
  function wipe(): void {
    const then = wanted.value
    forms.clear()
    wanted.value = null
    then?.()
  }
  return {
    ...{ wanted, isHeld, release, leave, wipe },
    hold: (form: object) => void forms.add(form),
    stay: () => void (wanted.value = null),
  }
})
