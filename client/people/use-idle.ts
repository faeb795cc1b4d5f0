import { onUnmounted, ref, watch, type Ref } from 'vue'
import { usePerson } from '../stores/person.ts'
import { onLeft, tellNow } from './hands.ts'

const WARNED_MS = 60_000
const SECOND = 1000

/**
 * Seconds until the session ends for want of a hand, within the last minute; null before. Another page of the same session may have
 * had a hand meanwhile, so the server is asked before anybody is warned. Screens have no sessions and are never warned.
 */
export function useIdle(): { readonly seconds: Readonly<Ref<number | null>>; readonly stay: () => void } {
  const person = usePerson()
  const { seconds, count, warn, stop } = useCountdown(
    () => void person.ask(),
    () => void over(),
  )

  /** Whoever is out by now is led to the entrance; whoever is not has been here on another page. */
  async function over(): Promise<void> {
    await person.ask()
    if (person.who !== null && person.who.person === null) location.reload()
  }

  watch(
    () => person.who,
    who => {
      const idle = who?.person?.left.idle
      if (idle === undefined) stop()
      else if (idle <= WARNED_MS) warn(idle)
      else count(idle - WARNED_MS)
    },
    { immediate: true },
  )
  // A house that allows very little is warned in the second half of it, not always.
  const stopHearing = onLeft(({ idle }) => count(idle - Math.min(WARNED_MS, idle / 2)))
  onUnmounted(() => {
    stop()
    stopHearing()
  })
  return { seconds, stay }
}

function stay(): void {
  tellNow().catch((error: unknown) => console.warn('the server could not be told of a hand', error))
}

/** Waits, and then says so; or counts seconds down in the open, and then says so. */
function useCountdown(waited: () => void, over: () => void) {
  const seconds = ref<number | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (ms: number, run: () => void) => {
    clearTimeout(timer)
    timer = setTimeout(run, Math.max(0, ms))
  }
  const count = (ms: number) => {
    seconds.value = null
    wait(ms, waited)
  }
  function warn(ms: number): void {
    const until = performance.now() + ms
    const tick = () => {
      const left = until - performance.now()
      seconds.value = Math.max(0, Math.ceil(left / SECOND))
      if (left > 0) wait(Math.min(SECOND, left), tick)
      else over()
    }
    tick()
  }
  const stop = () => {
    clearTimeout(timer)
    seconds.value = null
  }
  return { seconds, count, warn, stop }
}
