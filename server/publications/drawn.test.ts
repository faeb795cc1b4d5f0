import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kinds } from '../../shared/kinds/registry.ts'
import type {
  FeedDocument,
  MetricDocument,
  PanelDocument,
  SceneDocument,
} from '../../shared/model/documents.ts'
import { loadDocuments } from '../documents/load.ts'
import { factsOf } from '../documents/facts.ts'
import { mappingOf } from '../intake/mapping.ts'
import { madeBy } from './beside-in-force.ts'
import { countedBoth } from './counted.ts'
import { drawnTrial } from './drawn.ts'
import { all, feed, fields, now, open, RECORDS, scene } from './roads.fixture.ts'

const shipped = loadDocuments(join(import.meta.dirname, '../../documents'), kinds, fault => {
  throw new Error(JSON.stringify(fault))
})
const panel = (id: string, metrics: PanelDocument['metrics']): PanelDocument => ({
  ...{ id, widget: 'figure', title: { zh: id, en: '' }, options: {}, metrics },
})
const sceneOf = (...panels: readonly PanelDocument[]): SceneDocument => ({ ...scene, panels })
const better = feed({
  fields: {
    ...fields,
    title: { from: ['what', 'name'], as: 'text', mask: false, required: true },
    doneAt: { from: 'done', as: 'instant' },
  },
})
const elsewhere: MetricDocument = { ...open, id: 'cases.all', kind: 'case', where: [] }

async function drawn(
  tried: FeedDocument,
  running: FeedDocument | null,
  scenes: readonly SceneDocument[],
  metrics: readonly MetricDocument[] = [open, all, elsewhere],
) {
  const mapping = mappingOf(shipped, kinds)
  const told = { city: {}, areas: { id: 'a' }, shipped: [], kinds, feeds: [], metrics, scenes, libraries: { libraries: [] } } // prettier-ignore
  const facts = factsOf(told as unknown as Parameters<typeof factsOf>[0])
  const wanted = () => ({ ...shipped, metrics, scenes, facts })
  const parts = { areas: shipped.areas, kinds, wanted, now }
  const made = (of: FeedDocument) => madeBy(mapping(of), of.id, RECORDS, { evaluate: async () => [], now })
  const before = running === null ? null : await made(running)
  return drawnTrial(tried, countedBoth(tried.kind, before, await made(tried), parts), parts)
}
const valueOf = (cells: readonly (readonly [string, unknown])[] | null, metric: string) =>
  cells?.find(([key]) => key.startsWith(`${metric}|`))?.[1]

test('[PUBL15] panels that would show something else come with the cells of both versions, and with what their widgets need', async () => {
  const scenes = [sceneOf(panel('both', { a: 'roads.open@city', b: 'cases.all@city' }), panel('own', { a: 'roads.all' }), panel('none', { a: 'cases.all' }))] // prettier-ignore
  const told = await drawn(better, feed(), scenes)
  expect(told.panels.map(each => [each.panel['id'], each.metrics])).toEqual([
    ['own', ['roads.all']],
    ['both', ['roads.open']],
  ])
  expect([valueOf(told.before, 'roads.open'), valueOf(told.after, 'roads.open')]).toEqual([2, 1])
  expect([valueOf(told.before, 'roads.all'), valueOf(told.after, 'roads.all')]).toEqual([2, 3])
  // What others tell is unknown: neither a feed of theirs nor a cell.
  const names = told.documents.map(([key]) => key)
  expect(names.filter(key => /feed/.test(key))).toEqual(['doc:feed/roads', 'feed:roads'])
  expect(names).toEqual(expect.arrayContaining(['doc:metric/cases.all', 'doc:metric/roads.all', 'doc:kind/occurrence'])) // prettier-ignore
  expect(told.after.some(([key]) => key.includes('cases.all'))).toBe(false)
  expect(told).toMatchObject({ now, more: 0, unshown: [] })
})

test('[PUBL15] a metric that differs only where its panel does not look brings no panel', async () => {
  const told = await drawn(better, feed(), [sceneOf(panel('towns', { a: 'roads.all@towns' }))])
  expect(told.panels).toEqual([])
  expect(told.documents).toEqual([])
  expect(told.unshown.map(({ id }) => id)).toEqual(['roads.open'])
})

test('[PUBL15] of a first version the panels that show something of it are drawn, and metrics without one are named', async () => {
  const none: MetricDocument = { ...all, id: 'roads.none', where: [['title', '=', '无']] }
  const frame = panel('frame', { a: 'roads.all' })
  const scenes = [sceneOf(panel('own', { a: 'roads.all' }), panel('idle', { a: 'roads.none' }), frame)]
  const told = await drawn(better, null, scenes, [open, all, none])
  expect(told.panels.map(each => [each.panel['id'], each.metrics])).toEqual([['own', ['roads.all']]])
  expect(told.before).toBeNull()
  expect(valueOf(told.after, 'roads.all')).toBe(3)
  expect(told.unshown).toEqual([{ id: 'roads.open', title: open.title }])
  expect(told.silent).toBe(1)
  const bare = await drawn(better, null, [])
  expect([bare.panels, bare.unshown.map(({ id }) => id)]).toEqual([[], ['roads.open', 'roads.all']])
})

test('[PUBL15] of many panels those that show most of it come, and how many more there are', async () => {
  const many = Array.from({ length: 12 }, (_, i) => panel(`p${i}`, { a: 'roads.all', b: 'cases.all' }))
  const told = await drawn(better, feed(), [sceneOf(...many, panel('own', { a: 'roads.open' }))])
  expect([told.panels.length, told.more]).toEqual([8, 5])
  expect(told.panels[0]?.panel['id']).toBe('own')
})
