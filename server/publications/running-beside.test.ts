import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kinds } from '../../shared/kinds/registry.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import { loadDocuments } from '../documents/load.ts'
import { mappingOf } from '../intake/mapping.ts'
import { feed, fields, now as NOW } from './roads.fixture.ts'
import { createRunningBeside, LONGEST_BESIDE, MOST_BESIDE } from './running-beside.ts'

const shipped = loadDocuments(join(import.meta.dirname, '../../documents'), kinds, fault => {
  throw new Error(JSON.stringify(fault))
})
const mapping = mappingOf(shipped, kinds)
const better = feed({ fields: { ...fields, title: { from: ['what', 'name'], as: 'text', mask: false, required: true } } }) // prettier-ignore
const record = (n: number, over: object) => ({ no: `E-${n}`, at: '2026-11-23 08:00:00', ...over })
const [BOTH, AFTER, NEITHER] = [{ what: '塌陷' }, { name: '不亮' }, {}]

function opened(evaluate: () => Promise<never[]> = async () => []) {
  const notes: string[] = []
  const beside = createRunningBeside({
    mapping,
    evaluate,
    bare: (_, records) => records,
    note: message => notes.push(message),
  })
  const settled = () => new Promise(resolve => setImmediate(resolve))
  async function look(records: readonly unknown[], now: number, running: FeedDocument = feed()) {
    beside.look(running, { records }, NOW + now)
    await settled()
  }
  /** At so many milliseconds after the morning at which these records came. */
  const start = (draft: FeedDocument, running: FeedDocument, at: number) =>
    beside.start(draft, running, NOW + at)
  const of = (id: string, at: number) => beside.of(id, NOW + at)
  return { beside, start, of, look, notes }
}

test('[PUBL16] what comes in is mapped by both versions: counts, and the latest differences with why, masked', async () => {
  const { beside, start, of, look } = opened()
  expect(of('roads', 0)).toBeNull()
  await look([record(0, BOTH)], 1)
  expect(start(better, feed(), 1_000)).toBe(true)
  await look([record(1, BOTH), record(2, { ...AFTER, 联系电话: '13912345678' }), record(3, NEITHER)], 2_000)
  const told = of('roads', 3_000)!
  expect(told).toMatchObject({ state: 'running', since: NOW + 1_000, until: NOW + 1_000 + LONGEST_BESIDE })
  expect(told.counts).toEqual({ same: 1, differs: 0, onlyBefore: 0, onlyAfter: 1, neither: 1, passedOver: 0 })
  expect(told.latest).toMatchObject([{ at: NOW + 2_000, says: 'onlyAfter', path: 'what', reason: expect.stringMatching(/./) }]) // prettier-ignore
  expect(told.latest[0]?.raw).not.toContain('13912345678')
  await look(
    Array.from({ length: 15 }, (_, n) => record(n, AFTER)),
    4_000,
  )
  expect(of('roads', 5_000)?.latest).toHaveLength(10)
  beside.stop('roads')
  expect(of('roads', 6_000)).toBeNull()
})

test('[PUBL16] fields that both take otherwise are told by name and value', async () => {
  const { start, of, look } = opened()
  start(feed({ zone: '+00:00' }), feed(), 0)
  await look([record(1, BOTH)], 1)
  const [difference] = of('roads', 2)!.latest
  expect(difference).toMatchObject({ says: 'differs', reason: '' })
  expect(difference?.fields.map(({ name }) => name).sort()).toEqual(['at', 'event', 'flags'])
})

test('[PUBL16] of much that comes at once some is compared, and how much is passed over is said', async () => {
  const { start, of, look } = opened()
  start(better, feed(), 0)
  await look(
    Array.from({ length: 250 }, (_, n) => record(n, BOTH)),
    1,
  )
  await look([record(1, BOTH)], 2)
  await look([record(1, BOTH)], 1_001)
  expect(of('roads', 1_002)?.counts).toMatchObject({ same: 101, passedOver: 151 })
})

test('[PUBL16] it ends after a day, and where another version comes into force; as many run as may', async () => {
  const { start, of, look } = opened()
  start(better, feed(), 0)
  await look([record(1, BOTH)], 1, feed({}, { rhythm: { type: 'every', seconds: 60 } }))
  expect(of('roads', 2)).toMatchObject({ state: 'running', counts: { same: 1 } })
  await look([record(2, BOTH)], 2_000, better)
  expect(of('roads', 2_001)).toMatchObject({ state: 'replaced', counts: { same: 1 } })
  const other = (n: number) => [feed({ zone: '+00:00' }, { id: `f${n}` }), feed({}, { id: `f${n}` })] as const
  for (let n = 1; n < MOST_BESIDE; n++) expect(start(...other(n), 3_000)).toBe(true)
  // The one that has ended makes room.
  expect(start(...other(MOST_BESIDE), 3_000)).toBe(true)
  expect(start(...other(MOST_BESIDE + 1), 3_000)).toBe(false)
  expect(start(...other(1), 4_000)).toBe(true)
  expect(of('f2', 3_000 + LONGEST_BESIDE)).toMatchObject({ state: 'over' })
  expect(start(...other(MOST_BESIDE + 1), 3_000 + LONGEST_BESIDE)).toBe(true)
})

test('[PUBL16] a comparison that fails costs only itself', async () => {
  const { start, of, look, notes } = opened(() => Promise.reject(new Error('away')))
  const expressed = feed({ fields: { ...fields, doneAt: { from: { cel: 'record.done' }, as: 'instant' } } })
  start(expressed, feed(), 0)
  await look([record(1, BOTH)], 1)
  await look([], 2)
  expect(of('roads', 3)?.counts).toMatchObject({ same: 0, passedOver: 1 })
  expect(notes).toHaveLength(1)
})
