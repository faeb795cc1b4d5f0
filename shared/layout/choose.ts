import type { PanelDocument, SceneDocument } from '../model/documents.ts'
import { FRAME, type LayoutDocument, type LayoutName } from './document.ts'

/** Where a scene lacks a layout, the next that still can be read in its place. */
const INSTEAD: { readonly [name in LayoutName]: readonly LayoutName[] } = {
  'wall-48': ['wall-32', 'wall-16'],
  'wall-32': ['wall-16'],
  'wall-16': [],
  desk: ['wall-16'],
  tablet: [],
  phone: [],
}

/** The layout a scene is shown in; one under the other where its document says nothing for screens of that size. */
export function layoutOf(scene: SceneDocument, name: LayoutName): LayoutDocument {
  for (const candidate of [name, ...INSTEAD[name]]) {
    const layout = scene.layouts[candidate]
    if (layout !== undefined && layout !== null) return layout as unknown as LayoutDocument
  }
  return inOneColumn(scene.panels)
}

function inOneColumn(panels: readonly PanelDocument[]): LayoutDocument {
  const names = [FRAME, ...panels.map(panel => panel.id)]
  return { columns: ['1fr'], rows: names.map(() => 'auto'), areas: names }
}
