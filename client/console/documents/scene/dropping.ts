import type { LayoutDocument } from '../../../../shared/layout/document.ts'
import { areasOf, panelsOf } from '../../../../shared/layout/grid.ts'
import { lineAt, panelAt, type Box, type Drawn, type Line, type PanelBox } from './boxes.ts'
import { areaWith, cellsOf, EMPTY, stacksOf, withStacks, type Axis, type Stepped } from './cells.ts'
import { setDown, stacked, swapped } from './moving.ts'
import { axisOf, boundaryMoved, edgeMoved, NEAR, tracksOf, withTracks, type Side } from './resizing.ts'

/* What a hand means on the canvas, by pointer or by key. */

/** The outer part of a panel, by which one means beside it and not in its place. */
const BESIDE = 0.25

/** A panel is let go at a point: in place of what is there, beside it in its stack, or on an empty cell. */
export function droppedAt(
  layout: LayoutDocument,
  drawn: Drawn,
  panel: string,
  x: number,
  y: number,
): Stepped {
  const under = panelAt(drawn, x, y)
  if (under === null) {
    const [column, row] = [lineAt(drawn.columns, x), lineAt(drawn.rows, y)]
    return cellsOf(layout)[row]?.[column] === EMPTY ? setDown(layout, panel, column, row) : null
  }
  if (under.panel === panel) return null
  const side = under.isOverlay ? null : besideOf(layout, under, x, y)
  if (side !== null) return stacked(layout, panel, under.area, (under.at ?? 0) + side)
  return panelsOf(layout).includes(panel)
    ? swapped(layout, panel, under.panel)
    : stacked(layout, panel, under.area, (under.at ?? 0) + 1)
}

/** 0: before it, 1: after it, null: in its place. */
function besideOf(layout: LayoutDocument, box: PanelBox, x: number, y: number): 0 | 1 | null {
  const isAcross = stacksOf(layout)[box.area]?.along === 'across'
  const share = isAcross ? (x - box.x) / box.width : (y - box.y) / box.height
  return share < BESIDE ? 0 : share > 1 - BESIDE ? 1 : null
}

export type Direction = 'left' | 'right' | 'up' | 'down'
export const DIRECTIONS: { readonly [key: string]: Direction } = {
  ...{ ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' },
}

const middle = (box: Box): readonly [number, number] => [box.x + box.width / 2, box.y + box.height / 2]

/** A panel goes one place on: it changes with the nearest one there, or onto the empty cell beside it. */
export function nudged(layout: LayoutDocument, drawn: Drawn, panel: string, to: Direction): Stepped {
  const box = drawn.panels.find(each => each.panel === panel)
  if (box === undefined) return null
  const near = nearest(box, freePlaces(layout, drawn), to)
  const next = nearest(
    box,
    drawn.panels.filter(each => each.panel !== panel && !liesOn(each, box)),
    to,
  )
  if (near !== null && (next === null || gapTo(box, near, to) < gapTo(box, next, to)))
    return setDown(layout, panel, near.column, near.row)
  return next === null ? null : swapped(layout, panel, next.panel)
}

const liesOn = (one: PanelBox, other: PanelBox): boolean =>
  one.isOverlay !== other.isOverlay && one.area === other.area

interface Place extends Box {
  readonly column: number
  readonly row: number
}

function freePlaces(layout: LayoutDocument, { columns, rows }: Drawn): readonly Place[] {
  return cellsOf(layout).flatMap((line, row) =>
    line.flatMap((name, column) => {
      const [across, down] = [columns[column], rows[row]]
      if (name !== EMPTY || across === undefined || down === undefined) return []
      return [{ column, row, x: across.at, y: down.at, width: across.size, height: down.size }]
    }),
  )
}

/** Of those beyond the edge of a box, the one whose edge is nearest; among such the one most nearly opposite. */
function nearest<T extends Box>(box: Box, boxes: readonly T[], to: Direction): T | null {
  const beyond = boxes.filter(each => gapTo(box, each, to) >= -1)
  const rank = (each: T) => gapTo(box, each, to) + 2 * asideOf(box, each, to)
  return beyond.reduce<T | null>(
    (best, each) => (best === null || rank(each) < rank(best) ? each : best),
    null,
  )
}

function gapTo(box: Box, other: Box, to: Direction): number {
  switch (to) {
    case 'left':
      return box.x - (other.x + other.width)
    case 'right':
      return other.x - (box.x + box.width)
    case 'up':
      return box.y - (other.y + other.height)
    case 'down':
      return other.y - (box.y + box.height)
  }
}

function asideOf(box: Box, other: Box, to: Direction): number {
  const isAcross = to === 'left' || to === 'right'
  const [from, size, at] = isAcross
    ? [other.y, other.height, middle(box)[1]]
    : [other.x, other.width, middle(box)[0]]
  return at < from ? from - at : Math.max(0, at - (from + size))
}

/** Shift and an arrow: the right or lower edge of its area; with alt as well, the left or upper one. */
export function pushed(layout: LayoutDocument, panel: string, to: Direction, isOther: boolean): Stepped {
  const area = areaWith(layout, panel)
  if (area === null) return null
  const isAcross = to === 'left' || to === 'right'
  const side: Side = isAcross ? (isOther ? 'left' : 'right') : isOther ? 'top' : 'bottom'
  const isOut = isOther ? to === 'left' || to === 'up' : to === 'right' || to === 'down'
  return edgeMoved(layout, area, side, isOut)
}

/** An edge of an area is let go at a place: over as many tracks as it takes to get there, as far as it goes. */
export function edgeAt(layout: LayoutDocument, drawn: Drawn, area: string, side: Side, at: number): Stepped {
  let now = layout
  for (;;) {
    const isOut = wantsOut(now, drawn, { area, side, at })
    const next = isOut === null ? null : edgeMoved(now, area, side, isOut)
    if (next === null) return now === layout ? null : now
    now = next
  }
}

interface Pulled {
  readonly area: string
  readonly side: Side
  readonly at: number
}

/** Past the middle of the next track it goes out over it; past the middle of its own last one it comes back; null: it stays. */
function wantsOut(layout: LayoutDocument, drawn: Drawn, { area, side, at }: Pulled): boolean | null {
  const isAcross = axisOf(side) === 'column'
  const by = side === 'right' || side === 'bottom' ? 1 : -1
  const lines = isAcross ? drawn.columns : drawn.rows
  const span = areasOf(layout).get(area)?.[axisOf(side)]
  if (span === undefined) return null
  const own = by === 1 ? span[1] - 1 : span[0]
  const isPast = (line: Line | undefined) => line !== undefined && (at - (line.at + line.size / 2)) * by > 0
  if (isPast(lines[own + by])) return true
  return isPast(lines[own]) ? null : false
}

/** A line between two tracks of the grid, or between two panels of a stack. */
export interface Separator extends Box {
  readonly key: string
  readonly axis: Axis
  readonly area: string | null
  readonly i: number
}

export function separatorsOf(layout: LayoutDocument, drawn: Drawn): readonly Separator[] {
  return [
    ...trackLines(drawn, 'column'),
    ...trackLines(drawn, 'row'),
    ...Object.entries(stacksOf(layout)).flatMap(([area, stack]) =>
      stackLines(drawn, area, stack.along === 'down' ? 'row' : 'column'),
    ),
  ]
}

function trackLines({ columns, rows, canvas, gap }: Drawn, axis: Axis): readonly Separator[] {
  return (axis === 'column' ? columns : rows).slice(0, -1).map((line, i) => {
    const at = line.at + line.size
    const box =
      axis === 'column'
        ? { x: at, y: 0, width: gap.column, height: canvas.height }
        : { x: 0, y: at, width: canvas.width, height: gap.row }
    return { key: `${axis}-${i}`, axis, area: null, i, ...box }
  })
}

function stackLines({ panels, gap }: Drawn, area: string, axis: Axis): readonly Separator[] {
  const boxes = panels.filter(box => box.area === area && box.at !== null)
  return boxes.slice(0, -1).map((box, i) => ({
    ...{ key: `${area}-${i}`, axis, area, i },
    ...(axis === 'row'
      ? { x: box.x, y: box.y + box.height, width: box.width, height: gap.row }
      : { x: box.x + box.width, y: box.y, width: gap.column, height: box.height }),
  }))
}

/** A line is moved by so many units; a seam of the wall that it comes near to draws it on, so that a gap stands there. */
export function separated(
  layout: LayoutDocument,
  drawn: Drawn,
  separator: Separator,
  moved: number,
  seams: readonly number[] = [],
): Stepped {
  const toSeam = seamNear(separator, moved, seams)
  const step: Step = { by: toSeam ?? moved, isOnSeam: toSeam !== null }
  return separator.area === null
    ? trackMoved(layout, drawn, separator, step)
    : shareMoved(layout, drawn, separator, separator.area, step)
}

interface Step {
  readonly by: number
  readonly isOnSeam: boolean
}

const gapAlong = ({ gap }: Drawn, axis: Axis): number => (axis === 'column' ? gap.column : gap.row)

function trackMoved(
  layout: LayoutDocument,
  drawn: Drawn,
  { axis, i }: Separator,
  { by, isOnSeam }: Step,
): Stepped {
  const gap = gapAlong(drawn, axis)
  const lines = axis === 'column' ? drawn.columns : drawn.rows
  const whole = lines.reduce((sum, { size }) => sum + size, 0) + gap * (lines.length - 1)
  const tracks = boundaryMoved(tracksOf(layout, axis), i, by, { whole, gap, isOnSeam })
  return tracks === null ? null : withTracks(layout, axis, tracks)
}

/** Between two panels of a stack. */
function shareMoved(
  layout: LayoutDocument,
  drawn: Drawn,
  { axis, i }: Separator,
  area: string,
  { by, isOnSeam }: Step,
): Stepped {
  const stack = stacksOf(layout)[area]
  const box = drawn.areas.get(area)
  if (stack === undefined || box === undefined) return null
  const whole = axis === 'column' ? box.width : box.height
  const before = stack.panels.map(({ size }) => size)
  const sizes = boundaryMoved(before, i, by, { whole, gap: gapAlong(drawn, axis), isOnSeam })
  if (sizes === null) return null
  const panels = stack.panels.map((each, k) => ({ ...each, size: sizes[k] ?? each.size }))
  return withStacks(layout, { ...stacksOf(layout), [area]: { ...stack, panels } })
}

/** How far the middle of an upright line is from a seam, where it would be near to it once it is moved. */
function seamNear({ axis, x, width }: Separator, by: number, seams: readonly number[]): number | null {
  if (axis === 'row') return null
  const ways = seams.map(seam => seam - (x + width / 2)).filter(way => Math.abs(way - by) <= NEAR)
  return ways.reduce<number | null>(
    (best, way) => (best === null || Math.abs(way - by) < Math.abs(best - by) ? way : best),
    null,
  )
}
