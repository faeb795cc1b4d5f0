import {
  FRAME,
  LAYOUT_NAMES,
  type LayoutDocument,
  type LayoutName,
} from '../../../../shared/layout/document.ts'
import { layoutFaults, panelsOf } from '../../../../shared/layout/grid.ts'
import type { Fields, Value } from '../../../../shared/model/value.ts'
import { fieldsAt, isFields, listAt, wordAt } from '../members.ts'
import { freeName } from './cells.ts'
import { renamed, without } from './moving.ts'
import { isLayout } from './read-layout.ts'

/* The panels of a scene, in all its layouts at once. Whatever else stands in the document stays as it is. */

export const panelsIn = (scene: Fields): readonly Fields[] => listAt(scene, 'panels').filter(isFields)
export const idsIn = (scene: Fields): readonly string[] => panelsIn(scene).map(panel => wordAt(panel, 'id'))
export const panelBy = (scene: Fields, id: string): Fields | null =>
  panelsIn(scene).find(panel => wordAt(panel, 'id') === id) ?? null

/** What can be placed: the frame has an area of its own. */
export const placeable = (scene: Fields): readonly string[] => idsIn(scene).filter(id => id !== FRAME)

const crookedFaults = (layout: LayoutDocument): readonly string[] =>
  layoutFaults(layout, new Set(panelsOf(layout)))

/** A layout that can be drawn; null: there is none, or its source has to be mended first. */
export function layoutIn(scene: Fields, name: LayoutName): LayoutDocument | null {
  const said = fieldsAt(scene, 'layouts')[name]
  if (!isLayout(said)) return null
  return crookedFaults(said).length === 0 ? said : null
}

export const saysLayout = (scene: Fields, name: LayoutName): boolean =>
  fieldsAt(scene, 'layouts')[name] !== undefined

export const withLayout = (scene: Fields, name: LayoutName, layout: LayoutDocument): Fields => ({
  ...scene,
  layouts: { ...fieldsAt(scene, 'layouts'), [name]: layout },
})

export function withoutLayout(scene: Fields, name: LayoutName): Fields {
  const { [name]: _gone, ...layouts } = fieldsAt(scene, 'layouts')
  return { ...scene, layouts }
}

const GRID: { readonly [name in LayoutName]: Pick<LayoutDocument, 'columns' | 'rows'> } = {
  'wall-16': { columns: ['420', '1fr', '420'], rows: ['106', '1fr', '1fr'] },
  'wall-32': { columns: ['430', '430', '1fr', '430', '430'], rows: ['120', '1fr', '1fr'] },
  'wall-48': { columns: ['558', '558', '558', '1fr', '558', '558', '558'], rows: ['120', '1fr', '1fr'] },
  desk: { columns: ['1fr', '400'], rows: ['auto', 'auto', 'auto'] },
  tablet: { columns: ['1fr', '1fr'], rows: ['auto', 'auto', 'auto'] },
  phone: { columns: ['1fr'], rows: ['auto', 'auto', 'auto'] },
}

/** The modules of a layout with nothing in them but the frame. */
export function blankLayout(name: LayoutName): LayoutDocument {
  const { columns, rows } = GRID[name]
  const line = (area: string) => columns.map(() => area).join(' ')
  return { columns: [...columns], rows: [...rows], areas: rows.map((_, i) => line(i === 0 ? FRAME : '.')) }
}

/** A scene that the city could take but for its names. */
export const newScene = (): Fields => ({
  ...{ id: '', title: { zh: '', en: '' }, order: 100, dwell: 90, panels: [] },
  layouts: { 'wall-16': blankLayout('wall-16') as unknown as Value },
})

export const withPanel = (scene: Fields, id: string, panel: Fields): Fields => ({
  ...scene,
  panels: listAt(scene, 'panels').map(each => (isFields(each) && wordAt(each, 'id') === id ? panel : each)),
})

/** A panel more, which no layout shows yet; answers its id with it. */
export function panelAdded(
  scene: Fields,
  widget: string,
  title: Fields,
): { readonly scene: Fields; readonly id: string } {
  const id = freeId(scene, widget)
  const panel = { id, widget, title, metrics: {}, options: {} }
  return { id, scene: { ...scene, panels: [...listAt(scene, 'panels'), panel] } }
}

export function panelCopied(
  scene: Fields,
  id: string,
): { readonly scene: Fields; readonly id: string } | null {
  const panel = panelBy(scene, id)
  if (panel === null) return null
  const copy = freeId(scene, id)
  return { id: copy, scene: { ...scene, panels: [...listAt(scene, 'panels'), { ...panel, id: copy }] } }
}

/** Also no stack and no area may be called so, in any layout. */
function freeId(scene: Fields, base: string): string {
  const taken = new Set([...idsIn(scene), ...namesInLayouts(scene)])
  return freeName(`${base.replace(/[^a-z0-9-]/g, '').slice(0, 30) || 'panel'}-`, taken)
}

/** Without a panel, wherever it is shown; null where another one lies on it. */
export function panelRemoved(scene: Fields, id: string): Fields | null {
  let layouts = fieldsAt(scene, 'layouts')
  for (const name of LAYOUT_NAMES) {
    const layout = layoutIn(scene, name)
    if (layout === null || !panelsOf(layout).includes(id)) continue
    const next = without(layout, id)
    if (next === null) return null
    layouts = { ...layouts, [name]: next }
  }
  const panels = listAt(scene, 'panels').filter(each => !isFields(each) || wordAt(each, 'id') !== id)
  return { ...scene, panels, layouts }
}

const NAME = /^[a-z][a-z0-9-]{0,39}$/

/** By another id, wherever it is named; null where the id is taken or is none. */
export function panelRenamed(scene: Fields, id: string, other: string): Fields | null {
  const panel = panelBy(scene, id)
  if (panel === null || id === other || !NAME.test(other) || other === FRAME) return null
  if (idsIn(scene).includes(other) || namesInLayouts(scene).has(other)) return null
  const named = (layout: LayoutDocument): LayoutDocument => {
    const next = renamed(layout, each => (each === id ? other : each))
    return next.drop === undefined
      ? next
      : { ...next, drop: next.drop.map(each => (each === id ? other : each)) }
  }
  return LAYOUT_NAMES.reduce(
    (next, name) => {
      const layout = layoutIn(scene, name)
      return layout === null ? next : withLayout(next, name, named(layout))
    },
    withPanel(scene, id, { ...panel, id: other }),
  )
}

function namesInLayouts(scene: Fields): ReadonlySet<string> {
  const names = LAYOUT_NAMES.flatMap(name => layoutIn(scene, name)?.areas ?? [])
  return new Set(names.flatMap(line => line.trim().split(/\s+/)))
}
