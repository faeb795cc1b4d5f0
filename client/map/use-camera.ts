import { onBeforeUnmount, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { between, type View } from './camera.ts'
import { ease } from './easing.ts'

/** A change of place is eased for this long, in milliseconds. */
const EASE_MS = 500

/** Where a view is wanted and why: only another `place` is travelled to, another size of the page is simply there. */
export interface Wanted {
  readonly view: View
  readonly place: string
}

/** The view to draw now. At rest it asks for no frame. */
export function useCamera(wanted: ComputedRef<Wanted>, still: () => boolean): ShallowRef<View> {
  const view = shallowRef(wanted.value.view)
  let frame = 0
  const travel = (from: View, to: View) => {
    let start = -1
    const step = (now: number) => {
      if (start < 0) start = now
      const time = (now - start) / EASE_MS
      view.value = between(from, to, ease(time))
      frame = time < 1 ? requestAnimationFrame(step) : 0
    }
    frame = requestAnimationFrame(step)
  }
  watch(wanted, (to, from) => {
    cancelAnimationFrame(frame)
    if (to.place === from.place || still()) view.value = to.view
    else travel(view.value, to.view)
  })
  onBeforeUnmount(() => cancelAnimationFrame(frame))
  return view
}
