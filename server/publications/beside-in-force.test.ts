import { join } from 'node:path'
import { expect, test } from 'vitest'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import { loadDocuments } from '../documents/load.ts'
import { mappingOf } from '../intake/mapping.ts'
import { besideInForce, madeBy } from './beside-in-force.ts'
import { all, feed, fields, now, open, RECORDS, scene } from './roads.fixture.ts'

const shipped = loadDocuments(join(import.meta.dirname, '../../documents'), kinds, fault => {
  throw new Error(JSON.stringify(fault))
})
async function beside(tried: FeedDocument, running: FeedDocument | null = feed()) {
  const mapping = mappingOf(shipped, kinds)
  const wanted = () => ({ ...shipped, feeds: running === null ? [] : [running], metrics: [open, all], scenes: [scene] }) // prettier-ignore
  const parts = { ...{ areas: shipped.areas, kinds, wanted, mapping, now }, evaluate: async () => [] }
  const made = await madeBy(mapping(tried), tried.id, RECORDS, parts)
  return besideInForce(tried, RECORDS, made, parts)
}

test('[PUBL12] what both versions make of the same records is told by field, and what the numbers and panels would say', async () => {
  const tried = feed({
    fields: {
      ...fields,
      title: { from: ['what', 'name'], as: 'text', mask: false, required: true },
      doneAt: { from: 'done', as: 'instant' },
    },
  })
  const { told, made } = (await beside(tried))!
  expect(made.map(({ ok }) => ok)).toEqual([true, true, false])
  expect(told).toMatchObject({ accepted: 2, refused: 1, same: 0, onlyBefore: 0, onlyAfter: 1 })
  expect(told.fields).toEqual([
    { name: 'fields/doneAt', count: 2, before: null, after: instant('2026-11-23 08:30') },
  ])
  const numbers = told.numbers.map(({ document, before, after, panels }) => [document['id'], before, after, panels]) // prettier-ignore
  expect(numbers).toEqual([
    ['roads.open', 2, 1, [{ scene: scene.title, panel: scene.panels[0]?.title }]],
    ['roads.all', 2, 3, []],
  ])
})

test('[PUBL12] a version that maps just so, the first of all, and one of which the other cannot be used are beside nothing', async () => {
  const { mapping, ...rest } = feed()
  expect(await beside({ ...rest, mapping, settings: { url: 'http://another' } })).toBeNull()
  expect(await beside(feed({ zone: '+00:00' }), null)).toBeNull()
  expect(
    await beside(feed({ zone: '+00:00' }), feed({ fields: { none: { from: 'x', as: 'nothing' } } })),
  ).toBeNull()
  expect((await beside(feed({ at: { received: true } })))?.told.fields[0]).toMatchObject({ name: 'at', count: 2, after: now }) // prettier-ignore
})
