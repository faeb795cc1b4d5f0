import { onBeforeUnmount, onMounted, shallowRef, type Ref, type ShallowRef } from 'vue'

export interface Size {
  readonly width: number
  readonly height: number
  /** Device pixels per CSS pixel: it changes when a window moves to another screen or is zoomed. */
  readonly density: number
}

const NOTHING: Size = { width: 0, height: 0, density: 1 }

/** The size of an element as it is now, in CSS pixels; nothing while it is not laid out. */
export function useStage(element: Ref<HTMLElement | null>): ShallowRef<Size> {
  const size = shallowRef(NOTHING)
  let observer: ResizeObserver | null = null
  const measure = () => {
    const box = element.value?.getBoundingClientRect()
    const [width, height] = [Math.round(box?.width ?? 0), Math.round(box?.height ?? 0)]
    const { width: before, height: high, density } = size.value
    if (width === before && height === high && density === window.devicePixelRatio) return
    size.value = { width, height, density: window.devicePixelRatio }
  }
  onMounted(() => {
    measure()
    observer = new ResizeObserver(measure)
    if (element.value !== null) observer.observe(element.value)
    window.addEventListener('resize', measure)
  })
  onBeforeUnmount(() => {
    observer?.disconnect()
    window.removeEventListener('resize', measure)
  })
  return size
}
