import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Fields } from '../../shared/model/value.ts'
import type { DocumentFile } from '../../shared/sync/publications.ts'
import { sceneText } from '../../shared/sync/scene-proof.ts'
import type { Start } from '../../shared/sync/start.ts'
import { openPage } from './accounts.ts'
import { houseOf, type Asking } from './people.ts'
import { pairWall } from './paired-wall.ts'
import { behindTheServer, isOfCity, startSignedCity, watchAsWall } from './signed-city.ts'

const home = mkdtempSync(join(tmpdir(), 'liaowang-signed-'))
const TOPIC = 'overview/211000@public'
/** Two looks of the server, and the slowness of a machine. */
const BOUND = { timeout: 20_000, interval: 100 }
type City = Awaited<ReturnType<typeof startSignedCity>>
let city: City
let operator: Asking

beforeAll(async () => {
  city = await startSignedCity(home)
  operator = await (await houseOf(city.address, city.setUpToken)).person('operator-1', 'operator')
}, 60_000)
afterAll(async () => {
  await city.stop()
  rmSync(home, { recursive: true })
})

interface Listed {
  readonly screens: readonly { readonly now: { readonly told: { readonly verdict: string } | null } | null }[]
  readonly tampered: readonly { readonly document: string }[]
}
const listed = (by = operator) => by.ask<Listed>('GET', '/api/screens')
const tampered = async () => (await listed()).tampered.map(({ document }) => document)
const wallOf = async (at: City, by: Asking) =>
  watchAsWall(at.address, await pairWall(at.address, by, 'public', '211000'), TOPIC)
const signedBy = async () => {
  const { signedBy: key } = await operator.ask<Start>('GET', '/api/start?as=desk')
  if (key === null) throw new Error('the city signs nothing')
  return key
}
const ROGUE = `{"zh":"不实的标题","en":"untrue"}`
const titleOf = (document: Fields | null) => (document?.['title'] as Fields | undefined)?.['zh']

test('[SIGN4] [SIGN5] (T-WALL-03) a row that is changed behind the running server reaches no wall, is an alarm within seconds, and is put right', async () => {
  const wall = await wallOf(city, operator)
  const key = await signedBy()
  const { inForce, digest } = await operator.ask<DocumentFile>('GET', '/api/documents/scene/overview')
  const document = { ...inForce, title: { zh: '演示总览', en: 'Shown' } }
  await operator.ask('POST', '/api/documents', {
    ...{ family: 'scene', id: 'overview', act: 'publish', document, note: '演示', seen: digest },
  })
  const again = await wallOf(city, operator)
  await expect.poll(() => titleOf(again.document('overview')), BOUND).toBe('演示总览')
  expect(again.scenes().filter(([, body]) => !isOfCity(key, body as Fields))).toEqual([])
  // Whoever is not told of what the city signed has nothing to tell it from.
  expect(isOfCity(key, { ...again.document('overview'), title: JSON.parse(ROGUE) as Fields })).toBe(false)

  const bodies = () => {
    let rows: unknown
    behindTheServer(home, db => {
      rows = db
        .prepare("SELECT name, body FROM documents WHERE name LIKE '%scene/overview' ORDER BY name")
        .all()
    })
    return JSON.stringify(rows)
  }
  await expect.poll(bodies, BOUND).toContain('演示总览')
  const before = bodies()
  behindTheServer(home, db => {
    db.exec(
      `UPDATE documents SET body = json_set(body, '$.title', json('${ROGUE}')) WHERE name = 'scene/overview'`,
    )
    db.exec(`UPDATE documents SET body = json_set(body, '$.document.title', json('${ROGUE}')) WHERE name = 'published/scene/overview'`) // oxfmt-ignore
  })
  expect(bodies()).toContain('不实的标题')
  await expect.poll(tampered, BOUND).toEqual(['scene/overview', 'scene/overview'])
  expect(city.alarm('documents-tampered')).toContain('scene/overview')
  await expect.poll(bodies, BOUND).toBe(before)
  expect(titleOf(again.document('overview'))).toBe('演示总览')
  for (const each of [wall, again]) each.leave()
}, 90_000)

test('[SCD16] [LIVE19] (T-WALL-03) a wall that shows something else says so itself, and operators see it', async () => {
  const wall = await wallOf(city, operator)
  const document = wall.document('overview') as Fields
  const say = (shown: Fields) =>
    wall.say({
      scene: {
        id: 'overview',
        hash: createHash('sha256').update(sceneText('overview', shown)).digest('base64url'),
      },
      ...{ version: '', refused: [] },
    })
  const verdicts = async () => (await listed()).screens.flatMap(({ now }) => (now === null ? [] : [now.told?.verdict ?? null])) // oxfmt-ignore
  // One of an older version says nothing, and nothing is wrong.
  await expect.poll(verdicts, BOUND).toEqual([null])
  expect(city.alarm('screens-differ')).toBe('')
  say(document)
  await expect.poll(verdicts, BOUND).toEqual(['same'])
  for (let i = 0; i < 2; i++) say({ ...document, title: '不实' })
  await expect.poll(verdicts, BOUND).toEqual(['scene'])
  expect(city.alarm('screens-differ')).toContain('演示大屏 public')
  say(document)
  await expect.poll(verdicts, BOUND).toEqual(['same'])
  expect(city.alarm('screens-differ')).toBe('')
  wall.leave()
}, 60_000)

test('[SIGN2] [SIGN3] (T-WALL-03) what was changed while the server was away is refused by its next start: what was signed stands, and it is an alarm', async () => {
  await city.stop()
  behindTheServer(home, db => {
    db.exec(
      `UPDATE documents SET body = json_set(body, '$.title', json('${ROGUE}')) WHERE name = 'scene/overview'`,
    )
    db.exec(`UPDATE cells SET value = json_set(value, '$.title', json('${ROGUE}')) WHERE key = 'doc:scene/overview'`) // oxfmt-ignore
    db.exec(`UPDATE documents SET body = json_set(body, '$.document.title', json('${ROGUE}'), '$.version', 9) WHERE name = 'published/scene/overview'`) // oxfmt-ignore
  })
  city = await startSignedCity(home)
  operator = openPage(city.address, operator.cookie())
  expect(city.alarm('documents-tampered')).toContain('scene/overview')
  const wall = await wallOf(city, operator)
  // Nothing of the console was signed as it stands there: the folder's scene is shown.
  const folder = await operator.ask<DocumentFile>('GET', '/api/documents/scene/overview')
  expect(folder).toMatchObject({ owner: 'folder', versions: [] })
  expect(titleOf(wall.document('overview'))).toBe(titleOf(folder.folder))
  expect(isOfCity(await signedBy(), wall.document('overview'))).toBe(true)
  wall.leave()
}, 90_000)
