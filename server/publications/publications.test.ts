import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MetricDocument } from '../../shared/model/documents.ts'
import type { DocumentFile, ToldDocument } from '../../shared/sync/publications.ts'
import type { TriedCell } from '../../shared/sync/trial.ts'
import type { Asking } from '../deeds/deed-city.fixture.ts'
import { publishedIn } from '../engine/published.ts'
import { openPublicationCity, type PublicationCity } from './publications.fixture.ts'

let city: PublicationCity
let operator: Asking
let other: Asking
beforeEach(async () => {
  city = await openPublicationCity()
  ;[operator, other] = [city.as(['operator']), city.as(['operator'])]
})
afterEach(() => city.close())

const NEW: MetricDocument = {
  id: 'project.tried',
  title: { zh: '原字号项目', en: 'Old brands' },
  unit: { zh: '个', en: '' },
  definition: { zh: '原字号的工程建设项目数', en: 'Construction projects of the old brands' },
  ...{ kind: 'project', where: [['class', '=', '原字号']], aggregate: { type: 'count' }, by: [] },
  ...{ areas: ['city', 'district'], window: { type: 'now' }, decimals: 0, scale: 1 },
}
const publication = (over: object = {}) => ({
  ...{ family: 'metric', id: NEW.id, act: 'publish', document: NEW, note: '演示新指标', seen: '' },
  ...over,
})
const fileOf = async (family: string, id: string): Promise<DocumentFile> =>
  (await operator.get(`/api/documents/${family}/${id}`)).body
const publish = (over: object = {}) => operator.post('/api/documents', publication(over))
const listed = async (id: string): Promise<ToldDocument | undefined> =>
  (await operator.get('/api/documents')).body.families.metric.find((each: ToldDocument) => each.id === id)

/** A metric of the folder that no scene shows: it may go. */
const UNSHOWN = 'project.items.done.today'

test('[PUBL5] [PUBL9] a new number is tried, put in force, and is then what the trial said', async () => {
  const checked = await operator.post('/api/documents/check', { family: 'metric', document: NEW })
  expect(checked).toMatchObject({ status: 200, body: { ok: true, id: NEW.id, isNew: true } })
  const told = new Map((checked.body.tried as TriedCell[]).map(cell => [cell.area, cell.value]))
  expect([told.get('211000'), told.get('211002'), told.get('211004'), told.get('211003')]).toEqual([
    2,
    1,
    1,
    null,
  ])
  expect(publishedIn(city.engine.city.documents)).toEqual([])

  const answer = await publish({ note: '  电话 13912345678  ' })
  expect(answer).toMatchObject({ status: 200, body: { version: 1, retired: false, document: NEW } })
  const [published, ...more] = publishedIn(city.engine.city.documents)
  expect(more).toEqual([])
  expect(published).toMatchObject({ family: 'metric', id: NEW.id, version: 1, basis: '', earlier: [] })
  expect(published?.note).not.toContain('13912345678')
  expect(JSON.stringify(published)).not.toContain('account-')
  city.countIn()
  const cells = [...told].map(([area]) => city.engine.city.cells.get(`${NEW.id}|${area}||`)?.value ?? null)
  expect(cells).toEqual([...told.values()])
  expect(city.audit).toMatchObject([
    { action: 'documents.publish', object: `metric/${NEW.id}`, outcome: 'done' },
  ])
})

test('[PUBL5] what the audit cannot tell of does not happen', async () => {
  city.breakAudit()
  expect((await publish()).status).toBe(503)
  expect(publishedIn(city.engine.city.documents)).toEqual([])
  city.mendAudit()
  expect((await publish()).status).toBe(200)
})

test('[PUBL6] what is published is what was looked at, and is not in force already', async () => {
  await publish()
  const { digest } = await fileOf('metric', NEW.id)
  expect(await publish({ document: { ...NEW, decimals: 1 } })).toMatchObject({
    status: 409,
    body: { code: 'stale' },
  })
  expect(await publish({ seen: digest })).toMatchObject({ status: 409, body: { code: 'nothingNew' } })
  const second = await publish({ seen: digest, document: { ...NEW, decimals: 1 } })
  expect(second).toMatchObject({ status: 200, body: { version: 2 } })
  // Two at once: the later one has not seen the other.
  const now = (await fileOf('metric', NEW.id)).digest
  const both = await Promise.all(
    [2, 3].map(decimals => publish({ seen: now, document: { ...NEW, decimals } })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect((await fileOf('metric', NEW.id)).versions.map(({ version }) => version)).toEqual([3, 2, 1])
})

test('[PUBL7] over the folder, rolled back, put back, retired, and told of a file that has changed', async () => {
  const folder = await fileOf('metric', UNSHOWN)
  expect(folder).toMatchObject({ owner: 'folder', isFolderChanged: false, versions: [] })
  const id = UNSHOWN
  const changed = { ...folder.inForce, decimals: 2 }
  await publish({ id, document: changed, seen: folder.digest })
  const mine = await fileOf('metric', id)
  expect(mine).toMatchObject({ owner: 'console', inForce: { decimals: 2 }, folder: folder.inForce })
  expect(await listed(id)).toMatchObject({ owner: 'console', version: 1, isFolderChanged: false })

  expect((await publish({ id, act: 'retire', document: undefined, seen: mine.digest })).status).toBe(200)
  expect(await fileOf('metric', id)).toMatchObject({ inForce: null, digest: '', owner: 'console' })
  expect(await listed(id)).toMatchObject({ isRetired: true, owner: 'console', version: 2 })

  // An older version is published again: a roll back is a version of its own.
  const { versions } = await fileOf('metric', id)
  expect((await publish({ id, document: versions[1]?.document, seen: '' })).body).toMatchObject({
    version: 3,
  })
  const rolled = await fileOf('metric', id)
  expect(rolled).toMatchObject({ inForce: { decimals: 2 }, digest: mine.digest })

  expect((await publish({ id, act: 'folder', document: undefined, seen: rolled.digest })).status).toBe(200)
  const back = await fileOf('metric', id)
  expect(back).toMatchObject({ owner: 'folder', inForce: folder.inForce })
  expect(await publish({ id, act: 'folder', document: undefined, seen: back.digest })).toMatchObject({
    ...{ status: 409, body: { code: 'nothingNew' } },
  })
  // Where the folder has none, nothing is in force.
  await publish()
  const own = await fileOf('metric', NEW.id)
  expect((await publish({ act: 'folder', document: undefined, seen: own.digest })).status).toBe(200)
  expect(await fileOf('metric', NEW.id)).toMatchObject({ inForce: null, folder: null })
})

test('[PUBL8] a draft is kept and no fact; another person publishes it where that is asked for', async () => {
  const draft = {
    family: 'metric',
    id: NEW.id,
    act: 'publish',
    document: { id: NEW.id },
    note: '',
    basis: '',
  }
  expect(await operator.post('/api/documents/drafts', draft)).toMatchObject({
    status: 200,
    body: { isMine: true },
  })
  expect(publishedIn(city.engine.city.documents)).toEqual([])
  expect(await listed(NEW.id)).toMatchObject({ hasDraft: true, version: null, title: { zh: NEW.id } })
  const seen = (await other.get(`/api/documents/metric/${NEW.id}`)).body
  expect(seen).toMatchObject({ inForce: null, draft: { isMine: false, document: { id: NEW.id } } })

  city.settings.needsSecond = true
  expect(await other.post('/api/documents', publication())).toMatchObject({
    status: 409,
    body: { code: 'needsDraft' },
  })
  await operator.post('/api/documents/drafts', { ...draft, document: NEW })
  expect(await publish()).toMatchObject({ status: 409, body: { code: 'needsSecond' } })
  const another = publication({ document: { ...NEW, decimals: 1 } })
  expect(await other.post('/api/documents', another)).toMatchObject({
    status: 409,
    body: { code: 'needsDraft' },
  })
  expect((await other.post('/api/documents', publication())).status).toBe(200)
  const { digest, draft: none } = await fileOf('metric', NEW.id)
  expect(none).toBeNull()

  const retire = { act: 'retire', document: undefined, seen: digest }
  expect((await other.post('/api/documents', publication(retire))).body.code).toBe('needsDraft')
  await operator.post('/api/documents/drafts', { ...draft, act: 'retire', document: undefined })
  expect((await other.post('/api/documents', publication(retire))).status).toBe(200)
  await operator.post('/api/documents/drafts', { ...draft, document: NEW })
  await operator.post('/api/documents/drafts/discard', { family: 'metric', id: NEW.id })
  expect((await fileOf('metric', NEW.id)).draft).toBeNull()
})

test('[PUBL8] what somebody else drafts of a document stays when it is published otherwise', async () => {
  const draft = { family: 'metric', id: NEW.id, act: 'publish', note: '', basis: '' }
  await operator.post('/api/documents/drafts', { ...draft, document: { ...NEW, decimals: 2 } })
  expect((await other.post('/api/documents', publication())).status).toBe(200)
  expect((await fileOf('metric', NEW.id)).draft?.document).toMatchObject({ decimals: 2 })
  const { digest } = await fileOf('metric', NEW.id)
  await publish({ seen: digest, document: { ...NEW, decimals: 2 } })
  expect((await fileOf('metric', NEW.id)).draft).toBeNull()
})

test('[PUBL4] what others show or complete does not go from under them', async () => {
  const shown = await fileOf('metric', 'project.count')
  const retire = { id: 'project.count', act: 'retire', document: undefined, seen: shown.digest }
  const refused = await publish(retire)
  expect(refused).toMatchObject({ status: 400, body: { code: 'faultyDocument' } })
  expect(refused.body.error).toMatch(
    /scene \w+\/panels\/\d+\/metrics\/\w+: there is no metric "project.count"/,
  )
  const narrow = { ...shown.inForce, areas: ['town'] }
  const checked = await operator.post('/api/documents/check', { family: 'metric', document: narrow })
  expect(checked.body.ok).toBe(false)
  expect(checked.body.faults.join()).toContain('is not counted by district')
})
