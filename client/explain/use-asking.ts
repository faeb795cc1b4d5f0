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
export function useAsking(
  listOf: ListOf,
  /** Something lies over what is asked: a key that closes is for that. */
  isCovered: () => boolean,
): {
  readonly asked: Ref<Asked | null>
  readonly close: () => void
} {
  const asked = ref<Asked | null>(null)
  let from: HTMLElement | null = null

  function open(wanted: Asked | null, event: Event): void {
    if (wanted === null) return
    from = event.target instanceof HTMLElement ? event.target : null
    asked.value = wanted
  }
  const onClick = (event: MouseEvent) => open(askedUnder(event.target, listOf), event)
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') open(askedUnder(event.target, listOf), event)
    if (event.key === 'Escape' && !isCovered()) close()
  }

  function close(): void {
    asked.value = null
    from?.focus()
    from = null
  }

  const press = longPress(event => {
    const near = askedNear(event.target)
    open(near, event)
    return near !== null
  })
  listenWhileMounted([['click', onClick], ['keydown', onKey], ...press.listeners], press.stop)
  return { asked, close }
}

/** Something is held down for so long; `pressed` answers whether that meant anything. */
function longPress(pressed: (event: PointerEvent) => boolean) {
  let press: ReturnType<typeof setTimeout> | undefined
  let isMeant = false
  const stop = () => clearTimeout(press)
  const onDown = (event: PointerEvent) => {
    isMeant = false
    stop()
    press = setTimeout(() => (isMeant = pressed(event)), LONG_PRESS_MS)
  }
  /** Its end is no click to anybody, else the place whose number was asked would be entered. Keys click without a press. */
  const onEnd = (event: MouseEvent) => {
    if (isMeant && event.detail > 0) {
      event.stopPropagation()
      event.preventDefault()
    }
    isMeant = false
  }
  const listeners: Listeners = [
    ['click', onEnd, true],
    ['pointerdown', onDown],
    ['pointerup', stop],
    ['pointercancel', stop],
  ]
  return { listeners, stop }
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
