import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Fields } from '../model/value.ts'
import { sourcesOfScenes } from './scene-sources.ts'

const root = join(import.meta.dirname, '../../documents')
const read = (folder: string) =>
  readdirSync(join(root, folder)).map(
    name => JSON.parse(readFileSync(join(root, folder, name), 'utf8')) as Fields & { id: string },
  )
const published = (family: string, bodies: readonly (Fields & { id: string })[]) =>
  bodies.map(body => [`${family}/${body.id}`, { digest: '', body }] as const)

const shipped = new Map([...published('scene', read('scenes')), ...published('metric', read('metrics'))])

test('[FRM12] what a scene tells of, and what of it has a limit, follows from its panels', () => {
  const told = sourcesOfScenes(shipped)
  expect(Object.keys(told)).toHaveLength(12)
  expect(told['services']!.clocks).toEqual(['ledger-entry', 'service-case', 'supervision'])
  expect(told['services']!.kinds).toContain('hall-queue')
  expect(told['projects']!.clocks).toEqual(['project', 'supervision'])
  expect(told['economy']!.clocks).toEqual([])
  // It says how many matters are overdue in the whole city; engines on their way and a linkage that is called out are measured, and wait for nobody.
  const all = new Set(Object.values(told).flatMap(({ clocks }) => clocks))
  expect(all.size).toBeGreaterThan(10)
  for (const measured of ['park-linkage', 'rescue-turnout']) expect(all.delete(measured)).toBe(true)
  expect(new Set(told['overview']!.clocks)).toEqual(all)
})

test('[FRM12] the panel of the frame is no panel of a scene, and what is gone tells nothing', () => {
  const clocks = (documents: Parameters<typeof sourcesOfScenes>[0]) => sourcesOfScenes(documents)['a']
  const metric = {
    id: 'late',
    ...{
      kind: 'project',
      where: [['overdue', '=', true]],
      aggregate: { type: 'count' },
      by: [],
      window: { type: 'now' },
    },
  }
  const scene = (id: string) => ({ id: 'a', panels: [{ id, metrics: { x: 'late@city' } }] })
  const of = (id: string, metrics: readonly (Fields & { id: string })[]) =>
    new Map([...published('scene', [scene(id)]), ...published('metric', metrics)])
  expect(clocks(of('panel', [metric as never]))).toEqual({ kinds: ['project'], clocks: ['project'] })
  expect(clocks(of('frame', [metric as never]))).toEqual({ kinds: [], clocks: [] })
  expect(clocks(of('panel', []))).toEqual({ kinds: [], clocks: [] })
  expect(clocks(of('panel', [{ id: 'late' }]))).toEqual({ kinds: [], clocks: [] })
  expect(clocks(new Map(published('scene', [{ id: 'a' }])))).toEqual({ kinds: [], clocks: [] })
})

test('[FRM12] whatever a shipped scene shows with a limit is counted for its sign', () => {
  const scenes = read('scenes') as unknown as {
    id: string
    panels: { id: string; metrics: Record<string, string> }[]
  }[]
  const metrics = new Map(read('metrics').map(metric => [metric.id, metric]))
  const told = sourcesOfScenes(shipped)
  for (const { panels } of scenes) {
    const frame = panels.find(({ id }) => id === 'frame')!
    const counted = ['overdue', 'projectOverdue', 'turnoutLate', 'linkageWanting'].flatMap(
      role => metrics.get(frame.metrics[role]!.split('@')[0]!)!['kind'],
    )
    for (const [id, { clocks }] of Object.entries(told))
      expect([id, clocks.filter(kind => !counted.includes(kind))]).toEqual([id, []])
  }
})
