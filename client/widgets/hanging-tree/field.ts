import type { PlotRoom } from '../../charts/plot.ts'
import type { TreeColumn, TreeUnit } from './units.ts'

export interface PlacedColumn {
  readonly column: TreeColumn
  readonly x: number
  readonly width: number
  /** Dots side by side, and the x of the first one's centre. */
  readonly across: number
  readonly first: number
  /** y below the last dot. */
  readonly foot: number
}

export interface PlacedUnit {
  readonly unit: TreeUnit
  readonly x: number
  readonly width: number
  readonly columns: readonly PlacedColumn[]
}

/** Where everything stands, in units from the top left of the body. */
export interface Field {
  readonly width: number
  readonly height: number
  /** Size of small type; names of units and figures are a little larger. */
  readonly label: number
  /** Room at the left for the names of the levels. */
  readonly gutter: number
  /** y of the line that all units hang from; null without a root. */
  readonly bus: number | null
  readonly head: { readonly top: number; readonly bottom: number }
  readonly names: { readonly top: number; readonly line: number }
  readonly ticks: { readonly top: number; readonly rows: number }
  readonly dots: { readonly top: number; readonly pitch: number }
  readonly units: readonly PlacedUnit[]
}

/** Sizes in small type, and gaps in units. */
const GUTTER = 8.2
const ROOT = 2.1
const HEAD = 3.1
const NAME_LINE = 1.08
const MOST_NAME = 4
const HEAD_WIDTH = 4.3
const COLUMN_WIDTH = 1.05
const UNIT_GAP = 0.75
/** Beside the name of a level stands how many there are: it needs this many lines at least. */
const LEAST_LETTERS = 3
export const TICK = { step: 5, row: 12, height: 9 } as const
const COLUMN_GAP = 2
/** A line is left out after each ten rows, so that dots can be counted. */
const ROWS_OF_A_BLOCK = 10
const BLOCK_GAP = 0.8
const LEAST_PITCH = 2.6
const MOST_PITCH = 16
const MOST_ACROSS = 30
/** How much of the tallest column a system's block is high: nobody compares it with a town. */
const SYSTEM_PART = 0.52
/** Below the dots: the sign of a column in trouble with its count. */
const FOOT = 2.2

const gapsIn = (rows: number): number => Math.floor(Math.max(0, rows - 1) / ROWS_OF_A_BLOCK) * BLOCK_GAP
export const heightOf = (count: number, across: number): number => {
  const rows = Math.ceil(count / across)
  return rows + gapsIn(rows)
}

interface Plan {
  readonly pitch: number
  readonly across: number
}

/** In less room than its names need the field is wider than the room: it scrolls, letters do not shrink. */
export function fieldOf(units: readonly TreeUnit[], given: PlotRoom, hasRoot: boolean): Field {
  const room = { ...given, width: Math.max(given.width, leastWidth(units, given.label)) }
  let rows = 1
  for (;;) {
    const field = layOut(units, room, hasRoot, rows)
    const needed = Math.max(1, ...field.units.map(unit => tickRows(unit)))
    // Wider units need fewer rows of ticks; each turn asks for more, so it ends.
    if (needed <= rows) return field
    rows++
  }
}

/** With dots of three side by side that can still be told apart. */
function leastWidth(units: readonly TreeUnit[], label: number): number {
  const plan = { pitch: LEAST_PITCH, across: 3 }
  const tallest = tallestOf(units)
  const widths = units.map(unit => widthOf(unit, plan, tallest, label))
  return label * GUTTER + widths.reduce((sum, width) => sum + width + UNIT_GAP * label, -UNIT_GAP * label)
}

const tallestOf = (units: readonly TreeUnit[]): number =>
  Math.max(1, ...eachColumn(units).map(({ count, isOffice }) => (isOffice ? 0 : (count ?? 0))))

/** Whether the first line has room for the root and all of the legend. */
export const isWide = ({ width, label }: Pick<Field, 'width' | 'label'>): boolean => width > 112 * label

export const ticksAbreast = (width: number): number => Math.max(1, Math.floor(width / TICK.step))
const tickRows = ({ unit, width }: PlacedUnit): number =>
  Math.ceil((unit.generals ?? 0) / ticksAbreast(width))

function layOut(units: readonly TreeUnit[], room: PlotRoom, hasRoot: boolean, rows: number): Field {
  const { width, height, label } = room
  const bus = hasRoot ? label * ROOT : null
  // The legend stands at the right end of the first line, root or not.
  const top = bus === null ? label * ROOT : bus + 12
  const bottom = top + label * HEAD
  const names = { top: bottom + 20, line: label * NAME_LINE }
  const letters = Math.min(
    MOST_NAME,
    Math.max(LEAST_LETTERS, ...eachColumn(units).map(({ title }) => [...title].length)),
  )
  const ticks = { top: names.top + letters * names.line + 6, rows }
  const dotsTop = ticks.top + rows * TICK.row + 6
  const space = { width: width - label * GUTTER, height: height - dotsTop - label * FOOT, label }
  const plan = planOf(units, space)
  return {
    width,
    height,
    label,
    gutter: label * GUTTER,
    bus,
    head: { top, bottom },
    names,
    ticks,
    dots: { top: dotsTop, pitch: plan.pitch },
    units: place(units, plan, space, { x: label * GUTTER, y: dotsTop }),
  }
}

const eachColumn = (units: readonly TreeUnit[]): readonly TreeColumn[] =>
  units.flatMap(({ columns }) => columns)

/** As large as the dots can be: all towns have the same number side by side, so that their lengths compare. */
function planOf(units: readonly TreeUnit[], space: PlotRoom): Plan {
  const tallest = tallestOf(units)
  const plans = Array.from({ length: MOST_ACROSS }, (_, i): Plan => {
    const across = i + 1
    const high = space.height / heightOf(tallest, across)
    return { across, pitch: Math.min(MOST_PITCH, high, widestPitch(units, across, tallest, space)) }
  })
  const best = plans.reduce((largest, plan) => (plan.pitch > largest.pitch ? plan : largest))
  return { across: best.across, pitch: Math.max(1, best.pitch) }
}

/** The largest pitch with which all units stand side by side: widths grow with it, so halving finds it. */
function widestPitch(units: readonly TreeUnit[], across: number, tallest: number, space: PlotRoom): number {
  let [low, high] = [0, MOST_PITCH]
  for (let turn = 0; turn < 12; turn++) {
    const pitch = (low + high) / 2
    const widths = units.map(unit => widthOf(unit, { pitch, across }, tallest, space.label))
    const all = widths.reduce((sum, width) => sum + width, 0) + UNIT_GAP * space.label * (units.length - 1)
    if (all <= space.width) low = pitch
    else high = pitch
  }
  return low
}

const isSystem = ({ place }: TreeUnit): boolean => place === ''

function widthOf(unit: TreeUnit, plan: Plan, tallest: number, label: number): number {
  const widths = unit.columns.map(column => columnWidth(column, unit, plan, tallest, label))
  const all = widths.reduce((sum, width) => sum + width, 0) + COLUMN_GAP * Math.max(0, widths.length - 1)
  return Math.max(label * HEAD_WIDTH, all)
}

const columnWidth = (
  column: TreeColumn,
  unit: TreeUnit,
  plan: Plan,
  tallest: number,
  label: number,
): number => Math.max(label * COLUMN_WIDTH, acrossOf(column, unit, plan, tallest) * plan.pitch)

/** Offices of a district have the width of a town unless they would hang lower than the longest. */
function acrossOf(
  { count, isOffice }: TreeColumn,
  unit: TreeUnit,
  { across }: Plan,
  tallest: number,
): number {
  if (!isOffice) return across
  const rows = Math.ceil(tallest / across) * (isSystem(unit) ? SYSTEM_PART : 1)
  return Math.max(isSystem(unit) ? 1 : across, Math.ceil((count ?? 0) / Math.max(1, rows)))
}

/** What the dots do not need goes into the gaps, units first. */
function place(
  units: readonly TreeUnit[],
  plan: Plan,
  space: PlotRoom,
  from: { readonly x: number; readonly y: number },
): readonly PlacedUnit[] {
  const tallest = tallestOf(units)
  const used = units.map(unit => widthOf(unit, plan, tallest, space.label))
  const gap = UNIT_GAP * space.label
  const left = space.width - used.reduce((sum, width) => sum + width, 0) - gap * (units.length - 1)
  const inner = units.map(({ columns }) => Math.max(0, columns.length - 1)).reduce((a, b) => a + b, 0)
  const share = Math.max(0, left) / Math.max(1, inner + 3 * (units.length - 1))
  const wider = Math.min(share, plan.pitch * plan.across * 0.5)
  let x = from.x + Math.max(0, left - wider * (inner + 3 * (units.length - 1))) / 2
  return units.map((unit, i) => {
    const width = used[i]! + wider * Math.max(0, unit.columns.length - 1)
    const placed = {
      unit,
      x,
      width,
      columns: placeColumns(unit, plan, tallest, {
        x,
        y: from.y,
        width,
        gap: COLUMN_GAP + wider,
        label: space.label,
      }),
    }
    x += width + gap + 3 * wider
    return placed
  })
}

interface Strip {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly gap: number
  readonly label: number
}

function placeColumns(unit: TreeUnit, plan: Plan, tallest: number, strip: Strip): readonly PlacedColumn[] {
  const widths = unit.columns.map(column => columnWidth(column, unit, plan, tallest, strip.label))
  const all = widths.reduce((sum, width) => sum + width, 0) + strip.gap * Math.max(0, widths.length - 1)
  let x = strip.x + (strip.width - all) / 2
  return unit.columns.map((column, i) => {
    const width = widths[i]!
    const fits = Math.floor(width / plan.pitch + 1e-6)
    // A system's block is as wide as its name: it need not hang as low.
    const across = isSystem(unit) ? Math.max(1, fits) : acrossOf(column, unit, plan, tallest)
    const placed = {
      column,
      x,
      width,
      across,
      first: x + (width - (across - 1) * plan.pitch) / 2,
      foot: strip.y + heightOf(column.count ?? 0, across) * plan.pitch,
    }
    x += width + strip.gap
    return placed
  })
}
