import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ROOT, runCommand } from '../../scripts/command.ts'
import type { FeedDocument, MetricDocument, SceneDocument } from '../../shared/model/documents.ts'
import type { DocumentFile, DocumentsStanding } from '../../shared/sync/publications.ts'
import type { QuarantineBoard } from '../../shared/sync/quarantine.ts'
import { listen } from '../city/listener.ts'
import { startServer, type ServerProcess } from '../faults/server-process.ts'
import { openPage, setUpHouse } from '../trust/accounts.ts'
import { pairWall } from '../trust/paired-wall.ts'

const NOON = '2026-11-24T12:00:00+08:00'
const root = mkdtempSync(join(tmpdir(), 'liaowang-by-files-'))
const [home, exported, mended] = ['city', 'exported', 'mended'].map(name => join(root, name)) as [
  string,
  string,
  string,
]
afterAll(() => rmSync(root, { recursive: true }))

const FEED: FeedDocument = {
  ...{ id: 'roads', source: 'roads', connector: 'file-drop', kind: 'occurrence', simulated: true },
  title: { zh: '道路事件', en: 'roads' },
  department: { zh: '演示道路局', en: 'Bureau of roads' },
  settings: {
    ...{ folder: 'roads', pattern: '*.csv', format: 'csv', everySeconds: 1 },
    columns: ['编号', '事件', '发生', '更新'],
  },
  rhythm: { type: 'none' },
  mapping: {
    ...{ id: { from: '编号' }, at: { from: '更新' }, event: { from: '发生' }, area: [{ const: '990100' }] },
    fields: {
      number: { from: '编号', as: 'identifier', required: true },
      title: { from: '事件', as: 'text', mask: false, required: true },
    },
  },
}
const METRIC: MetricDocument = {
  ...{ id: 'roads.open', unit: { zh: '件', en: '' }, kind: 'occurrence', by: [], areas: ['city'] },
  title: { zh: '未办结道路事件', en: 'Open on roads' },
  definition: { zh: '道路局上报且未办结的事件', en: 'Told by the bureau of roads and not done' },
  where: [
    ['system', '=', 'roads'],
    ['open', '=', true],
  ],
  ...{ aggregate: { type: 'count' }, window: { type: 'now' }, decimals: 0, scale: 1 },
}
const CSV = `编号,事件,发生,更新
R-1,演示路面塌陷,2026-11-24 09:00:00,2026-11-24 09:10:00
R-2,演示井盖缺失,2026-11-24 09:05:00,2026-11-24 09:15:00
`

const write = (folder: string, path: string, document: object) =>
  writeFileSync(join(folder, path), JSON.stringify(document, null, 2))

/** A new feed, a new number, and a panel of the scene that shows it: files in a folder. */
function layFolder(folder: string): void {
  cpSync(join(ROOT, 'examples/qingtan'), folder, { recursive: true })
  write(folder, 'feeds/roads.json', FEED)
  write(folder, 'metrics/roads.open.json', METRIC)
  const scene = JSON.parse(readFileSync(join(folder, 'scenes/requests.json'), 'utf8')) as SceneDocument
  const panels = scene.panels.map(panel =>
    panel.id === 'kpis' ? { ...panel, metrics: { ...panel.metrics, open: 'roads.open@city' } } : panel,
  )
  write(folder, 'scenes/requests.json', { ...scene, panels })
}

async function start(data: string, city: string) {
  const dataDir = join(root, data)
  mkdirSync(join(dataDir, 'upstreams/roads'), { recursive: true })
  const settings = { CITY_DIR: city, REQUESTS_HMAC: 'never-to-be-written', CITY_CLOCK: `${NOON}@1` }
  const server = await startServer(dataDir, settings)
  writeFileSync(join(dataDir, 'upstreams/roads/today.csv'), CSV)
  return { server, here: { DATA_DIR: dataDir, CITY_DIR: city, MOCK_CITY: 'off' } }
}

async function comeIn({ address, said }: ServerProcess) {
  const house = await setUpHouse(address, /\/set-up#([\w-]{43})/.exec(said())?.[1] ?? '')
  const { page } = await house.person('operator', ['operator'], { areas: 'all', departments: 'all' })
  return { operator: page, wall: await pairWall(address, page, 'internal', '990100') }
}

/** What the scene of a wall tells of the new number. */
async function onWall({ address }: ServerProcess, cookie: string, expected: number): Promise<void> {
  const wall = listen(address, 'requests/990100@internal', cookie, 'wall')
  await expect.poll(() => wall.cells.get('roads.open|990100||'), { timeout: 20_000 }).toBe(expected)
  wall.close()
}

const command = (env: { readonly [name: string]: string }, ...words: readonly string[]) =>
  runCommand('node', ['--import', './server/compile-cache.js', 'server/commands/main.ts', ...words], {
    env,
    limit: 60_000,
  })

test('[OTH4] by files alone a new upstream comes to the wall; what the console changed since is exported beside the running server, and another one started with it is the same', async () => {
  layFolder(home)
  const { server, here } = await start('data', home)
  const { operator, wall } = await comeIn(server)
  await onWall(server, wall, 2)

  const { inForce, digest } = await operator.ask<DocumentFile>('GET', '/api/documents/metric/roads.open')
  const changed = { ...inForce, title: { zh: '道路事件', en: 'On roads' } }
  await operator.ask('POST', '/api/documents', {
    ...{ family: 'metric', id: 'roads.open', act: 'publish', document: changed, note: '改名', seen: digest },
  })
  const drift = await command(here, 'documents', 'drift', '--check')
  expect([drift.code, drift.output]).toEqual([
    1,
    expect.stringContaining('metrics/roads.open.json; the file says something else; version 1 of the console decides'), // oxfmt-ignore
  ])
  expect(drift.output).not.toContain('after the next start')
  const written = await command(here, 'documents', 'export', exported)
  expect([written.code, written.output]).toEqual([0, expect.stringContaining('makes the same city')])
  const toldBy = async (page: typeof operator) =>
    (await page.ask<DocumentsStanding>('GET', '/api/documents')).families.metric.map(({ id, title }) => [
      id,
      title,
    ])
  const before = await toldBy(operator)
  expect(await server.stop()).toBe(0)

  const { server: other, here: there } = await start('data-2', exported)
  const second = await comeIn(other)
  await onWall(other, second.wall, 2)
  expect(await toldBy(second.operator)).toEqual(before)
  const file = await second.operator.ask<DocumentFile>('GET', '/api/documents/metric/roads.open')
  expect([file.owner, file.inForce]).toEqual(['folder', changed])
  const after = await command(there, 'documents', 'drift', '--check')
  expect([after.code, after.output]).toEqual([0, expect.stringContaining('the console decides 0; 0 differ')])
  expect(await other.stop()).toBe(0)
})

/** On a screen that is paired for it: the key of one that was is with its browser. */
async function onNewWall(server: ServerProcess, cookie: string, expected: number): Promise<void> {
  const operator = openPage(server.address, cookie)
  await onWall(server, await pairWall(server.address, operator, 'internal', '990100'), expected)
}

/** What of a feed was set aside, reason by reason. */
async function setAside(page: ReturnType<typeof openPage>) {
  const { groups } = await page.ask<QuarantineBoard>('GET', '/api/quarantine/groups?feed=roads')
  return groups.map(({ reason, path, records }) => [reason, path, records])
}

test('[OTH5] by files alone what was set aside comes in once the mapping is mended in its folder, and a document is rolled back by its old file', async () => {
  layFolder(mended)
  const { fields } = FEED.mapping as { readonly fields: { readonly [name: string]: object } }
  const broken = { ...fields, title: { ...fields['title'], from: '标题' } }
  write(mended, 'feeds/roads.json', { ...FEED, mapping: { ...(FEED.mapping as object), fields: broken } })
  const { server, here } = await start('data-3', mended)
  const { operator } = await comeIn(server)
  await expect.poll(() => setAside(operator), { timeout: 20_000 }).toEqual([['no value', '标题', 2]])

  write(mended, 'feeds/roads.json', FEED)
  const waiting = await command(here, 'documents', 'drift')
  expect(waiting.output).toMatch(/^feed\/roads; the file of the city has changed .* after the next start$/m)
  expect(await server.stop()).toBe(0)
  const { server: second } = await start('data-3', mended)
  await onNewWall(second, operator.cookie(), 2)
  expect(await setAside(openPage(second.address, operator.cookie()))).toEqual([])
  expect(second.said()).toContain('took 2 of 2 records out of quarantine')
  expect(await second.stop()).toBe(0)

  const metric = 'metrics/roads.open.json'
  const old = readFileSync(join(mended, metric))
  write(mended, metric, { ...METRIC, where: [...METRIC.where, ['number', '=', 'R-1']] })
  const { server: third } = await start('data-3', mended)
  await onNewWall(third, operator.cookie(), 1)
  writeFileSync(join(mended, metric), old)
  expect(await third.stop()).toBe(0)
  const { server: fourth } = await start('data-3', mended)
  await onNewWall(fourth, operator.cookie(), 2)
  const drift = await command(here, 'documents', 'drift', '--check')
  expect([drift.code, drift.output]).toEqual([0, expect.stringContaining('the console decides 0; 0 differ')])
  expect(await fourth.stop()).toBe(0)
})
