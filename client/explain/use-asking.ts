import { onMounted, onUnmounted, ref, type Ref } from 'vue'

const LONG_PRESS_MS = 500

const cellUnder = (target: EventTarget | null): string | null => {
  if (!(target instanceof Element)) return null
  const named = target.closest<HTMLElement>('[data-cell], [data-place], [data-record]')
  return named?.dataset['cell'] ?? null
}

/** The number under a finger that stays, even where a tap would enter a place. */
const cellNear = (target: EventTarget | null): string | null =>
  target instanceof Element
    ? ((target.closest<HTMLElement>('[data-cell]') ?? target.querySelector<HTMLElement>('[data-cell]'))
        ?.dataset['cell'] ?? null)
    : null

/** The cell somebody asks about: by click, long press or Enter on its number. Where they were is where they come back to. */
export function useAsking(): { readonly cell: Ref<string | null>; readonly close: () => void } {
  const cell = ref<string | null>(null)
  let from: HTMLElement | null = null
  let press: ReturnType<typeof setTimeout> | undefined
  let pressed = false

  function open(key: string | null, event: Event): void {
    if (key === null) return
    from = event.target instanceof HTMLElement ? event.target : null
    cell.value = key
  }
  const onClick = (event: MouseEvent) => {
    if (!pressed) open(cellUnder(event.target), event)
    pressed = false
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') open(cellUnder(event.target), event)
    if (event.key === 'Escape') close()
  }
  const onDown = (event: PointerEvent) => {
    pressed = false
    press = setTimeout(() => {
      pressed = true
      open(cellNear(event.target), event)
    }, LONG_PRESS_MS)
  }
  const onUp = () => clearTimeout(press)

  function close(): void {
    cell.value = null
    from?.focus()
    from = null
  }

  const listeners: readonly (readonly [string, (event: never) => void])[] = [
    ['click', onClick],
    ['keydown', onKey],
    ['pointerdown', onDown],
    ['pointerup', onUp],
    ['pointercancel', onUp],
  ]
  onMounted(() =>
    listeners.forEach(([name, listen]) => document.addEventListener(name, listen as EventListener)),
  )
  onUnmounted(() => {
    onUp()
    listeners.forEach(([name, listen]) => document.removeEventListener(name, listen as EventListener))
  })
  return { cell, close }
}
