import { onScopeDispose } from 'vue'
import type { Router } from 'vue-router'
import { useUnsent } from '../stores/unsent.ts'

/** A form: from the first letter on what is typed in it is held, until it is sent, given up or gone. */
export function useTyped() {
  const unsent = useUnsent()
  const form = {}
  const given = () => unsent.release(form)
  onScopeDispose(given)
  return { typed: () => unsent.hold(form), given }
}

/** Another page, or another one of a list, takes the place of what is typed: somebody is asked first, of an address beyond these pages by the browser. */
export function askBeforeLeaving(
  router: Router,
  unsent: ReturnType<typeof useUnsent>,
  /** Whose session is over is led away: nothing may stay on show. */
  isIn: () => boolean,
): void {
  router.beforeEach((to, from) => {
    if (to.path === from.path || !unsent.isHeld) return true
    unsent.leave(() => void router.push(to.fullPath))
    return false
  })
  window.addEventListener('beforeunload', event => {
    if (!unsent.isHeld || !isIn()) return
    event.preventDefault()
    // Older browsers ask only for this.
    event.returnValue = ''
  })
}
