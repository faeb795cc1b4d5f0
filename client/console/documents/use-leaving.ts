import { onScopeDispose, shallowRef } from 'vue'
import { useRouter, type RouteLocationNormalized } from 'vue-router'
import { usePerson } from '../../stores/person.ts'

/** Whoever leaves with something unsaved, or while something is sent, is asked first. */
export function useLeaving(holds: () => boolean) {
  const router = useRouter()
  const person = usePerson()
  const wanted = shallowRef<RouteLocationNormalized | null>(null)
  let isSure = false
  const off = router.beforeEach((to, from) => {
    if (isSure || to.path === from.path || !holds()) return true
    wanted.value = to
    return false
  })
  const close = (event: BeforeUnloadEvent) => {
    // Whose session is over for want of a hand is led away: nothing may stay on show.
    if (isSure || !holds() || person.who?.person === null) return
    event.preventDefault()
    // Older browsers ask only for this.
    event.returnValue = ''
  }
  window.addEventListener('beforeunload', close)
  onScopeDispose(() => {
    off()
    window.removeEventListener('beforeunload', close)
  })
  return {
    /** Where somebody wants to go; null: nowhere. */
    wanted,
    stay() {
      wanted.value = null
    },
    async leave() {
      const to = wanted.value
      isSure = true
      if (to !== null) await router.push(to.fullPath)
    },
    /** What is held is safe where this goes. */
    async go(path: string) {
      isSure = true
      await router.replace(path)
    },
  }
}
