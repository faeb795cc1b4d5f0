import { FRAME, type LayoutDocument, type StackDocument } from './document.ts'
import { areasOf } from './grid.ts'
import { between, sum, tracks, withShare, type Least, type Size, type Spacing } from './room.ts'

/** Where no header stands above it, an area begins a little below the edge of the wall. */
export const TOP = 30

export interface Fitted {
  /** What stays, every track of it a length. */
  readonly layout: LayoutDocument
  readonly gone: ReadonlySet<string>
}

/**
 * A layout as a wall of this size has room for it, in units: a larger viewing distance makes the canvas smaller, and text never
 * shrinks to fit. First what is larger than it must be gives of its room; where that is not enough the document's `drop` list is
 * followed from its start until what stays has room.
 */
export function fitted(layout: LayoutDocument, canvas: Size, spacing: Spacing, least: Least): Fitted {
  const gone = new Set<string>()
  let stays = layout
  for (const panel of layout.drop ?? []) {
    const crowded = crowdedPanels(stays, canvas, spacing, least)
    if (crowded.size === 0) break
    if (!crowded.has(panel)) continue
    gone.add(panel)
    stays = without(stays, panel)
  }
  return { layout: measuredOut(stays, canvas, spacing, least), gone }
}

function without(layout: LayoutDocument, gone: string): LayoutDocument {
  const stays = Object.entries(layout.stacks ?? {}).map(([area, stack]) => [
    area,
    { ...stack, panels: stack.panels.filter(({ panel }) => panel !== gone) },
  ])
  return { ...layout, stacks: Object.fromEntries(stays) as NonNullable<LayoutDocument['stacks']> }
}

type Side = 'width' | 'height'

/** What an area takes up of one direction of the grid. */
interface Need {
  readonly area: string
  readonly range: readonly [from: number, to: number]
  readonly length: number
}

interface Direction {
  readonly side: Side
  readonly texts: readonly string[]
  readonly whole: number
  readonly gap: number
  readonly needs: readonly Need[]
}

function acrossOf(layout: LayoutDocument, canvas: Size, spacing: Spacing, least: Least): Direction {
  const needs = [...areasOf(layout)].map(([area, { column }]): Need => {
    const length = area === FRAME ? 0 : needOf(layout, area, 'width', spacing, least)
    return { area, range: column, length }
  })
  const whole = canvas.width - 2 * spacing.padding
  return { side: 'width', texts: layout.columns, whole, gap: (layout.gap ?? spacing).column, needs }
}

function downOf(layout: LayoutDocument, canvas: Size, spacing: Spacing, least: Least): Direction {
  const needs = [...areasOf(layout)].map(([area, { row }]): Need => {
    const length =
      area === FRAME
        ? heldBy(layout.rows.slice(...row))
        : topOf(row) + needOf(layout, area, 'height', spacing, least)
    return { area, range: row, length }
  })
  const whole = canvas.height - spacing.padding / 2
  return { side: 'height', texts: layout.rows, whole, gap: (layout.gap ?? spacing).row, needs }
}

/** What the header has it keeps. */
const heldBy = (rows: readonly string[]): number => sum(rows.map(lengthOf).filter(Number.isFinite))
const topOf = ([from]: Need['range']): number => (from === 0 ? TOP : 0)

/** A panel that its document made smaller than its widget asks for was meant to be so. */
function needOf(layout: LayoutDocument, area: string, side: Side, spacing: Spacing, least: Least): number {
  const stack = layout.stacks?.[area]
  if (stack === undefined) return least(area)[side]
  const own = stack.panels.map(({ panel }) => least(panel)[side])
  if (isAlong(stack, side)) {
    const sizes = stack.panels.map(({ size }, i) => Math.min(own[i] as number, lengthOf(size)))
    return sum(sizes) + gapOf(stack, spacing) * Math.max(0, sizes.length - 1)
  }
  return Math.max(0, ...own)
}

const lengthOf = (size: string): number =>
  /^\d/.test(size) && !size.endsWith('fr') ? Number(size) : Infinity
const isAlong = ({ along }: StackDocument, side: Side): boolean => (along === 'down') === (side === 'height')
const gapOf = ({ along }: StackDocument, { row, column }: Spacing): number =>
  along === 'down' ? row : column

/** Tracks of their own, none below what stands in it alone wants. */
function given({ texts, whole, gap, needs }: Direction): readonly number[] {
  const alone = texts.map((_, i) =>
    Math.max(
      0,
      ...needs.filter(({ range: [from, to] }) => from === i && to === i + 1).map(need => need.length),
    ),
  )
  return tracks(texts, whole, gap, alone)
}

/** The panels of every area that has less room than its panels need together. */
function crowdedPanels(
  layout: LayoutDocument,
  canvas: Size,
  spacing: Spacing,
  least: Least,
): ReadonlySet<string> {
  const crowded = new Set<string>()
  for (const direction of [
    acrossOf(layout, canvas, spacing, least),
    downOf(layout, canvas, spacing, least),
  ]) {
    if (direction.texts.includes('auto')) continue
    const sizes = given(direction)
    for (const { area, range, length } of direction.needs) {
      const stack = layout.stacks?.[area]
      if (stack === undefined || !isAlong(stack, direction.side)) continue
      if (length > between(sizes, range, direction.gap) + SLACK)
        for (const { panel } of stack.panels) crowded.add(panel)
    }
  }
  return crowded
}
const SLACK = 0.5

function measuredOut(layout: LayoutDocument, canvas: Size, spacing: Spacing, least: Least): LayoutDocument {
  const across = acrossOf(layout, canvas, spacing, least)
  const down = downOf(layout, canvas, spacing, least)
  const [columns, rows] = [given(across), given(down)]
  const spans = areasOf(layout)
  const stacks = Object.entries(layout.stacks ?? {}).map(([area, stack]) => {
    const span = spans.get(area)
    const isDown = stack.along === 'down'
    // Nobody knows beforehand how long a track is that is as its content wants.
    if (span === undefined || (isDown ? layout.rows : layout.columns).includes('auto')) return [area, stack]
    const { row, column } = span
    const room = isDown ? between(rows, row, down.gap) - topOf(row) : between(columns, column, across.gap)
    return [area, stackIn(stack, room, spacing, least)]
  })
  return {
    ...layout,
    columns: textsOf(layout.columns, columns),
    rows: textsOf(layout.rows, rows),
    stacks: Object.fromEntries(stacks) as NonNullable<LayoutDocument['stacks']>,
  }
}

function stackIn(stack: StackDocument, room: number, spacing: Spacing, least: Least): StackDocument {
  const sizes = withShare(stack.panels.map(({ size }) => size))
  const side = stack.along === 'down' ? 'height' : 'width'
  const needs = stack.panels.map(({ panel }) => least(panel)[side])
  const texts = textsOf(sizes, tracks(sizes, room, gapOf(stack, spacing), needs))
  return { ...stack, panels: stack.panels.map(({ panel }, i) => ({ panel, size: texts[i] as string })) }
}

/** Cut and not rounded: together they are never longer than the wall. What is as its content wants stays so, and all beside it. */
const textsOf = (texts: readonly string[], sizes: readonly number[]): string[] =>
  texts.includes('auto') ? [...texts] : sizes.map(size => String(Math.floor(size * 100) / 100))
