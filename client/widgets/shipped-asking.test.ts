import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import librariesDocument from '../../documents/libraries.json' with { type: 'json' }
import { layoutOf } from '../../shared/layout/choose.ts'
import { panelsOf } from '../../shared/layout/grid.ts'
import { libraryMetrics } from '../../shared/libraries/metrics.ts'
import { cellKey, documentKey } from '../../shared/model/cell.ts'
import type { MetricDocument, SceneDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import { leadCell } from '../explain/panel-cells.ts'
import { everyWidget } from './registry.ts'
import { areas, cellsFrom } from './widget.fixture.ts'

const root = join(import.meta.dirname, '../..')
const read = <Document>(folder: string): readonly Document[] =>
  readdirSync(join(root, folder)).map(
    name => JSON.parse(readFileSync(join(root, folder, name), 'utf8')) as Document,
  )
const scenes = read<SceneDocument>('documents/scenes')
const metrics = [...read<MetricDocument>('documents/metrics'), ...libraryMetrics(librariesDocument)]
const widgets = await everyWidget()

/** A cell of each metric in the city and in each district, as a day with something in it has them. */
const cells = cellsFrom(
  Object.fromEntries([
    ...metrics.map(metric => [documentKey('metric', metric.id), metric as unknown as Value] as const),
    ...metrics.flatMap(({ id, by, window }) => {
      const bucket = window.type === 'series' ? '1795314276000' : ''
      const dims = by.map(() => 'x')
      return [areas.city, ...areas.districts].map(area => [cellKey(id, area.id, dims, bucket), 1] as const)
    }),
  ]),
)

/** What has no title says its numbers itself; that each of these names cells is what its own folder tests. */
const isBare = (name: string) => widgets.get(name)?.bare === true

/** scene/panel: why nothing of it can be asked. */
const WITHOUT: { readonly [panel: string]: string } = {}

const HANDS = ['desk', 'tablet', 'phone'] as const

test('[WID48] every panel that a shipped scene lays out for a hand has a number that its title explains', () => {
  const mute = scenes.flatMap(scene => {
    const shown = new Set(HANDS.flatMap(name => panelsOf(layoutOf(scene, name))))
    return scene.panels
      .filter(({ id, widget }) => shown.has(id) && !isBare(widget))
      .filter(panel => leadCell({ panel, cells, areas, place: areas.city }) === '')
      .map(({ id }) => `${scene.id}/${id}`)
  })
  expect(mute).toEqual(Object.keys(WITHOUT))
  expect(scenes).toHaveLength(12)
})

/** What draws on a canvas names the cell under the pointer itself. */
const NAMES = /data-cell|:cell=|'data-cell'|FigureText|KpiFigure|PhraseLine/

test('[WID48] what has no title names the cells of its figures', () => {
  const bare = [...widgets].filter(([, { bare }]) => bare === true).map(([name]) => name)
  expect(bare.length).toBeGreaterThan(0)
  for (const name of bare) {
    const folder = join(import.meta.dirname, name)
    const components = readdirSync(folder).filter(file => file.endsWith('.vue'))
    const names = components.some(file => NAMES.test(readFileSync(join(folder, file), 'utf8')))
    expect([name, names]).toEqual([name, true])
  }
})

/** Of these a row is chosen, and what stands beside it is then of that one. */
const CHOOSING = ['light-rail']

test('[WID48] a row that stands for a record opens it: only these rows are for choosing', () => {
  const choosing = [...widgets.keys()].filter(name =>
    readdirSync(join(import.meta.dirname, name))
      .filter(file => file.endsWith('.vue'))
      .some(file => readFileSync(join(import.meta.dirname, name, file), 'utf8').includes('data-chooses')),
  )
  expect(choosing).toEqual(CHOOSING)
})
