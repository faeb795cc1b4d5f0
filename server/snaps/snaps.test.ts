import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import type { AnySnapStep, SnapStepName } from '../../shared/sync/snap.ts'
import { MONDAY, type Asking } from '../deeds/deed-city.fixture.ts'
import { jpegOf } from '../photos/jpeg.fixture.ts'
import { CASE, DISTRICT, openSnapCity, OTHER_DISTRICT, TOWN } from './snaps.fixture.ts'

let city: Awaited<ReturnType<typeof openSnapCity>>
let rider: Asking
let officer: Asking
beforeEach(async () => {
  city = await openSnapCity()
  rider = city.as(['reporter'])
  officer = city.as(['officer'], { areas: [DISTRICT], departments: ['宏伟区民政局'] })
})
afterEach(() => city.close())

let actions = 0
const snap = (over = {}) => ({
  ...{ action: `snap-act-${++actions}`, area: TOWN, category: '安全隐患', text: '井盖松动,有坠落危险' },
  ...over,
})
const file = async (over = {}, who = rider) => (await who.post('/api/snaps', snap(over))).body.snap
const does = (who: Asking, id: string, name: SnapStepName, seen: number, more: Partial<AnySnapStep> = {}) =>
  who.post(`/api/snaps/${id}/${name}`, { action: `snap-act-${++actions}`, seen, ...more })

describe('making one', () => {
  test('[SNP1] [SNP6] (HW-18, T-PII-01) it is one fact with a number and a term; nobody stands in the journal, and what he wrote is masked', async () => {
    const photo = city.photos.keep(jpegOf())
    const { status, body } = await rider.post(
      '/api/snaps',
      snap({ text: '联系13800001234', photo, address: '文化路口', lon: 123.18, lat: 41.27 }),
    )
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body.seq).toBe(city.engine.city.seq)
    expect(body.snap).toMatchObject({
      ...{ id: 'SP20261123-1', can: [], address: '文化路口', linked: null },
      row: {
        ...{ state: 'submitted', category: '安全隐患', reporter: '骑手', rider: true, own: true, photo },
        ...{ area: TOWN, dueAt: MONDAY + DAY, department: '市委政法委', open: true, overdue: false },
      },
    })
    const thing = JSON.stringify(city.engine.thing('snap/SP20261123-1'))
    expect(thing).toContain('138****1234')
    expect(thing).not.toMatch(/13800001234|account-|"p\d"/)
    expect(city.audit.map(entry => [entry.action, entry.object, entry.outcome])).toEqual([
      ['snap.file', 'snap/SP20261123-1', 'done'],
    ])
    expect(JSON.stringify(city.audit)).not.toContain('138')
    const staff = await file({}, officer)
    expect(staff).toMatchObject({ id: 'SP20261123-2', row: { reporter: '工作人员', rider: false } })
  })

  test('[SNP2] sent twice it is one, also when the answer was lost before midnight', async () => {
    const same = snap()
    const first = await rider.post('/api/snaps', same)
    await city.moveTo(MONDAY + 20 * HOUR)
    const second = await rider.post('/api/snaps', same)
    expect(second.body.snap.id).toBe(first.body.snap.id)
    expect(city.audit).toHaveLength(1)
    expect((await file()).id).toBe('SP20261124-1')
  })

  test.each([
    ['no words', { text: '' }, 400, 'malformed'],
    ['a category that is none', { category: '谣言' }, 400, 'malformed'],
    ['an area that is none', { area: '219999' }, 400, 'noArea'],
    ['a photo that nobody sent', { photo: '0'.repeat(64) }, 400, 'noPhoto'],
    ['another field', { person: '张三' }, 400, 'malformed'],
  ])('[SNP1] %s is refused and nothing happens', async (_, over, status, code) => {
    const answer = await rider.post('/api/snaps', snap(over))
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(city.audit).toEqual([])
  })

  test('[SNP6] (T-AUD-02) what the audit cannot tell of does not happen', async () => {
    city.breakAudit()
    expect(await rider.post('/api/snaps', snap())).toMatchObject({
      ...{ status: 503, body: { code: 'auditDown' } },
    })
    expect((await rider.get('/api/snaps/mine')).body.snaps).toEqual([])
  })
})

test('[SNP5] (T-PII-01) a number whose report was not kept is given again, and nobody gets to see the next report', async () => {
  city.breakAudit()
  await rider.post('/api/snaps', snap())
  city.mendAudit()
  const other = city.as(['reporter'])
  const photo = city.photos.keep(jpegOf())
  const { id } = await file({ photo }, other)
  expect(id).toBe('SP20261123-1')
  expect((await rider.get('/api/snaps/mine')).body.snaps).toEqual([])
  expect((await rider.get(`/api/snaps/mine/${id}/photo?of=${photo}`)).status).toBe(404)
  expect((await other.get('/api/snaps/mine')).body.snaps).toHaveLength(1)
})

test('[SNP11] (F-05) so many reports and photos an hour are taken of one person, and of another still', async () => {
  const statuses: number[] = []
  for (let n = 0; n < 61; n++) statuses.push((await rider.post('/api/snaps', snap())).status)
  expect([statuses.filter(status => status === 200).length, statuses.at(-1)]).toEqual([60, 429])
  expect((await file({}, city.as(['reporter']))).id).toBe('SP20261123-61')
  const own = (await rider.get('/api/snaps/mine')).body.snaps.map(({ id }: { id: string }) => id)
  expect([own[0], own.at(-1)]).toEqual(['SP20261123-60', 'SP20261123-1'])
})

describe('from the street to the answer', () => {
  test('[SNP3] [SNP8] (DOMAIN 2.3-5) looked at, passed up to a case that is told as it stands, answered', async () => {
    const { id } = await file()
    const steps = [
      ['take', {}],
      ['pass', { upgradedTo: 'citymgmt', upgradedNo: CASE, text: '转城管处置' }],
      ['answer', { text: '井盖已更换,感谢您的上报' }],
    ] as const
    const states: string[] = []
    for (const [i, [step, more]] of steps.entries()) {
      const { status, body } = await does(officer, id, step, i + 1, more)
      expect(status, JSON.stringify(body)).toBe(200)
      states.push(body.snap.row.state)
    }
    expect(states).toEqual(['community_triage', 'upgraded', 'feedback_sent'])
    const [own] = (await rider.get('/api/snaps/mine')).body.snaps
    expect(own).toMatchObject({
      ...{ id, can: [], row: { answer: '井盖已更换,感谢您的上报', open: false, outcome: 'upgraded' } },
      linked: { kind: { zh: '城市管理案件' }, number: CASE, state: { zh: '立案' } },
    })
    expect(own.history.map((row: { department: string | null }) => row.department)).toEqual([
      null,
      ...Array.from({ length: 3 }, () => '宏伟区民政局'),
    ])
  })

  test('[SNP3] nobody steps over another: it is not answered before somebody looked at it', async () => {
    const { id } = await file()
    const early = await does(officer, id, 'answer', 1, { text: '已处理' })
    expect(early).toMatchObject({ status: 409, body: { code: 'notNow', current: { id, can: ['take'] } } })
  })

  test('[SNP4] (F-52) what saw another step is refused with how it stands; of two that cross one is taken', async () => {
    const { id } = await file()
    await does(officer, id, 'take', 1)
    const late = await does(officer, id, 'settle', 1, { text: '已清理' })
    expect(late).toMatchObject({ status: 409, body: { code: 'stale', current: { row: { step: 2 } } } })
    const both = await Promise.all([
      does(officer, id, 'settle', 2, { text: '已清理' }),
      does(officer, id, 'dismiss', 2, { text: '现场未见' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe('who', () => {
  test('[SNP5] (T-RBAC-01) nobody acts or looks outside his role and his area, and a rider sees what is his', async () => {
    const { id } = await file()
    const elsewhere = city.as(['officer'], { areas: [OTHER_DISTRICT] })
    const other = city.as(['reporter'])
    const denied = [
      await does(elsewhere, id, 'take', 1),
      await does(rider, id, 'take', 1),
      await does(city.as(['viewer']), id, 'take', 1),
      await elsewhere.get(`/api/snaps/${id}`),
      await rider.get(`/api/snaps/${id}`),
      await rider.get('/api/snaps'),
      await city.as(['viewer']).post('/api/snaps', snap()),
      await city.as(['reporter'], { areas: [OTHER_DISTRICT] }).post('/api/snaps', snap()),
      await city.as(['sysadmin']).get('/api/snaps'),
      await city.as([]).get('/api/snaps/mine'),
    ]
    expect(denied.map(({ status }) => status)).toEqual(denied.map(() => 403))
    expect((await other.get('/api/snaps/mine')).body.snaps).toEqual([])
    expect((await elsewhere.get('/api/snaps')).body.snaps).toEqual([])
    const bounded = city.as(['reporter'], { areas: [OTHER_DISTRICT] })
    const { areas } = (await bounded.get('/api/snaps/options')).body
    expect(areas.length).toBeGreaterThan(1)
    expect(areas.every(({ id }: { id: string }) => id.startsWith(OTHER_DISTRICT))).toBe(true)
  })

  test('[SNP7] a photo is shown with its report to whoever may see that, and with no other', async () => {
    const [photo, after] = [city.photos.keep(jpegOf()), city.photos.keep(jpegOf({ width: 320 }))]
    const { id } = await file({ photo })
    const without = await file()
    await does(officer, id, 'take', 1)
    await does(officer, id, 'settle', 2, { text: '已清理', photo: after })
    const look = async (who: Asking, path: string) => (await who.get(path)).status
    expect(await look(officer, `/api/snaps/${id}/photo?of=${photo}`)).toBe(200)
    expect(await look(rider, `/api/snaps/mine/${id}/photo?of=${after}`)).toBe(200)
    expect(await look(officer, `/api/snaps/${without.id}/photo?of=${photo}`)).toBe(404)
    const other = city.as(['reporter'])
    expect(await look(other, `/api/snaps/mine/${id}/photo?of=${photo}`)).toBe(404)
    expect(await look(rider, `/api/snaps/${id}/photo?of=${photo}`)).toBe(403)
  })
})

test('[SNP9] lists hold what was made here: what was not answered in time first, what was answered behind', async () => {
  const late = await file()
  const done = await file()
  await does(officer, done.id, 'take', 1)
  await does(officer, done.id, 'settle', 2, { text: '已清理' })
  await does(officer, done.id, 'answer', 3, { text: '已清理' })
  await city.moveTo(MONDAY + DAY + HOUR)
  const fresh = await file()
  const ids = async (query: string) =>
    (await officer.get(`/api/snaps${query}`)).body.snaps.map(({ id }: { id: string }) => id)
  expect(await ids('')).toEqual([late.id, fresh.id, done.id])
  expect(await ids('?open=1')).toEqual([late.id, fresh.id])
})
