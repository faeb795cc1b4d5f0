import { FRAME, type LayoutDocument, type LayoutName } from '../../../../shared/layout/document.ts'
import { TOP } from '../../../../shared/layout/fitted.ts'
import { areasOf } from '../../../../shared/layout/grid.ts'
import { tracks, type Least, type Size, type Spacing } from '../../../../shared/layout/room.ts'
import { screenOf } from '../../../layout/screen.ts'
import { stacksOf } from './cells.ts'

/* Where everything stands, in units, as the grid of the screens has it. */

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export interface PanelBox extends Box {
  readonly panel: string
  /** The area it stands in, or lies on. */
  readonly area: string
  /** Its place in a stack; null: it has the area by itself, or lies on it. */
  readonly at: number | null
  readonly isOverlay: boolean
}
export interface Drawn {
  readonly canvas: Size
  readonly gap: { readonly column: number; readonly row: number }
  /** Beginning and size of each track. */
  readonly columns: readonly Line[]
  readonly rows: readonly Line[]
  readonly areas: ReadonlyMap<string, Box>
  readonly panels: readonly PanelBox[]
}
export interface Line {
  readonly at: number
  readonly size: number
}

/** What each layout is drawn for. */
const SCREENS: { readonly [name in LayoutName]: Size } = {
  'wall-16': { width: 1920, height: 1080 },
  'wall-32': { width: 3840, height: 1080 },
  'wall-48': { width: 5760, height: 1080 },
  desk: { width: 1440, height: 900 },
  tablet: { width: 834, height: 1112 },
  phone: { width: 390, height: 844 },
}
export const sizeFor = (name: LayoutName): Size => SCREENS[name]
export const isWall = (name: LayoutName): boolean => name.startsWith('wall-')

const spacingFor = (name: LayoutName): Spacing =>
  screenOf(isWall(name) ? 'wall' : 'desk', SCREENS[name], 1).spacing

/** How high the frame is where a page scrolls. */
const FRAME_HEIGHT = 60

/** `canvas` in units: a wall that is seen from farther away has less of it. */
export function drawn(layout: LayoutDocument, name: LayoutName, least: Least, canvas: Size): Drawn {
  const { column, row, padding } = { ...spacingFor(name), ...layout.gap }
  const widths = tracks(layout.columns, canvas.width - 2 * padding, column)
  const heights = isWall(name)
    ? tracks(layout.rows, canvas.height - padding / 2, row)
    : scrolledRows(layout, least, row)
  const columns = lines(widths, padding, column)
  const rows = lines(heights, 0, row)
  const areas = new Map(
    [...areasOf(layout)].map(([area, span]): [string, Box] => {
      const [x, width] = between(columns, span.column)
      const [y, height] = between(rows, span.row)
      const top = isWall(name) && area !== FRAME && span.row[0] === 0 ? TOP : 0
      return [area, { x, y: y + top, width, height: height - top }]
    }),
  )
  const end = rows[rows.length - 1]
  const whole = end === undefined ? canvas.height : end.at + end.size + padding / 2
  return {
    canvas: { width: canvas.width, height: isWall(name) ? canvas.height : Math.max(canvas.height, whole) },
    gap: { column, row },
    ...{ columns, rows, areas },
    panels: panelBoxes(layout, areas, { column, row, padding }),
  }
}

/** A page that scrolls is as high as its panels need to be read. */
function scrolledRows(layout: LayoutDocument, least: Least, gap: number): number[] {
  const needs = [...areasOf(layout)].map(([area, { row }]) => ({
    row,
    height: needOf(layout, area, least, gap),
  }))
  return layout.rows.map((text, y) => {
    const within = needs.filter(({ row }) => row[0] <= y && row[1] > y)
    const content = Math.max(0, ...within.map(({ row, height }) => height / (row[1] - row[0])))
    return /^\d+$/.test(text) ? Math.max(Number(text), content) : content
  })
}

function needOf(layout: LayoutDocument, area: string, least: Least, gap: number): number {
  if (area === FRAME) return FRAME_HEIGHT
  const stack = stacksOf(layout)[area]
  if (stack === undefined) return least(area).height
  const heights = stack.panels.map(({ panel, size }) =>
    Math.max(least(panel).height, /^\d+$/.test(size) ? Number(size) : 0),
  )
  return stack.along === 'across'
    ? Math.max(...heights)
    : heights.reduce((sum, height) => sum + height, 0) + gap * (heights.length - 1)
}

function lines(sizes: readonly number[], from: number, gap: number): Line[] {
  let at = from
  return sizes.map(size => {
    const line = { at, size }
    at += size + gap
    return line
  })
}

function between(of: readonly Line[], [from, to]: readonly [number, number]): readonly [number, number] {
  const [first, last] = [of[from], of[to - 1]]
  if (first === undefined || last === undefined) return [0, 0]
  return [first.at, last.at + last.size - first.at]
}

function panelBoxes(
  layout: LayoutDocument,
  areas: ReadonlyMap<string, Box>,
  spacing: Spacing,
): readonly PanelBox[] {
  const standing = [...areas].flatMap(([area, box]): readonly PanelBox[] => {
    if (area === FRAME) return []
    const stack = stacksOf(layout)[area]
    if (stack === undefined) return [{ ...box, panel: area, area, at: null, isOverlay: false }]
    const isDown = stack.along === 'down'
    const gap = isDown ? spacing.row : spacing.column
    const whole = isDown ? box.height : box.width
    const sizes = lines(
      tracks(
        stack.panels.map(({ size }) => shareOf(size)),
        whole,
        gap,
      ),
      0,
      gap,
    )
    return stack.panels.map(({ panel }, at) => {
      const { at: from, size } = sizes[at] as Line
      const own = isDown
        ? { ...box, y: box.y + from, height: size }
        : { ...box, x: box.x + from, width: size }
      return { ...own, panel, area, at, isOverlay: false }
    })
  })
  return [...standing, ...overlayBoxes(layout, areas)]
}

const shareOf = (size: string): string => (size === 'auto' ? '1fr' : size)

function overlayBoxes(layout: LayoutDocument, areas: ReadonlyMap<string, Box>): readonly PanelBox[] {
  return (layout.overlays ?? []).flatMap(({ panel, area, corner, width, height }) => {
    const box = areas.get(area)
    if (box === undefined) return []
    const x = corner.endsWith('left') ? box.x : box.x + box.width - width
    const y = corner.startsWith('top') ? box.y : box.y + box.height - height
    return [{ ...{ x, y, width, height, panel, area }, at: null, isOverlay: true }]
  })
}

/** What is under a point; an overlay before what it lies on. */
export const panelAt = ({ panels }: Drawn, x: number, y: number): PanelBox | null =>
  [...panels].reverse().find(box => isIn(box, x, y)) ?? null

export const areaAt = ({ areas }: Drawn, x: number, y: number): string | null =>
  [...areas].find(([, box]) => isIn(box, x, y))?.[0] ?? null

/** The track of a point; what lies in the gap after one is its own. */
export const lineAt = (of: readonly Line[], at: number): number => {
  const next = of.findIndex(line => line.at > at)
  return Math.max(0, (next === -1 ? of.length : next) - 1)
}

const isIn = ({ x, y, width, height }: Box, px: number, py: number): boolean =>
  px >= x && px < x + width && py >= y && py < y + height
