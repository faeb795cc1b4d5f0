import { heightOf, TICK, ticksAbreast, type Field, type PlacedColumn, type PlacedUnit } from './field.ts'

const fixed = (value: number): string => String(Math.round(value * 100) / 100)
/** A line of no length with a round end is a dot: one path holds all of a column. */
const dot = (x: number, y: number): string => `M${fixed(x)} ${fixed(y)}h0`

function centre({ across, first }: PlacedColumn, { top, pitch }: Field['dots'], i: number): string {
  const row = Math.floor(i / across)
  const rowsAbove = heightOf(row * across + 1, across) - 1
  return dot(first + (i % across) * pitch, top + (rowsAbove + 0.5) * pitch)
}

/** A dot for each branch. */
export const dotsPath = (placed: PlacedColumn, { dots }: Field): string =>
  Array.from({ length: placed.column.count ?? 0 }, (_, i) => centre(placed, dots, i)).join('')

/** Those that are in their grid now. */
export const litPath = (placed: PlacedColumn, { dots }: Field): string =>
  placed.column.lit.map(i => centre(placed, dots, i)).join('')

/** A tick for each general branch, in rows under the names. */
export function ticksPath({ unit, x, width }: PlacedUnit, { ticks }: Field): string {
  const abreast = ticksAbreast(width)
  const left = x + (width - (Math.min(abreast, unit.generals ?? 0) - 1) * TICK.step) / 2
  return Array.from({ length: unit.generals ?? 0 }, (_, i) => {
    const y = ticks.top + Math.floor(i / abreast) * TICK.row
    return `M${fixed(left + (i % abreast) * TICK.step)} ${fixed(y)}v${TICK.height}`
  }).join('')
}

/** From the root to every unit. */
export function trunkPath({ units, bus, head }: Field): string {
  if (bus === null || units.length === 0) return ''
  const at = units.map(({ x, width }) => fixed(x + width / 2))
  const drops = at.map(x => `M${x} ${fixed(bus)}V${fixed(head.top)}`)
  return [`M${at[0]!} ${fixed(bus)}H${at[at.length - 1]!}`, ...drops].join('')
}

/** From a unit to each of its columns. */
export function twigsPath({ x, width, columns }: PlacedUnit, { head, names, dots }: Field): string {
  const [first, last] = [columns[0], columns[columns.length - 1]]
  if (first === undefined || last === undefined) return ''
  const middle = ({ x: left, width: wide }: PlacedColumn) => left + wide / 2
  const stem = fixed(x + width / 2)
  if (columns.length === 1)
    return `M${stem} ${fixed(head.bottom)}V${fixed(first.column.place === '' ? dots.top - 8 : names.top - 3)}`
  const y = fixed(head.bottom + 8)
  const drops = columns.map(column => `M${fixed(middle(column))} ${y}V${fixed(names.top - 3)}`)
  return [
    `M${stem} ${fixed(head.bottom)}V${y}M${fixed(middle(first))} ${y}H${fixed(middle(last))}`,
    ...drops,
  ].join('')
}

const ASIDE = 28

/**
 * Where beside the tree a block of that size finds room at the foot, as far left as it goes; null where none is.
 */
export function restAt(
  { units, width, height, gutter }: Field,
  size: { readonly width: number; readonly height: number },
): number | null {
  const low = units
    .flatMap(({ columns }) => columns)
    .filter(({ foot }) => foot > height - size.height)
    .map(({ x, width: wide }) => [x, x + wide] as const)
  const starts = [gutter, ...low.map(([, end]) => end + ASIDE)]
  const free = starts.filter(
    x => x + size.width <= width && low.every(([from, end]) => end <= x || from >= x + size.width),
  )
  return free.length === 0 ? null : Math.min(...free)
}
