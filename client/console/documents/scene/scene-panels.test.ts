import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LAYOUT_NAMES } from '../../../../shared/layout/document.ts'
import { layoutFaults, panelsOf } from '../../../../shared/layout/grid.ts'
import type { Fields } from '../../../../shared/model/value.ts'
import { shown } from './moving.ts'
import {
  blankLayout,
  idsIn,
  layoutIn,
  newScene,
  panelAdded,
  panelBy,
  panelCopied,
  panelRemoved,
  panelRenamed,
  placeable,
  withLayout,
} from './scene-panels.ts'

const file = join(import.meta.dirname, '../../../../documents/scenes/overview.json')
const scene = { ...(JSON.parse(readFileSync(file, 'utf8')) as Fields), extra: [1] } as Fields

function soundness(of: Fields): readonly string[] {
  const panels = new Set(idsIn(of))
  return LAYOUT_NAMES.flatMap(name => {
    const layout = layoutIn(of, name)
    return layout === null ? [`${name} cannot be read`] : layoutFaults(layout, panels)
  })
}

test('[SCF7] a panel is added, copied, called otherwise and taken away in all layouts; everything else stays', () => {
  const { scene: more, id } = panelAdded(scene, 'figure', { zh: '新', en: '' })
  expect([id, panelBy(more, id)?.['widget'], soundness(more)]).toEqual(['figure-1', 'figure', []])
  const copy = panelCopied(more, 'service')!
  expect(panelBy(copy.scene, copy.id)).toEqual({ ...panelBy(scene, 'service'), id: 'service-1' })

  const named = panelRenamed(scene, 'service', 'rates')!
  expect(soundness(named)).toEqual([])
  expect(layoutIn(named, 'wall-16')?.drop).toEqual(['rates', 'utilities', 'stages'])
  expect(panelsOf(layoutIn(named, 'phone')!)).toContain('rates')
  expect(panelRenamed(named, 'rates', 'service')).toEqual(scene)
  for (const taken of ['map', 'left', 'frame', 'Nope', ''])
    expect(panelRenamed(scene, 'service', taken)).toBeNull()

  const less = panelRemoved(scene, 'service')!
  expect([idsIn(less).includes('service'), soundness(less)]).toEqual([false, []])
  expect(panelsOf(layoutIn(less, 'wall-48')!)).not.toContain('service')
  expect([more['extra'], named['extra'], less['extra']]).toEqual([[1], [1], [1]])
})

test('[SCF7] what another one lies on is not taken away', () => {
  const layout = layoutIn(scene, 'wall-16')!
  const over = { panel: 'stream', area: 'map', corner: 'top-left' as const, width: 300, height: 100 }
  const laid = withLayout(scene, 'wall-16', { ...layout, overlays: [over] })
  expect(panelRemoved(laid, 'map')).toBeNull()
  expect(panelRemoved(laid, 'stream')).not.toBeNull()
})

test('[SCF7] what cannot be drawn is not touched', () => {
  const odd = { ...scene, layouts: { ...(scene['layouts'] as Fields), 'wall-16': { rows: 'many' } } }
  expect(layoutIn(odd, 'wall-16')).toBeNull()
  const less = panelRemoved(odd, 'service')!
  expect((less['layouts'] as Fields)['wall-16']).toEqual({ rows: 'many' })
})

test('[SCF7] a layout begins with the modules of its wall and takes panels one by one', () => {
  for (const name of LAYOUT_NAMES) {
    let layout = blankLayout(name)
    expect(layoutFaults(layout, new Set())).toEqual([])
    for (const panel of placeable(scene)) layout = shown(layout, panel, !name.startsWith('wall')) ?? layout
    expect(panelsOf(layout).sort()).toEqual([...placeable(scene)].sort())
    expect(layoutFaults(layout, new Set(idsIn(scene)))).toEqual([])
  }
  expect(layoutIn(newScene(), 'wall-16')).not.toBeNull()
})
