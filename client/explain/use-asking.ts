import { onMounted, onUnmounted, ref, type Ref } from 'vue'

const LONG_PRESS_MS = 500

/** What is asked: a number, or of the list it is in the one record that a row stands for. */
export interface Asked {
  readonly cell: string
  readonly record: string | null
}

/** The number whose records are listed; null: none is asked, or of its list one record alone is open. */
export const listAsked = (asked: Asked | null): string | null =>
  asked === null || asked.record !== null ? null : asked.cell

/** The list that a row of a panel is of; null: of none, it can be chosen and not asked. */
export type ListOf = (panel: string, record: string) => string | null

/** The record that a row opens. What is pressed for opens its matter instead, what is chosen changes the panels beside it, a place is entered. */
function recordOf({ record, place, press, chooses }: DOMStringMap): string | null {
  return [place, press, chooses].some(other => other !== undefined) ? null : (record ?? null)
}

function askedUnder(target: EventTarget | null, listOf: ListOf): Asked | null {
  if (!(target instanceof Element)) return null
  const named = target.closest<HTMLElement>('[data-cell], [data-place], [data-record]')
  if (named === null) return null
  const { cell } = named.dataset
  return cell === undefined ? askedRow(named, listOf) : { cell, record: null }
}

function askedRow(row: HTMLElement, listOf: ListOf): Asked | null {
  const record = recordOf(row.dataset)
  const panel = row.closest<HTMLElement>('[data-panel]')?.dataset['panel']
  if (record === null || panel === undefined) return null
  const cell = listOf(panel, record)
  return cell === null ? null : { cell, record }
}

/**
 * The number under a finger that stays, also that of a row whose tap would enter a place. Elsewhere nothing is asked: who drags the bar of the
 * page presses on all of it.
 */
function askedNear(target: EventTarget | null): Asked | null {
  if (!(target instanceof Element)) return null
  const row = target.closest('[data-place], [data-record]')
  const near = target.closest<HTMLElement>('[data-cell]') ?? row?.querySelector<HTMLElement>('[data-cell]')
  const cell = near?.dataset['cell']
  return cell === undefined ? null : { cell, record: null }
}

/**
 * What somebody asks about: by click, long press or Enter on a number, by click or Enter on a row. Where they were is where they come back to.
 */
export function useAsking(listOf: ListOf): {
  readonly asked: Ref<Asked | null>
  readonly close: () => void
} {
  const asked = ref<Asked | null>(null)
  let from: HTMLElement | null = null
  let press: ReturnType<typeof setTimeout> | undefined
  let pressed = false

  function open(wanted: Asked | null, event: Event): void {
    if (wanted === null) return
    from = event.target instanceof HTMLElement ? event.target : null
    asked.value = wanted
  }
  const onClick = (event: MouseEvent) => open(askedUnder(event.target, listOf), event)
  /** The end of a long press is no click to anybody, else the place whose number was asked would be entered. Keys click without a press. */
  const onEnd = (event: MouseEvent) => {
    if (pressed && event.detail > 0) {
      event.stopPropagation()
      event.preventDefault()
    }
    pressed = false
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') open(askedUnder(event.target, listOf), event)
    if (event.key === 'Escape') close()
  }
  const onDown = (event: PointerEvent) => {
    pressed = false
    clearTimeout(press)
    press = setTimeout(() => {
      const near = askedNear(event.target)
      pressed = near !== null
      open(near, event)
    }, LONG_PRESS_MS)
  }
  const onUp = () => clearTimeout(press)

  function close(): void {
    asked.value = null
    from?.focus()
    from = null
  }

  listenWhileMounted(
    [
      ['click', onClick],
      ['click', onEnd, true],
      ['keydown', onKey],
      ['pointerdown', onDown],
      ['pointerup', onUp],
      ['pointercancel', onUp],
    ],
    onUp,
  )
  return { asked, close }
}

type Listeners = readonly (readonly [name: string, listen: (event: never) => void, isFirst?: true])[]

/** Wherever in the page it happens, and those that are first before anybody else; `ended` once nobody listens any more. */
function listenWhileMounted(listeners: Listeners, ended: () => void): void {
  onMounted(() =>
    listeners.forEach(([name, listen, isFirst = false]) =>
      document.addEventListener(name, listen as EventListener, isFirst),
    ),
  )
  onUnmounted(() => {
    ended()
    listeners.forEach(([name, listen, isFirst = false]) =>
      document.removeEventListener(name, listen as EventListener, isFirst),
    )
  })
}
