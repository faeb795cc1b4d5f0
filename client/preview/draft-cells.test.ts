import { expect, test } from 'vitest'
import { cellKey } from '../../shared/model/cell.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import { createTrackedCells } from '../live/tracked-cells.ts'
import { joinedCells, scenesFor } from './draft-cells.ts'

const scene = (id: string, ...reads: readonly string[]): SceneDocument => ({
  ...{ id, title: { zh: id, en: '' }, order: 1, dwell: 90, layouts: {} },
  panels: reads.map((text, i) => ({
    ...{ id: `p${i}`, widget: 'figure', title: { zh: '', en: '' }, options: {} },
    metrics: { value: text },
  })),
})
const inForce = [scene('a', 'm.one'), scene('b', 'm.two@city'), scene('c', 'm.two', 'm.three')]

test('[SCF10] a draft takes its numbers from its own topic, and from scenes that have what it adds', () => {
  expect(scenesFor(scene('a', 'm.one'), inForce)).toEqual(['a'])
  expect(scenesFor(scene('a', 'm.one', 'm.three@towns'), inForce)).toEqual(['a', 'c'])
  expect(scenesFor(scene('new', 'm.two', 'nobody.has'), inForce)).toEqual(['a', 'b'])
  expect(scenesFor(scene('a', 'm.two@half'), inForce)).toEqual(['a'])
  expect(scenesFor(scene('a'), [])).toEqual([])
})

test('[SCF10] several topics are read as one', () => {
  const key = (metric: string, area: string) => cellKey(metric, area, [])
  const one = new Map<string, Value>([[key('m.one', '211000'), 1]])
  const two = new Map<string, Value>([
    [key('m.two', '211000'), 2],
    ['doc:scene/a', { id: 'other' }],
  ])
  one.set('doc:scene/a', { id: 'a' })
  const cells = joinedCells([createTrackedCells(one), createTrackedCells(two)])
  expect([cells.get(key('m.one', '211000')), cells.get(key('m.two', '211000'))]).toEqual([1, 2])
  expect(cells.get(key('m.three', '211000'))).toBeNull()
  expect(cells.of('m.two', '211000').map(({ value }) => value)).toEqual([2])
  expect(cells.documents('scene').get('a')).toEqual({ id: 'a' })
})
