import { onUnmounted, shallowRef, watch, type Ref } from 'vue'
import { createMoving, digitsOf, type Digit } from './motion.ts'

const LASTS_MS = 1_400

/** Of the whole page. */
const moving = createMoving()

/** The digits of a figure while its change is shown; null at rest, which is nearly always. */
export function useMotion(text: () => string): Readonly<Ref<readonly Digit[] | null>> {
  const digits = shallowRef<readonly Digit[] | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  function rest(): void {
    clearTimeout(timer)
    if (digits.value !== null) moving.done()
    digits.value = null
  }

  watch(text, (now, before) => {
    rest()
    // An unknown that becomes known is news of another kind: it stands there at once.
    if (!/\d/.test(before) || !/\d/.test(now) || document.hidden || !moving.begin()) return
    digits.value = digitsOf(before, now)
    timer = setTimeout(rest, LASTS_MS)
  })
  onUnmounted(rest)
  return digits
}
