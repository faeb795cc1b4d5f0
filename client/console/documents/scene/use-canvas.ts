import { computed, ref, shallowRef } from 'vue'
import type { LayoutDocument } from '../../../../shared/layout/document.ts'
import type { Drawn } from './boxes.ts'
import type { Stepped } from './cells.ts'
import { droppedAt, edgeAt, separated, type Separator } from './dropping.ts'
import type { Side } from './resizing.ts'

/** What a hand holds on the canvas. */
export type Held =
  | { readonly type: 'panel'; readonly panel: string }
  | { readonly type: 'edge'; readonly area: string; readonly side: Side }
  | { readonly type: 'line'; readonly line: Separator }

interface Point {
  readonly x: number
  readonly y: number
}

export interface CanvasParts {
  readonly layout: () => LayoutDocument
  readonly drawn: () => Drawn
  /** Of the wall, in units. */
  readonly seams: () => readonly number[]
  /** A place of the page, in units of the canvas. */
  readonly unitsAt: (event: PointerEvent) => Point
  readonly step: (after: Stepped) => void
}

/** Units that a hand may tremble before it means to drag. */
const STILL = 12

/** One drag from pressing to letting go: what it would become is shown meanwhile, and is one step. */
export function useCanvas({ layout, drawn, seams, unitsAt, step }: CanvasParts) {
  const held = shallowRef<Held | null>(null)
  const at = shallowRef<Point>({ x: 0, y: 0 })
  const isDragged = ref(false)
  let from: Point = { x: 0, y: 0 }
  /** Of before: what is shown moves under the hand. */
  let begun = drawn()

  const would = computed((): Stepped => {
    const hand = held.value
    return hand === null || !isDragged.value
      ? null
      : become(layout(), begun, hand, { from, to: at.value, seams: seams() })
  })

  function take(hand: Held, event: PointerEvent): void {
    if (event.button !== 0 || held.value !== null) return
    const target = event.currentTarget as Element
    target.setPointerCapture(event.pointerId)
    begun = drawn()
    from = unitsAt(event)
    at.value = from
    isDragged.value = false
    held.value = hand
  }
  function move(event: PointerEvent): void {
    if (held.value === null) return
    at.value = unitsAt(event)
    const isFar = Math.hypot(at.value.x - from.x, at.value.y - from.y) > STILL
    isDragged.value = isDragged.value || isFar
  }
  function drop(): void {
    const hand = held.value
    if (hand === null) return
    const after = would.value
    const isStep = isDragged.value
    cancel()
    // A line that is where it was is no step; a panel that may not lie there is told.
    if (isStep && (after !== null || hand.type === 'panel')) step(after)
  }
  function cancel(): void {
    held.value = null
    isDragged.value = false
  }
  return { held, at, isDragged, would, take, move, drop, cancel }
}

interface Way {
  readonly from: Point
  readonly to: Point
  readonly seams: readonly number[]
}

function become(
  layout: LayoutDocument,
  drawn: Drawn,
  hand: Held,
  { from, to: { x, y }, seams }: Way,
): Stepped {
  switch (hand.type) {
    case 'panel':
      return droppedAt(layout, drawn, hand.panel, x, y)
    case 'edge':
      return edgeAt(layout, drawn, hand.area, hand.side, isAcross(hand.side) ? x : y)
    case 'line':
      return separated(layout, drawn, hand.line, hand.line.axis === 'column' ? x - from.x : y - from.y, seams)
  }
}

const isAcross = (side: Side): boolean => side === 'left' || side === 'right'
