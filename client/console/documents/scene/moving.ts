import {
  FRAME,
  type LayoutDocument,
  type OverlayDocument,
  type StackDocument,
} from '../../../../shared/layout/document.ts'
import { areasOf, panelsOf } from '../../../../shared/layout/grid.ts'
import {
  areaWith,
  cellsOf,
  EMPTY,
  freeName,
  isOverlay,
  mapCells,
  settled,
  stacksOf,
  tidied,
  withCells,
  withOverlays,
  withStacks,
  type Stepped,
} from './cells.ts'

/*
 * How a panel gets from one place of a layout to another. No step loses a panel or shows one twice; what cannot be done is null.
 */

/** Every name of a panel by another; also of the areas that are named as their only panel. */
export function renamed(layout: LayoutDocument, name: (panel: string) => string): LayoutDocument {
  const named = mapCells(layout, name)
  const stacks = Object.entries(stacksOf(layout)).map(([area, stack]): [string, StackDocument] => [
    area,
    { ...stack, panels: stack.panels.map(each => ({ ...each, panel: name(each.panel) })) },
  ])
  const overlays = (layout.overlays ?? []).map(each => ({
    ...each,
    ...{ panel: name(each.panel), area: name(each.area) },
  }))
  return withOverlays(withStacks(named, Object.fromEntries(stacks)), overlays)
}

/** Two panels change their places, wherever they stand. */
export function swapped(layout: LayoutDocument, a: string, b: string): Stepped {
  const shown = panelsOf(layout)
  if (a === b || !shown.includes(a) || !shown.includes(b)) return null
  return settled(
    layout,
    renamed(layout, name => (name === a ? b : name === b ? a : name)),
  )
}

/** Without this panel; null where another one lies on the area that would be gone. */
export function without(layout: LayoutDocument, panel: string): Stepped {
  const lifted = lift(layout, panel)
  return lifted === null ? null : tidied(lifted)
}

function lift(layout: LayoutDocument, panel: string): Stepped {
  if (panel === FRAME) return null
  const overlays = (layout.overlays ?? []).filter(each => each.panel !== panel)
  if (isOverlay(layout, panel)) return withOverlays(layout, overlays)
  const area = areaWith(layout, panel)
  if (area === null) return null
  const stack = stacksOf(layout)[area]
  const left = stack?.panels.filter(each => each.panel !== panel) ?? []
  if (stack !== undefined && left.length > 0)
    return withStacks(layout, { ...stacksOf(layout), [area]: { ...stack, panels: left } })
  if (overlays.some(each => each.area === area)) return null
  const { [area]: _emptied, ...others } = stacksOf(layout)
  return withStacks(
    mapCells(layout, name => (name === area ? EMPTY : name)),
    others,
  )
}

/** What is shown already is taken from where it stands; what is not comes new. */
const taken = (layout: LayoutDocument, panel: string): Stepped =>
  panelsOf(layout).includes(panel) ? lift(layout, panel) : layout

const SHARE = '1fr'
const MOST_OF_STACK = 20

/** Into the area of another one, before its panel at `at`; an area of one panel becomes a stack. */
export function stacked(layout: LayoutDocument, panel: string, area: string, at: number): Stepped {
  if (area === FRAME || panel === FRAME || area === panel) return null
  const lifted = taken(layout, panel)
  if (lifted === null || !areasOf(lifted).has(area)) return null
  const after = joined(lifted, area, ...memberAt(layout, panel, area, at))
  return after === null ? null : settled(layout, after)
}

type Member = StackDocument['panels'][number]

/** What stood before in the same stack leaves a place that counts no more. */
function memberAt(layout: LayoutDocument, panel: string, area: string, at: number): [Member, number] {
  const before = stacksOf(layout)[area]?.panels ?? []
  const stood = before.findIndex(each => each.panel === panel)
  return [before[stood] ?? { panel, size: SHARE }, stood !== -1 && stood < at ? at - 1 : at]
}

function joined(layout: LayoutDocument, area: string, member: Member, at: number): Stepped {
  const stack = stacksOf(layout)[area]
  if (stack === undefined) return ofTwo(layout, area, member, at)
  if (stack.panels.length >= MOST_OF_STACK) return null
  const panels = [...stack.panels]
  panels.splice(Math.max(0, Math.min(panels.length, at)), 0, member)
  return withStacks(layout, { ...stacksOf(layout), [area]: { ...stack, panels } })
}

function ofTwo(layout: LayoutDocument, area: string, member: Member, at: number): LayoutDocument {
  const own = { panel: area, size: SHARE }
  const name = freeName('stack', new Set([...areasOf(layout).keys(), ...panelsOf(layout), member.panel]))
  const named = mapCells(layout, each => (each === area ? name : each))
  const overlays = (layout.overlays ?? []).map(each => (each.area === area ? { ...each, area: name } : each))
  const panels = at <= 0 ? [member, own] : [own, member]
  return withStacks(withOverlays(named, overlays), {
    ...stacksOf(layout),
    [name]: { along: 'down', panels },
  })
}

/** To a cell where nothing stands. */
export function setDown(layout: LayoutDocument, panel: string, column: number, row: number): Stepped {
  if (cellsOf(layout)[row]?.[column] !== EMPTY || panel === FRAME) return null
  const lifted = taken(layout, panel)
  if (lifted === null || areasOf(lifted).has(panel)) return null
  return settled(
    layout,
    mapCells(lifted, (name, x, y) => (x === column && y === row ? panel : name)),
  )
}

const OVERLAY = { corner: 'top-left', width: 300, height: 200 } as const
const MOST_OVERLAYS = 12

/** On the area of another one. */
export function laidOn(layout: LayoutDocument, panel: string, area: string): Stepped {
  if (area === FRAME || panel === FRAME || isOverlay(layout, panel)) return null
  const lifted = taken(layout, panel)
  const overlays = lifted?.overlays ?? []
  if (lifted === null || overlays.length >= MOST_OVERLAYS || !areasOf(lifted).has(area)) return null
  return settled(layout, withOverlays(lifted, [...overlays, { panel, area, ...OVERLAY }]))
}

export function overlaid(layout: LayoutDocument, panel: string, change: Partial<OverlayDocument>): Stepped {
  const overlays = layout.overlays ?? []
  if (!isOverlay(layout, panel)) return null
  return settled(
    layout,
    withOverlays(
      layout,
      overlays.map(each => (each.panel === panel ? { ...each, ...change, panel } : each)),
    ),
  )
}

const MOST_ROWS = 60

/** Where there is room for a panel that this layout does not show yet: an empty cell, else a line of its own below all others. */
export function shown(layout: LayoutDocument, panel: string, scrolls: boolean): Stepped {
  if (panelsOf(layout).includes(panel) || panel === FRAME) return null
  const cells = cellsOf(layout)
  const row = cells.findIndex(line => line.includes(EMPTY))
  if (row !== -1) return setDown(layout, panel, cells[row]?.indexOf(EMPTY) ?? 0, row)
  if (cells.length >= MOST_ROWS) return null
  const grown = withCells(layout, [...cells, layout.columns.map(() => panel)])
  return settled(layout, { ...grown, rows: [...layout.rows, scrolls ? 'auto' : NEW_ROW] })
}
const NEW_ROW = '200'
