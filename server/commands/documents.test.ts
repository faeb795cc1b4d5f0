import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { START } from '../../shared/city/ticket.fixture.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import type { DocumentFact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { ConsoleFamily } from '../../shared/sync/publications.ts'
import { fillCity } from '../backup/backup.fixture.ts'
import { loadDocuments } from '../documents/load.ts'
import { ownDraft } from '../engine/engine.ts'
import { noticeFact } from '../engine/notices.ts'
import { publishedFact } from '../engine/published.ts'
import { cityFolders, ticketEngine } from '../engine/ticket-engine.fixture.ts'
import { digestOf } from '../publications/known.ts'
import { KeyRing } from '../secrets/key-ring.ts'
import { signedScenes } from '../signing/signed-scenes.ts'
import { openSigningKey, SIGNING_TABLES } from '../signing/signing-key.ts'
import { openTrust } from '../trust/database.ts'
import { dispatch } from './dispatch.ts'
import { commands } from './registry.ts'

const { fresh, open } = cityFolders('documents')
const QINGTAN = join(import.meta.dirname, '../../examples/qingtan')

async function called(environment: { readonly [name: string]: string }, ...words: readonly string[]) {
  const said: string[] = []
  const ground = { environment, now: () => START, say: (line: string) => void said.push(line) }
  const code = await dispatch(words, commands, ground, line => said.push(line))
  return [code, said.join('\n')] as const
}

const read = (home: string, path: string) => JSON.parse(readFileSync(join(home, path), 'utf8')) as Fields

/** A document as the console puts it in force; null: retired. */
function published(home: string, family: ConsoleFamily, id: string, document: Fields | null): DocumentFact {
  const file = join(home, `${family}s`, `${id}.json`)
  const basis = existsSync(file) ? digestOf(read(home, `${family}s/${id}.json`)) : ''
  return publishedFact({
    ...{ family, id, version: 2, at: START, document, retired: document === null },
    ...{ note: '', basis, earlier: [] },
  })
}

const NOTICE = noticeFact({
  ...{ id: 'example.2027.1', calendar: 'example', year: 2027, at: START, source: '演示', corrections: [] },
  ...{ from: '2027-01-01', to: '2027-12-28', holidays: { '2027-01-01': '元旦' }, workdays: {} },
})

/** The example city with what its console did since: another metric, a new one, one retired, a scene with another title. */
async function edited({ stops = true, more = [] as readonly DocumentFact[] } = {}) {
  const home = fresh()
  cpSync(QINGTAN, home, { recursive: true })
  const dataDir = fresh()
  const open_ = read(home, 'metrics/requests.open.json')
  const scene = read(home, 'scenes/requests.json')
  const facts = [
    published(home, 'metric', 'requests.open', { ...open_, decimals: 1 }),
    published(home, 'metric', 'requests.new', { ...open_, id: 'requests.new' }),
    published(home, 'metric', 'requests.topic', null),
    published(home, 'scene', 'requests', { ...scene, title: { zh: '演示改名', en: 'Renamed' } }),
    ...more,
  ]
  const engine = ticketEngine(open(dataDir))
  await engine.submit(ownDraft(START, facts))
  if (stops) await engine.stop()
  return { home, dataDir, engine, here: { DATA_DIR: dataDir, CITY_DIR: home, MOCK_CITY: 'off' } }
}

const idsOf = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id)
const load = (home: string) =>
  loadDocuments(home, kinds, fault => {
    throw new Error(JSON.stringify(fault))
  })

test('[CMD7] what is in force is written as a folder that a start reads to the same; files that say the same stay as they were written', async () => {
  const { here, home } = await edited({ more: [NOTICE] })
  const target = join(fresh(), 'new', 'city')
  const [code, said] = await called({ ...here, REQUESTS_HMAC: 'a-value-of-a-secret' }, 'documents', 'export', target) // oxfmt-ignore
  expect([code, said]).toEqual([0, expect.stringContaining(`files changed in ${target}`)])
  const documents = load(target)
  expect(idsOf(documents.metrics)).toContain('requests.new')
  expect(idsOf(documents.metrics)).not.toContain('requests.topic')
  expect(read(target, 'metrics/requests.open.json')['decimals']).toBe(1)
  expect(read(target, 'scenes/requests.json')['title']).toEqual({ zh: '演示改名', en: 'Renamed' })
  // What a notice settled is in its calendar, as whoever starts there anew must have it.
  expect(read(target, 'calendars/example.json')['holidays']).toMatchObject({ '2027-01-01': '元旦' })
  const same = ['city.json', 'areas/qingtan.json', 'maps/qingtan.geojson', 'feeds/requests.json', 'metrics/requests.hour.json'] // oxfmt-ignore
  for (const path of same) expect(readFileSync(join(target, path)).equals(readFileSync(join(home, path)))).toBe(true) // oxfmt-ignore
  const all = readdirSync(target, { recursive: true, withFileTypes: true }).filter(each => each.isFile())
  const texts = all.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
  expect(texts.join('')).not.toContain('a-value-of-a-secret')
  expect(await called(here, 'documents', 'drift', target, '--check')).toEqual([0, expect.stringContaining(`0 differ from ${target}`)]) // oxfmt-ignore
})

test('[CMD7] beside a server that runs, what came after its checkpoint is there too', async () => {
  const { here, engine } = await edited({ stops: false })
  const target = join(fresh(), 'city')
  expect((await called(here, 'documents', 'export', target))[0]).toBe(0)
  expect(read(target, 'metrics/requests.new.json')['id']).toBe('requests.new')
  await engine.stop()
})

test('[CMD7] a folder with something in it is left alone, or what changes there is said file by file; what is no document stays', async () => {
  const { here } = await edited()
  const target = fresh()
  cpSync(QINGTAN, target, { recursive: true })
  writeFileSync(join(target, 'README.md'), 'ours')
  writeFileSync(join(target, 'metrics', 'notes.txt'), 'ours')
  const before = readFileSync(join(target, 'metrics/requests.open.json'), 'utf8')
  const [code, said] = await called(here, 'documents', 'export', target)
  expect([code, said]).toEqual([2, expect.stringMatching(/is not empty: .*documents drift.*--into-existing/)])
  expect(readFileSync(join(target, 'metrics/requests.open.json'), 'utf8')).toBe(before)
  const [done, told] = await called(here, 'documents', 'export', target, '--into-existing')
  expect(done).toBe(0)
  expect(told.split('\n').slice(0, -1)).toEqual([
    'metrics/requests.new.json; there is no such file; version 2 of the console decides: written',
    'metrics/requests.open.json; the file says something else; version 2 of the console decides: written',
    'metrics/requests.topic.json; the file is not in force; the console retired it with version 2: removed',
    'scenes/requests.json; the file says something else; version 2 of the console decides: written',
  ])
  expect(existsSync(join(target, 'metrics/requests.topic.json'))).toBe(false)
  expect([readFileSync(join(target, 'README.md'), 'utf8'), readFileSync(join(target, 'metrics/notes.txt'), 'utf8')]).toEqual(['ours', 'ours']) // oxfmt-ignore
  expect((await called(here, 'documents', 'export', target, '--into-existing'))[1]).toMatch(
    /^0 files changed/,
  )
})

test('[CMD8] what differs is said with who decides it, and ends with 1 where it is checked', async () => {
  const { here, home } = await edited()
  const [code, said] = await called(here, 'documents', 'drift')
  expect(code).toBe(0)
  expect(said.split('\n').filter(line => line.startsWith('metrics/'))).toEqual([
    'metrics/requests.new.json; there is no such file; version 2 of the console decides',
    'metrics/requests.open.json; the file says something else; version 2 of the console decides',
    'metrics/requests.topic.json; the file is not in force; the console retired it with version 2',
  ])
  expect(said).toMatch(/the console decides 4; 4 differ from /)
  const [checked, why] = await called(here, 'documents', 'drift', '--check')
  expect([checked, why]).toEqual([1, expect.stringContaining('is not what is in force: "documents export')])
  // Somebody has changed the file since the console took over.
  writeFileSync(
    join(home, 'metrics/requests.open.json'),
    JSON.stringify({ ...read(home, 'metrics/requests.open.json'), decimals: 2 }),
  )
  expect((await called(here, 'documents', 'drift'))[1]).toContain('requests.open.json; the file says something else; version 2 of the console decides; the file of the city has changed since') // oxfmt-ignore
})

test('[CMD8] a file says the same however it is written, and another city is another folder', async () => {
  const { here, home } = await edited()
  const other = fresh()
  cpSync(home, other, { recursive: true })
  const hour = read(home, 'metrics/requests.hour.json')
  writeFileSync(join(other, 'metrics/requests.hour.json'), JSON.stringify(Object.fromEntries(Object.entries(hour).reverse()))) // oxfmt-ignore
  rmSync(join(other, 'feeds/requests.json'))
  writeFileSync(join(other, 'city.json'), JSON.stringify({ ...read(home, 'city.json'), title: { zh: '演示', en: 'x' } })) // oxfmt-ignore
  const [, said] = await called(here, 'documents', 'drift', other)
  expect(said).toContain('city.json; the file says something else\n')
  expect(said).toContain('feeds/requests.json; there is no such file; the folder of the city decides\n')
  expect(said).not.toContain('requests.hour')
})

test('[CMD8] what the server that ran last had otherwise is in force after the next start', async () => {
  const { here, home, dataDir } = await edited()
  const engine = ticketEngine(open(dataDir))
  // A server signs its scenes, and the folder does not.
  const key = openSigningKey(openTrust(':memory:', [SIGNING_TABLES]), new KeyRing(join(fresh(), 'keys')), 0)
  await engine.submit(ownDraft(START, signedScenes(key, load(home).facts, new Map())))
  await engine.stop()
  expect((await called(here, 'documents', 'drift'))[1]).not.toContain('after the next start')
  writeFileSync(
    join(home, 'metrics/requests.hour.json'),
    JSON.stringify({ ...read(home, 'metrics/requests.hour.json'), decimals: 2 }),
  )
  rmSync(join(home, 'metrics/requests.latest.json'))
  const feed = read(home, 'feeds/requests.json')
  const mapping = { ...(feed['mapping'] as Fields), version: { from: 'rev' } }
  writeFileSync(join(home, 'feeds/requests.json'), JSON.stringify({ ...feed, mapping }))
  const [, said] = await called(here, 'documents', 'drift')
  expect(said.split('\n').filter(line => line.includes('after the next start'))).toEqual([
    expect.stringMatching(/^feed\/requests; /),
    expect.stringMatching(/^metric\/requests.hour; /),
    expect.stringMatching(/^metric\/requests.latest; /),
  ])
})

test('[CMD7] [CMD8] what cannot be done ends with a sentence and its code, and leaves nothing', async () => {
  const { here, home, dataDir } = await edited()
  expect(await called(here, 'documents', 'export')).toEqual([2, expect.stringContaining('name the folder')])
  expect(await called(here, 'documents', 'drift', join(home, 'nowhere'))).toEqual([2, expect.stringContaining('there is no folder')]) // oxfmt-ignore
  expect(await called(here, 'documents', 'export', join(home, 'city.json'))).toEqual([2, expect.stringContaining('is no folder')]) // oxfmt-ignore
  const nobody = { ...here, DATA_DIR: fresh() }
  const target = join(fresh(), 'city')
  expect(await called(nobody, 'documents', 'export', target)).toEqual([2, expect.stringContaining('has no city.db')]) // oxfmt-ignore
  await fillCity(nobody.DATA_DIR, 1)
  expect((await called(nobody, 'documents', 'drift', '--check'))[0]).toBe(0)
  // One of the console that cannot be used any more is told of; the folder's stands, as at a start.
  const engine = ticketEngine(open(dataDir))
  await engine.submit(ownDraft(START, [published(home, 'metric', 'requests.hour', { id: 'requests.hour' })]))
  await engine.stop()
  const [code, said] = await called(here, 'documents', 'export', target)
  expect([code, said]).toEqual([0, expect.stringContaining('metric requests.hour, version 2 of the console is left out')]) // oxfmt-ignore
  expect(read(target, 'metrics/requests.hour.json')).toEqual(read(home, 'metrics/requests.hour.json'))
  rmSync(join(home, 'areas'), { recursive: true })
  mkdirSync(join(home, 'areas'))
  expect((await called(here, 'documents', 'export', join(fresh(), 'city')))[0]).toBe(2)
})
