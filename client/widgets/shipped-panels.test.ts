import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Check } from 'typebox/schema'
import { expect, test } from 'vitest'
import type { PanelDocument, SceneDocument } from '../../shared/model/documents.ts'
import { everyWidget } from './registry.ts'

const root = join(import.meta.dirname, '../..')
const scenes = readdirSync(join(root, 'documents/scenes')).map(
  name => JSON.parse(readFileSync(join(root, 'documents/scenes', name), 'utf8')) as SceneDocument,
)

const widgets = await everyWidget()

function faultsOf(panel: PanelDocument): string[] {
  const widget = widgets.get(panel.widget)
  if (widget === undefined) return [`no widget "${panel.widget}"`]
  const unknown = Object.keys(panel.metrics).filter(role => !(role in widget.roles) && !('*' in widget.roles))
  const missing = Object.entries(widget.roles).filter(
    ([role, { required }]) => required && !(role in panel.metrics),
  )
  return [
    ...(Check(widget.options, panel.options) ? [] : ['options']),
    ...unknown.map(role => `role ${role}`),
    ...missing.map(([role]) => `role ${role} is missing`),
  ]
}

test('[WID7] every shipped panel fits the manifest of its widget', () => {
  const faults = scenes.flatMap(({ id, panels }) =>
    panels
      .filter(panel => panel.id !== 'frame')
      .flatMap(panel => faultsOf(panel).map(fault => `${id}/${panel.id}: ${fault}`)),
  )
  expect(faults).toEqual([])
  expect(scenes.length).toBeGreaterThan(3)
})

test('[WID7] every folder of widgets has a manifest, a view and a test of it', () => {
  const folders = readdirSync(join(root, 'client/widgets'), { withFileTypes: true }).filter(entry =>
    entry.isDirectory(),
  )
  for (const { name } of folders) {
    const files = readdirSync(join(root, 'client/widgets', name))
    expect([name, files]).toEqual([name, expect.arrayContaining(['widget.ts', 'view.ts', 'view.test.ts'])])
  }
  expect(folders.length).toBe(widgets.size)
})
