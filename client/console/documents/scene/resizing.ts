import type { LayoutDocument, StackDocument } from '../../../../shared/layout/document.ts'
import { areasOf, type Span } from '../../../../shared/layout/grid.ts'
import { tracks } from '../../../../shared/layout/room.ts'
import {
  cellsOf,
  EMPTY,
  isWithin,
  mapCells,
  settled,
  stacksOf,
  withCells,
  withStacks,
  type Axis,
  type Stepped,
} from './cells.ts'

/* How areas, tracks and the panels of a stack get larger and smaller. What cannot be done is null. */

export type Side = 'left' | 'right' | 'top' | 'bottom'
const LATER = { left: false, right: true, top: false, bottom: true } as const
export const axisOf = (side: Side): Axis => (side === 'left' || side === 'right' ? 'column' : 'row')

const sized = (span: Span, axis: Axis, range: readonly [number, number]): Span => ({ ...span, [axis]: range })

/** An edge of an area moves over one track: outwards over what gives way, inwards in favour of what stands there. */
export function edgeMoved(layout: LayoutDocument, area: string, side: Side, isOut: boolean): Stepped {
  const span = areasOf(layout).get(area)
  if (span === undefined) return null
  const axis = axisOf(side)
  const [from, to] = span[axis]
  const isLater = LATER[side]
  if (isOut) {
    const at = isLater ? to : from - 1
    if (at < 0 || at >= countOf(layout, axis)) return null
    return kept(layout, filledWith(layout, sized(span, axis, [at, at + 1]), area))
  }
  if (to - from < 2) return null
  const at = isLater ? to - 1 : from
  return givenBack(layout, sized(span, axis, [at, at + 1]), axis, isLater)
}

const countOf = (layout: LayoutDocument, axis: Axis): number =>
  (axis === 'column' ? layout.columns : layout.rows).length

const filledWith = (layout: LayoutDocument, strip: Span, area: string): LayoutDocument =>
  mapCells(layout, (name, x, y) => (isWithin(strip, x, y) ? area : name))

/** The neighbours beyond take it where they stay rectangles; else it is empty. */
function givenBack(layout: LayoutDocument, strip: Span, axis: Axis, isLater: boolean): Stepped {
  const cells = cellsOf(layout)
  const by = isLater ? 1 : -1
  const beyond = (x: number, y: number) =>
    (axis === 'column' ? cells[y]?.[x + by] : cells[y + by]?.[x]) ?? EMPTY
  const passed = mapCells(layout, (name, x, y) => (isWithin(strip, x, y) ? beyond(x, y) : name))
  return kept(layout, passed) ?? kept(layout, filledWith(layout, strip, EMPTY))
}

/** Every area is still there. */
function kept(before: LayoutDocument, after: LayoutDocument): Stepped {
  const areas = areasOf(after)
  return [...areasOf(before).keys()].every(name => areas.has(name)) ? settled(before, after) : null
}

/** Widths of a module on walls, by VISUAL 5. */
const MODULES = [420, 430, 470, 558]
const STEP = 10
export const NEAR = 8
const LEAST = 40
const MOST = 9999

/** A length as it may be: as another track beside it, as a module, else in steps of ten. */
export function snapped(length: number, others: readonly number[]): number {
  const near = [...others, ...MODULES].find(each => Math.abs(each - length) <= NEAR)
  return Math.min(MOST, Math.max(LEAST, near ?? Math.round(length / STEP) * STEP))
}

const isFixed = (text: string): boolean => /^\d+$/.test(text)
const isShare = (text: string): boolean => text.endsWith('fr')

export interface Room {
  readonly whole: number
  readonly gap: number
  /** It is moved onto a seam of the wall, which comes before modules. */
  readonly isOnSeam?: boolean
}

/**
 * The boundary after the track at `i` moves by `by` units. Of a fixed track beside a share the fixed one changes; two shares change between
 * them; what is as its content wants has no size to change.
 */
export function boundaryMoved(
  texts: readonly string[],
  i: number,
  by: number,
  room: Room,
): readonly string[] | null {
  const [a, b] = [texts[i], texts[i + 1]]
  if (a === undefined || b === undefined || by === 0) return null
  const others = texts.filter((text, k) => isFixed(text) && k !== i && k !== i + 1).map(Number)
  const put = (one: string, other: string) =>
    texts.map((text, k) => (k === i ? one : k === i + 1 ? other : text))
  const fit = (length: number) =>
    room.isOnSeam === true ? Math.min(MOST, Math.max(LEAST, Math.round(length))) : snapped(length, others)
  if (isFixed(a) && isFixed(b)) {
    const sum = Number(a) + Number(b)
    const size = Math.min(sum - LEAST, fit(Number(a) + by))
    return size < LEAST ? null : changedTo(a, size, one => put(one, String(sum - size)))
  }
  return besideShare([a, b], by, fit, put) ?? shared(texts, i, by, room, put)
}

type Put = (one: string, other: string) => readonly string[]

/** A fixed track beside one that takes what is left. */
function besideShare(
  [a, b]: readonly [string, string],
  by: number,
  fit: (length: number) => number,
  put: Put,
): readonly string[] | null {
  if (isFixed(a)) return changedTo(a, fit(Number(a) + by), size => put(size, b))
  return isFixed(b) ? changedTo(b, fit(Number(b) - by), size => put(a, size)) : null
}

const changedTo = (
  before: string,
  size: number,
  put: (size: string) => readonly string[],
): readonly string[] | null => (String(size) === before ? null : put(String(size)))

const WHOLE = 1000

function shared(
  texts: readonly string[],
  i: number,
  by: number,
  { whole, gap }: Room,
  put: Put,
): readonly string[] | null {
  if (![texts[i], texts[i + 1]].every(text => text !== undefined && isShare(text))) return null
  const sizes = tracks(texts, whole, gap)
  const [x, y] = [sizes[i] ?? 0, sizes[i + 1] ?? 0]
  const sum = Number(texts[i]?.slice(0, -2)) + Number(texts[i + 1]?.slice(0, -2))
  const size = Math.min(x + y - LEAST, Math.max(LEAST, x + by))
  if (x + y < 2 * LEAST) return null
  const share = Math.round((sum * WHOLE * size) / (x + y)) / WHOLE
  const rest = Math.round((sum - share) * WHOLE) / WHOLE
  return share <= 0 || rest <= 0 ? null : put(`${share}fr`, `${rest}fr`)
}

export const withTracks = (layout: LayoutDocument, axis: Axis, texts: readonly string[]): LayoutDocument =>
  axis === 'column' ? { ...layout, columns: [...texts] } : { ...layout, rows: [...texts] }

export const tracksOf = (layout: LayoutDocument, axis: Axis): readonly string[] =>
  axis === 'column' ? layout.columns : layout.rows

const MOST_TRACKS = { column: 24, row: 60 } as const

/** One more track after this one: what lies across the line goes on across it, everywhere else it is empty. */
export function trackAdded(layout: LayoutDocument, axis: Axis, at: number, size: string): Stepped {
  const texts = tracksOf(layout, axis)
  if (texts.length >= MOST_TRACKS[axis] || at < 0 || at >= texts.length) return null
  const cells = cellsOf(layout)
  const across = (one: string | undefined, other: string | undefined) =>
    one !== undefined && one === other ? one : EMPTY
  const after = [...texts.slice(0, at + 1), size, ...texts.slice(at + 1)]
  const more =
    axis === 'column'
      ? cells.map(line => [...line.slice(0, at + 1), across(line[at], line[at + 1]), ...line.slice(at + 1)])
      : [
          ...cells.slice(0, at + 1),
          (cells[at] ?? []).map((name, x) => across(name, cells[at + 1]?.[x])),
          ...cells.slice(at + 1),
        ]
  return settled(layout, withCells(withTracks(layout, axis, after), more))
}

/** One track less, where every area of it lies in others too. */
export function trackRemoved(layout: LayoutDocument, axis: Axis, at: number): Stepped {
  const texts = tracksOf(layout, axis)
  if (texts.length < 2 || at < 0 || at >= texts.length) return null
  const cells = cellsOf(layout)
  const left =
    axis === 'column' ? cells.map(line => line.filter((_, x) => x !== at)) : cells.filter((_, y) => y !== at)
  const tracked = withTracks(
    layout,
    axis,
    texts.filter((_, k) => k !== at),
  )
  return kept(layout, withCells(tracked, left))
}

export function trackSized(layout: LayoutDocument, axis: Axis, at: number, size: string): Stepped {
  if (!isTrack(size) || tracksOf(layout, axis)[at] === undefined) return null
  return withTracks(
    layout,
    axis,
    tracksOf(layout, axis).map((text, k) => (k === at ? size : text)),
  )
}

/** As the schema of a layout has it. */
export const isTrack = (text: string): boolean => /^(\d{1,4}|\d{1,2}(\.\d{1,3})?fr|auto)$/.test(text)

export function stackChanged(
  layout: LayoutDocument,
  area: string,
  change: (stack: StackDocument) => StackDocument,
): Stepped {
  const stack = stacksOf(layout)[area]
  if (stack === undefined) return null
  const next = change(stack)
  if (next.panels.some(({ size }) => !isTrack(size))) return null
  return settled(layout, withStacks(layout, { ...stacksOf(layout), [area]: next }))
}

/** One of a list changes places with the one before or after it. */
export function reordered<T>(list: readonly T[], i: number, by: 1 | -1): readonly T[] | null {
  const [one, other] = [list[i], list[i + by]]
  if (one === undefined || other === undefined) return null
  return list.map((each, k) => (k === i ? other : k === i + by ? one : each))
}
