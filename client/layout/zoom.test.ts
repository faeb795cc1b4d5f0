import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { layoutOf } from '../../shared/layout/choose.ts'
import type { LayoutName } from '../../shared/layout/document.ts'
import { panelsOf } from '../../shared/layout/grid.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'
import { everyWidget } from '../widgets/registry.ts'
import { screenOf } from './screen.ts'

const folder = join(import.meta.dirname, '../../documents/scenes')
const scenes = readdirSync(folder).map(
  name => JSON.parse(readFileSync(join(folder, name), 'utf8')) as SceneDocument,
)
const widgets = await everyWidget()

/** The narrowest page that is a tablet: half of the narrowest desk is less, half of any screen that is sold is not. */
const NARROWEST = 640
const { layout, canvas, spacing } = screenOf('desk', { width: NARROWEST, height: 450 }, 1)
const ROOM = canvas.width - 2 * spacing.padding

const metricsOn = (scene: SceneDocument, name: LayoutName, counts: (widget: string) => boolean) => {
  const shown = new Set(panelsOf(layoutOf(scene, name)))
  const panels = scene.panels.filter(({ id, widget }) => shown.has(id) && counts(widget))
  return new Set(panels.flatMap(({ metrics }) => Object.values(metrics)).map(role => role.split('@')[0]))
}
const canBeSo = (widget: string) => (widgets.get(widget)?.least.width ?? 0) <= ROOM

test('[SCR16] a desk at 200 per cent is a tablet', () => {
  expect([640, 683, 720, 768, 960].map(width => screenOf('desk', { width, height: 450 }, 1).layout)).toEqual(
    Array.from({ length: 5 }, () => 'tablet'),
  )
  expect(layout).toBe('tablet')
})

test('[SCR16] and tells every number that a desk tells, but of pictures that cannot be drawn so narrow', () => {
  for (const scene of scenes) {
    const told = metricsOn(scene, 'tablet', () => true)
    const lost = [...metricsOn(scene, 'desk', canBeSo)].filter(metric => !told.has(metric))
    expect([scene.id, lost]).toEqual([scene.id, []])
  }
  expect(scenes).toHaveLength(12)
})

test('[SCR16] which are few, each of a scene that lists there what it is about', () => {
  const wide = scenes.flatMap(scene => {
    const shown = new Set(panelsOf(layoutOf(scene, 'desk')))
    return scene.panels
      .filter(({ id, widget }) => shown.has(id) && !canBeSo(widget))
      .map(({ widget }) => `${scene.id}: ${widget}`)
  })
  expect(wide).toEqual([
    'economy: investment-falls',
    'economy: chain-spectrum',
    'enterprise: problem-river',
    'party: hanging-tree',
    'projects: light-rail',
    'services: limit-river',
  ])
})
