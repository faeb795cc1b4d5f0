import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Check } from 'typebox/schema'
import { afterEach, expect, test } from 'vitest'
import { cellValue } from '../../shared/city/city.ts'
import { areas, START, ticket, ticketFact, ticketMetrics } from '../../shared/city/ticket.fixture.ts'
import { NO_LIBRARIES } from '../../shared/libraries/document.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import { Explanation, Records } from '../../shared/sync/explain.ts'
import { ownDraft } from '../engine/engine.ts'
import { ticketEngine } from '../engine/ticket-engine.fixture.ts'
import { routesFor } from '../access/routes.fixture.ts'
import { openDatabase } from '../journal/database.ts'
import { Reader } from '../reader/reader.ts'
import { Explainer } from './explain.ts'
import { serveExplanations } from './routes.ts'

const endings: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const feed: FeedDocument = {
  id: 'tickets',
  title: { zh: '测试', en: '' },
  department: { zh: '市数据局', en: '' },
  source: 't',
  connector: 'http-poll',
  settings: { url: 'http://secret.example' },
  kind: 'ticket',
  mapping: {},
  rhythm: { type: 'none' },
  simulated: true,
}
const kind = { ...ticket, columns: [{ name: 'topic', title: { zh: '主题', en: '' }, type: 'text' as const }] }

const freshFolder = () => mkdtempSync(join(tmpdir(), 'liaowang-explain-'))

function setUp(folder = freshFolder(), metrics = ticketMetrics) {
  const file = join(folder, 'city.db')
  const engine = ticketEngine(openDatabase(file), { documents: { kinds: [kind], metrics } })
  const reader = new Reader(file)
  endings.push(
    () => rmSync(folder, { recursive: true, force: true }),
    () => engine.stop(),
    () => reader.stop(),
  )
  const explainer = new Explainer({
    engine,
    reader,
    areas,
    kinds: [kind],
    feeds: () => [feed],
    libraries: NO_LIBRARIES,
  })
  const submit = (...ids: string[]) =>
    engine.submit({
      ...ownDraft(
        START,
        ids.map(id => ticketFact({ id, fields: { topic: `topic ${id}`, dueAt: START } })),
      ),
      feed: 'tickets',
    })
  return { engine, reader, explainer, submit }
}

test('[XPL1] [XPL3] an explanation is of one moment with what is shown', async () => {
  const { engine, explainer, submit } = setUp()
  await submit('x/1', 'x/2', 'x/3')
  const found = await explainer.explain('all|211000||')
  expect(found).toMatchObject({ value: 3, total: 3, numerator: null, seq: engine.city.seq, now: START })
  expect(found?.value).toBe(cellValue(engine.city, 'all|211000||'))
  expect(found?.feeds).toMatchObject([{ id: 'tickets', simulated: true, report: { okAt: START } }])
  expect(JSON.stringify(found)).not.toContain('secret.example')
  expect(Check(Explanation, JSON.parse(JSON.stringify(found)))).toBe(true)
  await submit('x/4')
  expect(await explainer.explain('all|211000||')).toMatchObject({ value: 4, total: 4 })
})

test('[XPL8] while everything is counted anew nothing is explained', async () => {
  const folder = freshFolder()
  const { submit, engine } = setUp(folder)
  await submit('x/1')
  engine.checkpoint()
  const { explainer: again, engine: anew } = setUp(folder, ticketMetrics.slice(0, 3))
  expect(anew.recounting).not.toBeNull()
  await expect(again.explain('all|211000||')).rejects.toThrow('counted anew')
  await expect(again.records('all|211000||', 1, '')).rejects.toThrow('counted anew')
  while (!anew.recountStep());
  expect(await again.explain('all|211000||')).toMatchObject({ value: 1 })
})

test('[XPL2] records come in pages, and a filter takes signs literally', async () => {
  const { explainer, submit } = setUp()
  await submit(...Array.from({ length: 120 }, (_, i) => `x/${i}`), 'y/100%')
  const first = await explainer.records('all|211000||', 1, '')
  expect(first).toMatchObject({ total: 121, next: 2 })
  expect(first?.rows).toHaveLength(50)
  const third = await explainer.records('all|211000||', 3, '')
  expect([third?.rows.length, third?.next]).toEqual([21, null])
  const all = await Promise.all([1, 2, 3].map(page => explainer.records('all|211000||', page, '')))
  expect(new Set(all.flatMap(page => page?.rows.map(row => row.id))).size).toBe(121)
  const filtered = await explainer.records('all|211000||', 1, '100%')
  expect(filtered?.rows.map(row => [row.id, row.values])).toEqual([['y/100%', ['topic y/100%']]])
  expect(filtered?.total).toBe(1)
  expect(Check(Records, JSON.parse(JSON.stringify(first)))).toBe(true)
})

test('[XPL12] of a record that is named there is only that one, where it is counted', async () => {
  const { explainer, submit } = setUp()
  await submit('x/1', 'x/12', "y/'1")
  const only = async (record: string, filter = '') => {
    const records = await explainer.records('all|211000||', 1, filter, record)
    return [records?.total, records?.rows.map(({ id }) => id)]
  }
  expect(await only('x/1')).toEqual([1, ['x/1']])
  expect(await only("y/'1")).toEqual([1, ["y/'1"]])
  expect(await only('x/9')).toEqual([0, []])
  expect(await only('x/1', 'x/12')).toEqual([0, []])
})

test('[XPL4] what is no cell, page or filter is refused over HTTP', async () => {
  const { explainer, submit } = setUp()
  await submit('x/1')
  const { app, routes } = routesFor()
  serveExplanations(routes, explainer)
  const server = createServer(app)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  endings.push(
    () => server.closeAllConnections(),
    () => void server.close(),
  )
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const status = async (path: string) => (await fetch(base + path)).status
  expect(await status(`/api/explain?cell=${encodeURIComponent('all|211000||')}`)).toBe(200)
  for (const cell of ['', 'all', 'nothing|211000||', 'all|999999||', 'all|211000|x|', 'feed:tickets'])
    expect([cell, await status(`/api/explain?cell=${encodeURIComponent(cell)}`)]).toEqual([cell, 404])
  for (const query of ['page=0', 'page=1.5', 'page=x', `q=${'x'.repeat(61)}`])
    expect(await status(`/api/records?cell=all%7C211000%7C%7C&${query}`)).toBe(400)
})

test('[RDR1] a question that fails is refused, and the next one is answered', async () => {
  const { engine, reader, submit } = setUp()
  await submit('x/1')
  engine.checkpoint()
  await expect(reader.ask([{ sql: 'SELECT nonsense FROM nowhere', params: [] }])).rejects.toThrow('nowhere')
  await expect(reader.ask([{ sql: 'DELETE FROM things', params: [] }])).rejects.toThrow(/readonly/)
  const { results, applied } = await reader.ask([{ sql: 'SELECT count(*) AS n FROM things', params: [] }])
  expect([results, applied]).toEqual([[[{ n: 1 }]], engine.city.seq])
})
