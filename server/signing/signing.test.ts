import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCity, type City, type Published } from '../../shared/city/city.ts'
import { apply } from '../../shared/city/apply.ts'
import { settle } from '../../shared/city/settle.ts'
import { areas, ticket } from '../../shared/city/ticket.fixture.ts'
import type { Calendar } from '../../shared/calendar/calendar.ts'
import { canonical, digest } from '../../shared/model/digest.ts'
import type { DocumentFact, DocumentFamily, Fact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'
import { ownDraft } from '../engine/engine.ts'
import { publishedFact, publishedIn, type PublishedDocument } from '../engine/published.ts'
import { KeyRing, SecretsError } from '../secrets/key-ring.ts'
import { rotate } from '../secrets/rotate.ts'
import { openTrust } from '../trust/database.ts'
import { createPublishedVersions, signedVersion } from './published-versions.ts'
import { righted } from './righted.ts'
import { signedScenes } from './signed-scenes.ts'
import { openSigningKey, SIGNING_TABLES, type SigningKey } from './signing-key.ts'

let folder = ''
let trust: DatabaseSync
let ring: KeyRing
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liaowang-signing-'))
  trust = openTrust(':memory:', [SIGNING_TABLES])
  ring = new KeyRing(join(folder, 'keys'))
})
afterEach(() => {
  trust.close()
  rmSync(folder, { recursive: true })
})

const opened = () => openSigningKey(trust, ring, 0)
function settledKey(): SigningKey {
  opened().settle()
  return opened()
}

const version = (n: number, title: string): PublishedDocument => ({
  ...{ family: 'scene', id: 'overview', version: n, at: n, document: { id: 'overview', title } },
  ...{ retired: false, note: '演示', basis: '', earlier: [] },
})
const asKnown = (published: PublishedDocument): Published => {
  const { digest: of, body } = publishedFact(published)
  return { digest: of, body }
}
const NAME = 'published/scene/overview'
const among = (key: SigningKey | null, document: Published) =>
  publishedIn(createPublishedVersions(key).among(new Map([[NAME, document]])))

test('[SIGN1] (T-SEC-01) the key opens with the file of keys alone, and none is made in the place of one that does not open', () => {
  const key = opened()
  const signature = key.sign('words')
  const again = opened()
  expect([again.publicKey, again.isSigned('words', signature), again.isSigned('other', signature)]).toEqual([
    ...[key.publicKey, true, false],
  ])
  expect(rotate(trust, ring)).toBe(1)
  expect(opened().publicKey).toEqual(key.publicKey)
  writeFileSync(join(folder, 'other'), `${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 })
  expect(() => openSigningKey(trust, new KeyRing(join(folder, 'other')), 0)).toThrow(SecretsError)
  // Another text in its place is none that opens, and says nothing new about its age.
  trust.exec(`UPDATE signing_key SET sealed = 'v1:a:b:c'`)
  expect(opened).toThrow(SecretsError)
  // Without the key nothing of the console stands.
  expect(among(null, asKnown(signedVersion(key, version(1, '甲'))))).toEqual([])
})

test('[SIGN2] (T-WALL-03) what was not signed as it stands there gives way to the newest version that was, else to the folder', () => {
  const key = settledKey()
  const { earlier: _, family: __, id: ___, basis: ____, ...first } = signedVersion(key, version(1, '甲'))
  const second = signedVersion(key, { ...version(2, '乙'), earlier: [first] })
  const stands = (published: PublishedDocument) =>
    among(key, asKnown(published)).map(each => [each.version, each.document?.['title'], each.earlier.length])
  expect(stands(second)).toEqual([[2, '乙', 1]])
  const rogue = { id: 'overview', title: '丙' }
  expect(stands({ ...second, document: rogue })).toEqual([[1, '甲', 0]])
  expect(stands({ ...second, retired: true })).toEqual([[1, '甲', 0]])
  expect(stands({ ...second, version: 3 })).toEqual([[1, '甲', 0]])
  // Nor does the console ever offer an older one that nobody signed.
  expect(stands({ ...second, earlier: [{ ...first, document: rogue }] })).toEqual([[2, '乙', 0]])
  expect(stands({ ...second, id: 'another' })).toEqual([])
  const { signature: _____, ...bare } = second
  expect(stands({ ...bare, earlier: [] })).toEqual([])
})

test('[SIGN7] what stood there before there was a key is signed once; where something is signed already it is not', () => {
  const key = opened()
  const [adopted] = among(key, asKnown({ ...version(2, '乙'), earlier: [] }))
  expect(adopted?.signature).toBeTypeOf('string')
  // That start died before it was written: the next one does it again.
  expect(among(opened(), asKnown(version(2, '乙')))).toHaveLength(1)
  const mixed = new Map([
    [NAME, asKnown(version(2, '乙'))],
    ['published/scene/b', asKnown(signedVersion(key, { ...version(1, '丁'), id: 'b' }))],
  ])
  expect(publishedIn(createPublishedVersions(opened()).among(mixed)).map(({ id }) => id)).toEqual(['b'])
  key.settle()
  expect(opened().isNew).toBe(false)
  expect(among(opened(), asKnown(version(2, '乙')))).toEqual([])
})

const fact = (family: DocumentFamily, id: string, body: Fields): DocumentFact => ({
  ...{ type: 'document', family, id, digest: digest(canonical(body)), body },
})
const FACTS = [
  fact('scene', 'overview', { id: 'overview', title: '总览' }),
  fact('metric', 'open', { id: 'open', title: '未办结' }),
]

/** A city that has taken in these facts, all of it settled and written. */
function cityOf(facts: readonly Fact[]): City {
  const calendarOf = () => ({}) as Calendar
  const city = createCity({ areas, kinds: [ticket], calendarOf, metrics: [], now: 0 })
  apply(city, { ...ownDraft(0, facts), seq: 1 }, () => null)
  settle(city)
  city.unsavedDocuments.clear()
  return city
}
const none: ReadonlyMap<string, Published> = new Map()

test('[SIGN6] a scene that says the same keeps its signature, another one gets its own, and without a key none is lost', () => {
  const key = settledKey()
  const signed = signedScenes(key, FACTS, none)
  const city = cityOf(signed)
  expect(signedScenes(key, FACTS, city.documents)).toEqual(signed)
  expect(signedScenes(null, FACTS, city.documents)).toEqual(signed)
  const changed = [fact('scene', 'overview', { id: 'overview', title: '新总览' })]
  expect(signedScenes(key, changed, city.documents)[0]?.digest).not.toBe(signed[0]?.digest)
  expect(signedScenes(null, changed, city.documents)).toEqual(changed)
})

const change = (city: City, name: string, body: Fields) =>
  city.documents.set(name, { digest: city.documents.get(name)?.digest ?? 'of its own', body })

test('[SIGN3] (T-WALL-03) what a start reads otherwise than it was signed, or folded in, is named and put right', () => {
  const key = settledKey()
  const versions = createPublishedVersions(key)
  const published = publishedFact(signedVersion(key, version(1, '甲')))
  const signed = signedScenes(key, FACTS, none)
  const right = (spoil: (city: City) => void) => {
    const city = cityOf([...signed, published])
    spoil(city)
    return { city, found: righted({ city, facts: FACTS, versions, key }) }
  }
  expect(right(() => undefined).found).toEqual([])

  const scene = right(city => change(city, 'scene/overview', { ...signed[0]?.body, title: '不实' }))
  expect(scene.found).toEqual(['scene/overview'])
  // By no digest is it in force: what is published next takes its place.
  expect(scene.city.documents.get('scene/overview')?.digest).toBe('')
  const metric = right(city => change(city, 'metric/open', { id: 'open', title: '不实' }))
  expect([metric.found, metric.city.documents.get('metric/open')?.digest]).toEqual([['metric/open'], ''])

  const rogue = right(city => change(city, NAME, { ...published.body, document: { id: 'overview' } }))
  expect([rogue.found, rogue.city.documents.has(NAME)]).toEqual([[NAME], false])
  const added = right(city => change(city, 'scene/rogue', { id: 'rogue' }))
  expect(added.found).toEqual(['scene/rogue'])

  const cell = right(city => {
    const shown = city.cells.get('doc:scene/overview')
    if (shown !== undefined) Object.assign(shown, { value: { id: 'x' }, json: '{"id":"x"}' })
  })
  expect(cell.found).toEqual(['scene/overview'])
  settle(cell.city)
  expect(cell.city.cells.get('doc:scene/overview')?.value).toEqual(signed[0]?.body)
})
