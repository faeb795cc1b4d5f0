import { onScopeDispose } from 'vue'

/** Again and again while somebody looks: a hidden page asks nothing, and at once when it is seen again. */
export function useEvery(ms: number, run: () => void): void {
  const look = () => {
    if (document.visibilityState === 'visible') run()
  }
  const timer = setInterval(look, ms)
  document.addEventListener('visibilitychange', look)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
  })
}
