import { join } from 'node:path'
import { afterEach, expect } from 'vitest'
import { areas, START, ticket } from '../../shared/city/ticket.fixture.ts'
import { mask } from '../../shared/mapping/masking/mask.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import type { QuarantineBoard } from '../../shared/sync/quarantine.ts'
import { askingRoutes } from '../access/asking.fixture.ts'
import type { AuditEntry } from '../audit/audit.ts'
import { cityFolders, ticketEngine } from '../engine/ticket-engine.fixture.ts'
import type { Evaluate } from '../expressions/evaluator.ts'
import { noExpressions } from '../expressions/no-expressions.fixture.ts'
import { computedOf } from '../intake/computed.ts'
import { balanced, draftOf } from '../intake/intake.ts'
import { contextOf, mappingOf } from '../intake/mapping.ts'
import { createSetAside } from '../intake/set-aside.ts'
import { createShapes } from '../intake/shapes.ts'
import { openBesideStore } from '../journal/beside-store.ts'
import { Reader } from '../reader/reader.ts'
import { serveQuarantineDesk } from './routes.ts'

const folders = cityFolders('quarantine')
const endings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const kind = {
  ...ticket,
  columns: [{ name: 'amount', title: { zh: '金额', en: 'amount' }, type: 'number' as const }],
}
const MAPPING = {
  id: { from: 'no' },
  at: { from: 'at' },
  fields: {
    topic: { from: 'topic', as: 'text' },
    amount: { from: 'amount', as: 'integer', required: true },
    dueAt: { from: 'due', as: 'integer' },
    items: { from: 'items', as: 'objects', fields: { n: { from: 'n', as: 'integer' } } },
  },
}
export const feedOf = (id: string, mapping: Value = MAPPING): FeedDocument => ({
  ...{ id, title: { zh: `源${id}`, en: id }, department: { zh: '市数据局', en: 'Data' }, source: id },
  ...{
    connector: 'http-poll',
    settings: {},
    kind: 'ticket',
    mapping,
    rhythm: { type: 'none' },
    simulated: true,
  },
})
const GROUND = { areas, box: [122, 40, 124, 42], codes: {} } as const

function setUp(evaluate: Evaluate) {
  const folder = folders.fresh()
  const db = folders.open(folder)
  const state = { now: START, feeds: [feedOf('a'), feedOf('b')], room: Number.POSITIVE_INFINITY }
  const engine = ticketEngine(db, { now: () => state.now, documents: { kinds: [kind] } })
  const reader = new Reader(join(folder, 'city.db'))
  const written: AuditEntry[] = []
  const shapes = createShapes(openBesideStore(db, 'shape'))
  const mapping = mappingOf(GROUND, [kind])
  const setAside = createSetAside({
    evaluate,
    quarantined: engine.journal.quarantined,
    retaken: place => engine.retaken(place),
    submit: draft => {
      if (state.room-- > 0) return engine.submit(draft)
      return Promise.reject(Object.assign(new Error('no room'), { errcode: 13 }))
    },
    now: () => state.now,
  })
  return { db, state, engine, reader, written, shapes, mapping, setAside }
}

export async function desk(evaluate: Evaluate = noExpressions) {
  const parts = setUp(evaluate)
  const { state, engine, reader, written, shapes, mapping, setAside } = parts
  const { ask, stop } = await askingRoutes(routes =>
    serveQuarantineDesk(routes, {
      ...{
        reader,
        shapes,
        mapping,
        setAside,
        mask,
        areas,
        kinds: [kind],
        contextOf: contextOf(GROUND, [kind]),
      },
      ...{
        evaluate,
        feeds: () => state.feeds,
        audit: { write: entry => void written.push(entry) },
        now: () => state.now,
      },
    }),
  )
  endings.push(async () => reader.stop(), stop)
  const take = async (feed: string, records: readonly Value[]) => {
    const document = state.feeds.find(({ id }) => id === feed)!
    const map = mapping(document)
    const computed = await computedOf(evaluate, feed, map, records)
    await engine.submit(draftOf(feed, { records }, map, state.now, mask, { computed }))
    shapes.look(document, records, state.now)
  }
  const operator = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await ask('operator', method, path, body)
    expect(answer.status, answer.text).toBe(200)
    return answer.body as T
  }
  const groups = async (query = '') =>
    (await operator<QuarantineBoard>('GET', `/api/quarantine/groups${query}`)).groups
  const countsOf = (feed: string) => {
    const { received, accepted, duplicate, quarantined, refused } = engine.city.feeds.get(feed)!
    const counts = { received, accepted, duplicate, quarantined, refused }
    expect(balanced(counts)).toBe(true)
    return counts
  }
  return { ...parts, ask, take, operator, groups, countsOf }
}

const ISO = '2026-11-22 10:00:00'
export const good = (no: string, more = {}): Value => ({
  no,
  at: ISO,
  topic: 'x',
  amount: 5,
  due: 7,
  items: [],
  ...more,
})
export const renamed = (no: string): Value => ({ no, at: ISO, topic: 'x', amountTotal: 5, due: 7, items: [] })
export const mended = (): FeedDocument =>
  feedOf('a', {
    ...MAPPING,
    fields: { ...MAPPING.fields, amount: { ...MAPPING.fields.amount, from: ['amount', 'amountTotal'] } },
  })
