import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import { dispute } from '../../shared/kinds/dispute/kind.ts'
import type { AnyDisputeStep, DisputeStepName } from '../../shared/sync/dispute.ts'
import { MONDAY, openDeedCity, type Asking, type DeedCity } from '../deeds/deed-city.fixture.ts'
import { serveDisputes } from './routes.ts'

const [CITY, DISTRICT, TOWN, OTHER_DISTRICT] = ['211000', '211004', '211004001', '211002']

/** As another platform tells of it. */
function elsewhereRegistered() {
  const { conflict: _conflict, ...part } = partWith(
    { number: 'MD202611230001', title: '漏水', type: 'neighbour' },
    { area: TOWN, at: MONDAY, event: MONDAY },
  )
  return { ...part, type: 'record', kind: dispute.id, id: 'dispute/MD202611230001', part: 'main' } as const
}

let city: DeedCity
let village: Asking
let district: Asking
beforeEach(async () => {
  city = await openDeedCity({
    ...{ kinds: [dispute], facts: [elsewhereRegistered()] },
    serve: (routes, parts) => serveDisputes(routes, parts),
  })
  village = city.as(['officer'], { areas: [TOWN], departments: ['工农街道司法所'] })
  district = city.as(['officer'], { areas: [DISTRICT], departments: ['宏伟区司法局'] })
})
afterEach(() => city.close())

let actions = 0
const quarrel = (over = {}) => ({
  ...{ action: `dispute-act-${++actions}`, area: TOWN, title: '翻建房屋影响采光', type: 'homestead' },
  ...{ between: 'persons', parties: 2, source: 'patrol', level: 'village', ...over },
})
const register = async (over = {}, who = village) =>
  (await who.post('/api/disputes', quarrel(over))).body.dispute
const does = (
  who: Asking,
  id: string,
  name: DisputeStepName,
  seen: number,
  more: Partial<AnyDisputeStep> = {},
) => who.post(`/api/disputes/${id}/${name}`, { action: `dispute-act-${++actions}`, seen, ...more })
const words = { text: '说明' }

describe('registering', () => {
  test('[DIS1] [DIS7] (T-PII-01) it is one fact of a post, with a number and a clock; what was said is masked', async () => {
    const made = await register({ text: '联系张三丰 13800001234' })
    expect(made).toMatchObject({
      ...{ id: 'TJ20261123-1', can: ['accept', 'pass', 'guide', 'withdraw'] },
      row: { state: 'registered', level: 'village', department: '工农街道司法所', dueAt: MONDAY + 3 * DAY },
    })
    const thing = JSON.stringify(city.engine.thing('mediation/TJ20261123-1'))
    expect(thing).toContain('138****1234')
    expect(thing).not.toMatch(/13800001234|account-|"p\d"/)
    expect(city.audit.map(({ action, object, outcome }) => [action, object, outcome])).toEqual([
      ['dispute.register', 'dispute/TJ20261123-1', 'done'],
    ])
  })

  test('[DIS2] sent twice it is one', async () => {
    const same = quarrel()
    const [first, second] = [
      await village.post('/api/disputes', same),
      await village.post('/api/disputes', same),
    ]
    expect(second.body.dispute.id).toBe(first.body.dispute.id)
    expect(city.audit).toHaveLength(1)
  })

  test.each([
    ['no matter', { title: '' }, 'malformed'],
    ['one party', { parties: 1 }, 'malformed'],
    ['a type that is none', { type: 'rumour' }, 'malformed'],
    ['an area that is none', { area: '219999' }, 'noArea'],
    ['who they are', { names: '张三、李四' }, 'malformed'],
  ])('[DIS1] %s is refused and nothing happens', async (_, over, code) => {
    expect(await village.post('/api/disputes', quarrel(over))).toMatchObject({ status: 400, body: { code } })
    expect(city.audit).toEqual([])
  })

  test('[DIS7] (T-AUD-02) what the audit cannot tell of does not happen', async () => {
    city.breakAudit()
    expect((await village.post('/api/disputes', quarrel())).body.code).toBe('auditDown')
    expect((await village.get('/api/disputes')).body.disputes).toEqual([])
  })
})

test('[DIS5] [DIS3] (LYX-17) from a village past the town to the district: each works on it while he has it', async () => {
  const { id } = await register()
  const steps = [
    [village, 'accept', {}, 'accepted'],
    [village, 'begin', {}, 'mediating'],
    [village, 'pass', words, 'registered'],
    [village, 'accept', {}, 'accepted'],
    [village, 'begin', {}, 'mediating'],
    [village, 'fail', words, 'failed'],
    [village, 'pass', words, 'registered'],
    [district, 'accept', {}, 'accepted'],
    [district, 'begin', {}, 'mediating'],
    [district, 'settle', { ...words, form: 'written', agreementNo: 'XY-1' }, 'settled'],
    [district, 'confirm', {}, 'settled'],
    [district, 'keep', words, 'kept'],
  ] as const
  const held: unknown[] = []
  for (const [i, [who, step, more, state]] of steps.entries()) {
    const { status, body } = await does(who, id, step, i + 1, more)
    expect([status, body.dispute?.row.state], `${step} ${JSON.stringify(body)}`).toEqual([200, state])
    held.push(body.dispute.row.department)
    if (i === 6) expect((await does(village, id, 'accept', 8)).status).toBe(403)
  }
  expect([...new Set(held)]).toEqual(['工农街道司法所', '宏伟区司法局'])
  const { body } = await district.get(`/api/disputes/${id}`)
  expect(body.row).toMatchObject({
    ...{ resolveLevel: 'county', near: false, confirmed: true, kept: true, onTime: true, marks: [] },
  })
  expect(body.history).toHaveLength(13)
})

test('[DIS3] what the district passes up is the city’s, and there is nobody above', async () => {
  const { id } = await register({ level: 'county' }, district)
  await does(district, id, 'pass', 1, words)
  expect((await does(district, id, 'accept', 2)).status).toBe(403)
  const whole = city.as(['officer'], { areas: [CITY], departments: ['市司法局'] })
  expect((await does(whole, id, 'accept', 2)).body.dispute.row.department).toBe('市司法局')
  expect((await does(whole, id, 'pass', 3, words)).body.code).toBe('notNow')
  expect((await village.post('/api/disputes', quarrel({ level: 'county' }))).status).toBe(403)
})

test('[DIS4] (F-52) what saw another step is refused with how it stands; of two that cross one is taken', async () => {
  const { id } = await register()
  await does(village, id, 'accept', 1)
  expect(await does(village, id, 'begin', 1)).toMatchObject({
    ...{ status: 409, body: { code: 'stale', current: { row: { step: 2 } } } },
  })
  expect((await does(village, id, 'settle', 2, { ...words, form: 'oral' })).body.code).toBe('notNow')
  const both = await Promise.all([
    does(village, id, 'begin', 2),
    does(village, id, 'guide', 2, { ...words, way: 'court' }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('[DIS6] (T-RBAC-01) nobody acts or looks outside his role and his area', async () => {
  const { id } = await register()
  const elsewhere = city.as(['officer', 'leader'], { areas: [OTHER_DISTRICT] })
  const denied = [
    await elsewhere.post('/api/disputes', quarrel()),
    await city.as(['viewer']).post('/api/disputes', quarrel()),
    await elsewhere.get(`/api/disputes/${id}`),
    await does(elsewhere, id, 'accept', 1),
    await does(city.as(['leader'], { areas: [DISTRICT] }), id, 'accept', 1),
    await city.as(['reporter']).get('/api/disputes'),
    await city.as(['sysadmin']).get('/api/disputes/options'),
  ]
  expect(denied.map(({ status }) => status)).toEqual(denied.map(() => 403))
  expect((await elsewhere.get('/api/disputes')).body.disputes).toEqual([])
  const { body } = await village.get('/api/disputes/options')
  expect(body.areas).toEqual([TOWN])
})

test('[DIS8] lists hold what was registered here: what is overdue first, then what is due, then what is over', async () => {
  const late = await register()
  const done = await register()
  await does(village, done.id, 'withdraw', 1, words)
  await city.moveTo(MONDAY + 3 * DAY + HOUR)
  const fresh = await register()
  const ids = async (query: string) =>
    (await village.get(`/api/disputes${query}`)).body.disputes.map(({ id }: { id: string }) => id)
  expect(await ids('')).toEqual([late.id, fresh.id, done.id])
  expect(await ids('?open=1')).toEqual([late.id, fresh.id])
  expect((await village.get('/api/disputes/MD202611230001')).status).toBe(404)
})
