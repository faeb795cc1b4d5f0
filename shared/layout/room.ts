import type { LayoutDocument } from './document.ts'
import { areasOf } from './grid.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** Units between columns and between rows, and round the page. */
export interface Spacing {
  readonly column: number
  readonly row: number
  readonly padding: number
}

/** The least room each panel can be read in, by panel id. */
export type Least = (panel: string) => Size

/**
 * Panels to leave out on a wall of this size, in units: a larger viewing distance makes the canvas smaller, and text
 * never shrinks to fit. The document's `drop` list is followed from its start until what stays has room.
 */
export function dropped(
  layout: LayoutDocument,
  canvas: Size,
  spacing: Spacing,
  least: Least,
): ReadonlySet<string> {
  const gone = new Set<string>()
  for (const panel of layout.drop ?? []) {
    const crowded = crowdedPanels(layout, canvas, spacing, least, gone)
    if (crowded.size === 0) break
    if (crowded.has(panel)) gone.add(panel)
  }
  return gone
}

/** The panels of every area whose panels together have too little room. */
function crowdedPanels(
  layout: LayoutDocument,
  canvas: Size,
  spacing: Spacing,
  least: Least,
  gone: ReadonlySet<string>,
): ReadonlySet<string> {
  const across = tracks(layout.columns, canvas.width - 2 * spacing.padding, spacing.column)
  const down = tracks(layout.rows, canvas.height - spacing.padding, spacing.row)
  const crowded = new Set<string>()
  for (const [name, { column, row }] of areasOf(layout)) {
    const stack = layout.stacks?.[name]
    if (stack === undefined) continue
    const panels = stack.panels.map(({ panel }) => panel).filter(panel => !gone.has(panel))
    const room = { width: between(across, column, spacing.column), height: between(down, row, spacing.row) }
    if (!fits(panels.map(least), stack.along, room, spacing)) for (const panel of panels) crowded.add(panel)
  }
  return crowded
}

function fits(sizes: readonly Size[], along: 'down' | 'across', room: Size, spacing: Spacing): boolean {
  const side = along === 'down' ? 'height' : 'width'
  const gap = along === 'down' ? spacing.row : spacing.column
  const wanted = sizes.reduce((sum, size) => sum + size[side], 0) + gap * Math.max(0, sizes.length - 1)
  return wanted <= room[side]
}

/** How wide each track is: fixed ones first, the rest by shares. `auto` takes nothing here: walls have none. */
export function tracks(texts: readonly string[], whole: number, gap: number): number[] {
  const fixed = texts.map(text => (/^\d+$/.test(text) ? Number(text) : 0))
  const shares = texts.map(text => (text.endsWith('fr') ? Number(text.slice(0, -2)) : 0))
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)
  const left = Math.max(0, whole - sum(fixed) - gap * (texts.length - 1))
  const share = sum(shares) === 0 ? 0 : left / sum(shares)
  return texts.map((_, i) => (fixed[i] as number) + (shares[i] as number) * share)
}

function between(sizes: readonly number[], [from, to]: readonly [number, number], gap: number): number {
  return sizes.slice(from, to).reduce((sum, size) => sum + size, 0) + gap * (to - from - 1)
}
