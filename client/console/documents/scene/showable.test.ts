import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Fields } from '../../../../shared/model/value.ts'
import { panelAdded } from './scene-panels.ts'
import { showable } from './showable.ts'

const folder = join(import.meta.dirname, '../../../../documents/scenes')

test('[SCF10] every shipped scene is shown as it is, and of a broken one what a screen can show', () => {
  for (const name of readdirSync(folder)) {
    const scene = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Fields
    const { panels, ...rest } = showable(scene)
    expect(rest).toMatchObject({ id: scene['id'], layouts: scene['layouts'] })
    expect(panels.map(({ id }) => id)).toEqual((scene['panels'] as Fields[]).map(({ id }) => id))
  }
  const odd = { panels: [7, { id: 'a', metrics: { value: 3 } }, {}], layouts: { phone: 1, 'wall-16': {} } }
  expect(showable(odd)).toMatchObject({ panels: [{ id: 'a', metrics: {}, options: {} }], layouts: {} })
  expect(showable(panelAdded(odd, 'figure', { zh: '新', en: '' }).scene).panels).toHaveLength(2)
})
