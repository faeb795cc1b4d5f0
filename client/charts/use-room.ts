import { onBeforeUnmount, onMounted, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { PlotRoom } from './plot.ts'

/** The room and how many CSS px its unit is. */
export type Room = PlotRoom & { readonly unit: number }

/** The room of an element in units of the 1080 canvas, followed as it changes; null while it is not laid out. */
export function useRoom(box: Readonly<Ref<HTMLElement | null>>): ShallowRef<Room | null> {
  const room = shallowRef<Room | null>(null)
  const measure = () => {
    const element = box.value
    if (element === null || element.clientWidth === 0 || element.clientHeight === 0) return
    const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16
    const label = parseFloat(getComputedStyle(element).fontSize) / unit
    room.value = { width: element.clientWidth / unit, height: element.clientHeight / unit, label, unit }
  }
  let observer: ResizeObserver | null = null
  onMounted(() => {
    observer = new ResizeObserver(measure)
    if (box.value !== null) observer.observe(box.value)
  })
  onBeforeUnmount(() => observer?.disconnect())
  return room
}
