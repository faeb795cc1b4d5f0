import { onUnmounted } from 'vue'

/** Again and again while somebody looks: a hidden page asks nothing. */
export function useEvery(ms: number, run: () => void): void {
  const timer = setInterval(() => {
    if (!document.hidden) run()
  }, ms)
  onUnmounted(() => clearInterval(timer))
}
