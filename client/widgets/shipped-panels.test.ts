import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Check } from 'typebox/schema'
import { expect, test } from 'vitest'
import type { PanelDocument, SceneDocument } from '../../shared/model/documents.ts'
import { moreZh } from '../language/more-zh.ts'
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

/** What a file of a widget is made of, as far as it stands in this folder. */
function sourcesOf(file: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(file)) return known
  known.add(file)
  const text = readFileSync(file, 'utf8')
  for (const [, path = ''] of text.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)) {
    const other = join(file, '..', path)
    if (other.startsWith(import.meta.dirname)) sourcesOf(other, known)
  }
  return known
}

test('[WID47] a widget that says what none of the first scene says brings the words, and those of the first scene bring none', () => {
  const key = new RegExp(`['"\`](${Object.keys(moreZh).join('|')})\\.`)
  for (const [name, { words }] of widgets) {
    const files = [...sourcesOf(join(import.meta.dirname, name, 'widget.ts'))]
    const says = files.some(file => key.test(readFileSync(file, 'utf8')))
    expect([name, words !== undefined]).toEqual([name, says])
  }
  const first = scenes.find(({ id }) => id === 'overview')!
  const heavy = first.panels.filter(panel => widgets.get(panel.widget)?.words !== undefined)
  expect(heavy.map(({ widget }) => widget)).toEqual([])
})
