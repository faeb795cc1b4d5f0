import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { cellValue } from '../../shared/city/city.ts'
import { MONDAY, type Asking, type DeedCity } from '../deeds/deed-city.fixture.ts'
import {
  CITY_OFFICE,
  DEPARTMENT,
  DISTRICT,
  OFFICE,
  openCity,
  OTHER_DISTRICT,
  PAPER,
} from './problems.fixture.ts'

let city: DeedCity
let leader: Asking
let office: Asking
let department: Asking
beforeEach(async () => {
  city = await openCity()
  leader = city.as(['leader'], { areas: [DISTRICT] })
  office = city.as(['officer'], { departments: [OFFICE] })
  department = city.as(['officer'], { departments: [DEPARTMENT] })
})
afterEach(() => city.close())

let actions = 0
const action = () => `action-${++actions}`
const problem = (over = {}) => ({
  ...{
    action: action(),
    area: DISTRICT,
    title: '天然气接引',
    text: '希望供暖前接通',
    enterprise: '演示企业07',
  },
  ...{ source: 'tea', category: 'utilities', session: '第198场', ...over },
})
const collect = async (over = {}) => (await office.post('/api/problems', problem(over))).body.problem
const at = (id: string, step: string) => `/api/problems/${id}/${step}`
const assigned = (seen: number, over = {}) => ({
  ...{
    action: action(),
    seen,
    group: 'utilities',
    to: DEPARTMENT,
    promisedAt: MONDAY + 10 * DAY,
    text: '请办',
    ...over,
  },
})
const does = async (who: Asking, id: string, step: string, seen: number, more = {}) =>
  who.post(at(id, step), { action: action(), seen, ...more })

/** From the table to an answer. */
async function answered(): Promise<string> {
  const { id } = await collect()
  await does(office, id, 'take', 1)
  await office.post(at(id, 'assign'), assigned(2))
  await does(department, id, 'begin', 3)
  await does(department, id, 'answer', 4, { text: '管线已接通' })
  return id
}

describe('collecting', () => {
  test('[PLED1] a problem has a number, an owner and a clock at once, and is in before it is answered', async () => {
    const { status, body } = await leader.post('/api/problems', problem())
    expect(status).toBe(200)
    expect(body.seq).toBe(city.engine.city.seq)
    expect(body.problem.row).toMatchObject({
      ...{ number: 'WT20261123-1', state: 'collected', department: OFFICE, office: OFFICE, area: DISTRICT },
      ...{ dueAt: instant('2026-11-25') - 1, open: true, session: '第198场', enterprise: '演示企业07' },
    })
    const [first] = body.problem.history
    expect(first).toMatchObject({
      type: 'collected',
      role: 'leader',
      place: DISTRICT,
      text: '希望供暖前接通',
    })
    city.engine.flush()
    expect(cellValue(city.engine.city, `problem.found|${DISTRICT}||`)).toBe(2)
    expect((await collect()).row.number).toBe('WT20261123-2')
    expect(city.engine.city.feeds.get('problems')).toMatchObject({ received: 2, accepted: 2, quarantined: 0 })
  })

  test('[PLED1] the ledger of an area is kept by its own office, else by that of the city', async () => {
    const town = await leader.post(
      '/api/problems',
      problem({ area: '211004001', source: 'cadre', session: undefined }),
    )
    expect(town.body.problem.row).toMatchObject({ office: OFFICE, area: '211004001' })
    const elsewhere = await office.post('/api/problems', problem({ area: OTHER_DISTRICT }))
    expect(elsewhere.body.problem.row['office']).toBe(CITY_OFFICE)
    expect((await office.post('/api/problems', problem({ area: '211999' }))).status).toBe(400)
  })

  test('[PLED2] what was raised at a tea table names one that has begun (HW-01)', async () => {
    for (const session of [undefined, '第9场', '第199场', PAPER])
      expect(await office.post('/api/problems', problem({ session })), session).toMatchObject({
        ...{ status: 400, body: { code: 'noTable' } },
      })
    expect(
      (await office.post('/api/problems', problem({ source: 'envoy', session: undefined }))).status,
    ).toBe(200)
  })

  test('[PLED4] pressed twice it is one, also where midnight lay between', async () => {
    const twice = problem()
    const both = await Promise.all([twice, twice].map(body => office.post('/api/problems', body)))
    expect(both.map(({ body }) => body.problem.id)).toEqual(['WT20261123-1', 'WT20261123-1'])
    await city.moveTo(MONDAY + DAY)
    expect((await office.post('/api/problems', twice)).body.problem.id).toBe('WT20261123-1')
    expect((await collect()).id).toBe('WT20261124-1')
    expect(city.engine.city.feeds.get('problems')?.received).toBe(2)
  })

  test.each([
    ['no title', { title: '' }],
    ['an area that is none', { area: '../x' }],
    ['a source that is none', { source: 'rumour' }],
    ['another field', { person: '张三' }],
  ])('[PLED8] (T-JSON-01) %s is refused and nothing happens', async (_, over) => {
    const { status, body } = await office.post('/api/problems', problem(over))
    expect([status, body.code]).toEqual([400, 'malformed'])
    expect(city.audit).toEqual([])
  })
})

describe('from the table to striking off', () => {
  test('[PLED3] each step by whose turn it is, an answer sent back included', async () => {
    const { id } = await collect()
    const steps = [
      [office, 'take', {}],
      [
        office,
        'assign',
        { group: 'utilities', groupName: '接引专班', to: DEPARTMENT, promisedAt: MONDAY + 5 * DAY },
      ],
      [department, 'begin', {}],
      [department, 'answer', { text: '已列入计划' }],
      [office, 'return', { text: '企业认为没有解决' }],
      [department, 'answer', { text: '管线已接通' }],
      [office, 'confirm', { satisfaction: 'satisfied', text: '企业已用气' }],
      [leader, 'strike', { text: '同意销号' }],
    ] as const
    const states: string[] = []
    for (const [i, [who, step, more]] of steps.entries()) {
      const { status, body } = await does(who, id, step, i + 1, more)
      expect(status, JSON.stringify(body)).toBe(200)
      states.push(body.problem.row.state)
    }
    expect(states).toEqual([
      ...['analysing', 'assigned', 'handling', 'resolved', 'handling', 'resolved', 'confirmed', 'struck_off'],
    ])
    const { body } = await leader.get(`/api/problems/${id}`)
    expect(body.row).toMatchObject({ struckOff: true, returns: 1, satisfaction: 'satisfied', open: false })
    expect(
      body.history.map(
        (row: { department: string | null; place: string | null }) => row.department ?? row.place,
      ),
    ).toEqual([...[OFFICE, OFFICE, OFFICE, DEPARTMENT, DEPARTMENT, OFFICE, DEPARTMENT, OFFICE, DISTRICT]])
    expect(body.can).toEqual([])
  })

  test('[PLED3] nobody steps over another: what is not its turn is refused with how it stands', async () => {
    const { id } = await collect()
    const early = await office.post(at(id, 'assign'), assigned(1))
    expect(early).toMatchObject({ status: 409, body: { code: 'notNow', current: { id, can: ['take'] } } })
    const struck = await does(leader, id, 'strike', 1, { text: 'x' })
    expect(struck).toMatchObject({ status: 409, body: { code: 'notNow' } })
  })

  test('[PLED5] (F-52) what saw another step is refused with how it stands; of two that cross one is taken', async () => {
    const id = await answered()
    const late = await does(office, id, 'confirm', 4, { satisfaction: 'fair', text: '可以' })
    expect(late).toMatchObject({ status: 409, body: { code: 'stale', current: { row: { step: 5 } } } })
    const both = await Promise.all([
      does(office, id, 'confirm', 5, { satisfaction: 'fair', text: '可以' }),
      does(office, id, 'return', 5, { text: '还不行' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('[PLED6] it is given to a department that there is, for a day to come', async () => {
    const { id } = await collect()
    await does(office, id, 'take', 1)
    for (const [code, over] of [
      ['noDepartment', { to: '月球局' }],
      ['promisedInPast', { promisedAt: MONDAY - HOUR }],
      ['malformed', { group: 'temporary' }],
    ] as const)
      expect((await office.post(at(id, 'assign'), assigned(2, over))).body.code).toBe(code)
    // Who keeps a ledger may have one himself.
    expect((await office.post(at(id, 'assign'), assigned(2, { to: OFFICE }))).status).toBe(200)
  })

  test('[PLED6] it goes on only with another that is on the ledger, and a rejection says why (DOMAIN 2.3)', async () => {
    const first = await collect()
    const second = await collect()
    const third = await collect()
    for (const { id } of [first, second, third]) await does(office, id, 'take', 1)
    expect((await does(office, first.id, 'reject', 2, { reason: 'policy' })).body.code).toBe('malformed')
    const rejected = await does(office, first.id, 'reject', 2, { reason: 'policy', text: '不在目录内' })
    expect(rejected.body.problem.row).toMatchObject({ state: 'rejected', reason: 'policy', counted: false })
    for (const mergedInto of [second.id, first.id, 'WT19990101-1', '第198场'])
      expect((await does(office, second.id, 'merge', 2, { mergedInto, text: '同类' })).body.code).toBe(
        'noTarget',
      )
    const merged = await does(office, second.id, 'merge', 2, { mergedInto: third.id, text: '同类' })
    expect(merged.body.problem.row).toMatchObject({ state: 'merged', mergedInto: third.id })
  })

  test('[PLED10] what the ledger on paper began goes on here, with the posts that it did not know left out', async () => {
    const { status } = await office.post(at(PAPER, 'assign'), assigned(2))
    expect(status).toBe(200)
    const { body } = await leader.get(`/api/problems/${PAPER}`)
    expect(body.history.map((row: { role: string | null }) => row.role)).toEqual([null, null, 'officer'])
    expect(body.row).toMatchObject({ state: 'assigned', department: DEPARTMENT })
  })
})

describe('who', () => {
  test('[PLED7] (T-RBAC-01) nobody acts outside his role, his area or his department', async () => {
    const id = await answered()
    const elsewhere = city.as(['leader'], { areas: [OTHER_DISTRICT] })
    const viewer = city.as(['viewer'], { areas: [OTHER_DISTRICT] })
    const bounded = city.as(['officer'], { areas: [OTHER_DISTRICT], departments: [DEPARTMENT] })
    const words = { text: 'x' }
    const denied = [
      await elsewhere.post('/api/problems', problem()),
      await bounded.post('/api/problems', problem()),
      await city.as(['viewer']).post('/api/problems', problem()),
      await elsewhere.get(`/api/problems/${id}`),
      await viewer.get(`/api/problems/${id}`),
      // Who answers does not confirm, who confirms does not strike off.
      await does(department, id, 'confirm', 5, { satisfaction: 'satisfied', ...words }),
      await does(leader, id, 'confirm', 5, { satisfaction: 'satisfied', ...words }),
      await does(office, id, 'answer', 5, words),
      await does(office, id, 'strike', 5, words),
      await does(elsewhere, id, 'strike', 5, words),
      await city.as(['sysadmin']).get('/api/problems'),
      await city.as([]).get('/api/problems/options'),
    ]
    expect(denied.map(({ status }) => status)).toEqual(denied.map(() => 403))
    expect((await viewer.get('/api/problems')).body).toMatchObject({ problems: [], collect: false })
    const { body } = await bounded.get('/api/problems/options')
    expect(body.areas).toContain(OTHER_DISTRICT)
    expect(body.areas.every((area: string) => area.startsWith(OTHER_DISTRICT))).toBe(true)
  })

  test('[PLED8] (T-PII-01) what people write is masked, and neither a person nor an account is in the journal', async () => {
    const { id } = await collect({ text: '联系张三丰 13800001234', enterprise: '演示企业07' })
    await does(office, id, 'take', 1)
    const thing = JSON.stringify(city.engine.thing(`enterprise/${id}`))
    expect(thing).toContain('138****1234')
    expect(thing).not.toMatch(/13800001234|account-|"p\d"/)
    expect(JSON.stringify(city.audit)).not.toContain('13800001234')
    expect(city.audit.map(entry => [entry.action, entry.actor.name, entry.object, entry.outcome])).toEqual([
      ['problem.collect', 'account-p1', `problem/${id}`, 'done'],
      ['problem.take', 'account-p1', `problem/${id}`, 'done'],
    ])
  })

  test('[PLED8] (T-AUD-02) what the audit cannot tell of does not happen', async () => {
    city.breakAudit()
    expect(await office.post('/api/problems', problem())).toMatchObject({
      ...{ status: 503, body: { code: 'auditDown' } },
    })
    expect(city.engine.city.feeds.get('problems')?.received ?? 0).toBe(0)
  })
})

test('[PLED9] lists hold what is overdue first, then what is due, then what is over', async () => {
  const struck = await answered()
  await does(office, struck, 'confirm', 5, { satisfaction: 'fair', text: '可以' })
  await does(leader, struck, 'strike', 6, { text: '同意' })
  await city.moveTo(MONDAY + 2 * DAY)
  const fresh = await collect()
  const ids = async (query: string) =>
    (await leader.get(`/api/problems${query}`)).body.problems.map(({ id }: { id: string }) => id)
  expect(await ids('')).toEqual([PAPER, fresh.id, struck])
  expect(await ids('?open=1')).toEqual([PAPER, fresh.id])
  const { body } = await leader.get('/api/problems/options')
  expect(body.sessions.map((row: { number: string }) => row.number)).toEqual(['第198场'])
  expect(body.departments).toEqual([...[DEPARTMENT, '宏伟区财政局', OFFICE, CITY_OFFICE].sort()])
})
