import { FRAME, type LayoutDocument, type StackDocument } from '../../../../shared/layout/document.ts'
import { areasOf, layoutFaults, panelsOf, type Span } from '../../../../shared/layout/grid.ts'

/** Nothing stands there. */
export const EMPTY = '.'

export type Axis = 'column' | 'row'
export type Cells = readonly (readonly string[])[]

/** Every step gives a whole new layout, or null where it would leave one that could not be published. */
export type Stepped = LayoutDocument | null

export const cellsOf = ({ areas }: LayoutDocument): Cells => areas.map(line => line.trim().split(/\s+/))

export const withCells = (layout: LayoutDocument, cells: Cells): LayoutDocument => ({
  ...layout,
  areas: cells.map(line => line.join(' ')),
})

export const mapCells = (
  layout: LayoutDocument,
  change: (name: string, column: number, row: number) => string,
): LayoutDocument =>
  withCells(
    layout,
    cellsOf(layout).map((line, row) => line.map((name, column) => change(name, column, row))),
  )

export const isWithin = ({ column, row }: Span, x: number, y: number): boolean =>
  x >= column[0] && x < column[1] && y >= row[0] && y < row[1]

export const stacksOf = (layout: LayoutDocument): { readonly [name: string]: StackDocument } =>
  layout.stacks ?? {}

export function withStacks(
  layout: LayoutDocument,
  stacks: { readonly [name: string]: StackDocument },
): LayoutDocument {
  const { stacks: _before, ...rest } = layout
  return Object.keys(stacks).length === 0 ? rest : { ...rest, stacks: { ...stacks } }
}

export function withOverlays(
  layout: LayoutDocument,
  overlays: NonNullable<LayoutDocument['overlays']>,
): LayoutDocument {
  const { overlays: _before, ...rest } = layout
  return overlays.length === 0 ? rest : { ...rest, overlays }
}

/** What is not shown any more is not left out first either. */
export function tidied(layout: LayoutDocument): LayoutDocument {
  if (layout.drop === undefined) return layout
  const shown = panelsOf(layout)
  const drop = layout.drop.filter(name => shown.includes(name))
  return drop.length === layout.drop.length ? layout : { ...layout, drop }
}

/** The area a panel stands in: its own, or its stack's; null: it lies on another one, or is not shown. */
export function areaWith(layout: LayoutDocument, panel: string): string | null {
  if (panel !== FRAME && panel in stacksOf(layout)) return null
  if (areasOf(layout).has(panel)) return panel
  const found = Object.entries(stacksOf(layout)).find(([, { panels }]) =>
    panels.some(each => each.panel === panel),
  )
  return found?.[0] ?? null
}

export const isOverlay = (layout: LayoutDocument, panel: string): boolean =>
  (layout.overlays ?? []).some(each => each.panel === panel)

/** The step itself where it brings no fault that was not there before, and no area is gone by it. */
export function settled(before: LayoutDocument, after: LayoutDocument): Stepped {
  const known = new Set([...panelsOf(before), ...panelsOf(after)])
  const faults = layoutFaults(before, known)
  return layoutFaults(after, known).every(fault => faults.includes(fault)) ? after : null
}

/** A name that neither an area, nor a stack, nor a panel has. */
export function freeName(base: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) if (!taken.has(`${base}${n}`)) return `${base}${n}`
}
