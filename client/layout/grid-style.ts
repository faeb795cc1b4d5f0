import {
  FRAME,
  type LayoutDocument,
  type OverlayDocument,
  type StackDocument,
} from '../../shared/layout/document.ts'
import type { Span } from '../../shared/layout/grid.ts'
import { TOP } from '../../shared/layout/fitted.ts'
import { withShare, type Spacing } from '../../shared/layout/room.ts'

export type Style = Readonly<Record<string, string>>

const units = (n: number): string => `calc(${n} * var(--px))`

/** A track as CSS has it. A share may become smaller than its content: content is cut, the grid is not. */
function track(text: string): string {
  if (text === 'auto') return 'auto'
  return text.endsWith('fr') ? `minmax(0, ${text})` : units(Number(text))
}

/** On a page that scrolls nothing need be cut: a height is the least there is. */
function growing(text: string): string {
  if (text === 'auto') return 'auto'
  return text.endsWith('fr') ? `minmax(min-content, ${text})` : `minmax(${units(Number(text))}, auto)`
}

const tracks = (texts: readonly string[]): string => texts.map(track).join(' ')
const heights = (texts: readonly string[], scrolls: boolean): string =>
  texts.map(scrolls ? growing : track).join(' ')

export function gridStyle(layout: LayoutDocument, spacing: Spacing, scrolls: boolean): Style {
  const { column, row } = layout.gap ?? spacing
  return {
    gridTemplateColumns: tracks(layout.columns),
    gridTemplateRows: heights(layout.rows, scrolls),
    gridTemplateAreas: layout.areas.map(line => `"${line.trim()}"`).join(' '),
    columnGap: units(column),
    rowGap: units(row),
    padding: `0 ${units(spacing.padding)} ${units(spacing.padding / 2)}`,
  }
}

export interface Slot {
  readonly panel: string
  readonly style: Style
}

export interface GridArea {
  readonly name: string
  readonly style: Style
  readonly slots: readonly Slot[]
}

/** Areas beside the frame, which begin at the very edge. */
export function atEdge(spans: ReadonlyMap<string, Span>, scrolls: boolean): ReadonlyMap<string, Style> {
  const atTop = [...spans].filter(([name, { row }]) => name !== FRAME && row[0] === 0)
  return new Map(scrolls ? [] : atTop.map(([name]) => [name, { marginTop: units(TOP) }]))
}

/** The panels of one area and the room each gets; a panel that stands alone is a stack of one. */
export function areaOf(
  name: string,
  stack: StackDocument | undefined,
  spacing: Spacing,
  scrolls: boolean,
): GridArea {
  const members = stack?.panels ?? [{ panel: name, size: '1fr' }]
  const down = stack?.along !== 'across'
  const sizes = withShare(members.map(({ size }) => size))
  return {
    name,
    style: {
      gridArea: name,
      gridTemplateRows: down ? heights(sizes, scrolls) : heights(['1fr'], scrolls),
      gridTemplateColumns: down ? tracks(['1fr']) : tracks(sizes),
      gap: units(down ? spacing.row : spacing.column),
    },
    slots: members.map(({ panel }) => ({ panel, style: {} })),
  }
}

export function overlayStyle({ area, corner, width, height }: OverlayDocument): Style {
  const [down, along] = corner.split('-')
  return {
    gridArea: area,
    width: units(width),
    height: units(height),
    alignSelf: down === 'top' ? 'start' : 'end',
    justifySelf: along === 'left' ? 'start' : 'end',
    zIndex: '1',
  }
}
