import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { problem } from '../../shared/kinds/problem/kind.ts'
import { teaSession } from '../../shared/kinds/tea-session/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import type { AnySessionStep, SessionStepName } from '../../shared/sync/session.ts'
import { openDeedCity, type Asking, type DeedCity, type DeedParts } from '../deeds/deed-city.fixture.ts'
import { serveProblems } from '../problems/routes.ts'
import { serveSessions } from './routes.ts'

const [DISTRICT, OTHER_DISTRICT] = ['211004', '211002']
/** Keeps the ledger of the district, and of all others. */
const [OFFICE, CITY_OFFICE, DEPARTMENT] = ['宏伟区发改委', '市营商局', '宏伟区住建局']
const FRIDAY = instant('2026-11-27 14:00')
const END = FRIDAY + 2 * HOUR
const ANNOUNCED = '第198场'

/** As the district's spreadsheet has it: the Friday before. */
function announced() {
  const startsAt = instant('2026-11-20 14:00')
  const { conflict: _conflict, ...part } = partWith(
    { number: ANNOUNCED, theme: '冬季用能', startsAt, enterprises: ['演示企业07'], departments: [] },
    { area: DISTRICT, at: startsAt, event: startsAt },
  )
  const [kind, id] = [teaSession.id, `enterprise/${ANNOUNCED}`]
  return { ...part, type: 'record', kind, id, part: 'main' } as const
}

let held: (() => Promise<void>) | null = null
let city: DeedCity
let office: Asking
let leader: Asking
beforeEach(async () => {
  city = await openDeedCity({
    ...{ kinds: [teaSession, problem], facts: [announced()] },
    serve(routes, parts) {
      const departments = () => [DEPARTMENT, OFFICE]
      // Holds an answer back for as long as a test wants.
      const ask: DeedParts['reader']['ask'] = async queries => {
        const answer = await parts.reader.ask(queries)
        await held?.()
        return answer
      }
      serveSessions(routes, { ...parts, departments, reader: { ask } })
      serveProblems(routes, { ...parts, departments })
    },
  })
  office = city.as(['officer'], { areas: [DISTRICT], departments: [OFFICE] })
  leader = city.as(['leader'], { areas: [DISTRICT] })
})
afterEach(() => city.close())

let actions = 0
const action = () => `tea-act-${++actions}`
const table = (over = {}) => ({
  ...{ action: action(), area: DISTRICT, theme: '融资对接', startsAt: FRIDAY, endsAt: END },
  ...{ venue: '区政务服务中心三楼', host: '区长', enterprises: ['演示企业03', '演示企业11'] },
  ...{ departments: [DEPARTMENT], ...over },
})
const plan = async (over = {}, who = office) =>
  (await who.post('/api/tea-sessions', table(over))).body.session
const does = (
  who: Asking,
  id: string,
  name: SessionStepName,
  seen: number,
  more: Partial<AnySessionStep> = {},
) => who.post(`/api/tea-sessions/${id}/${name}`, { action: action(), seen, ...more })
const minutes = { text: '两家企业提出问题', attended: ['演示企业03'] }
const raise = (session: string, over = {}) =>
  office.post('/api/problems', {
    ...{ action: action(), area: DISTRICT, title: '天然气接引', enterprise: '演示企业03', source: 'tea' },
    ...{ session, ...over },
  })
const works = (id: string, step: string, seen: number, more = {}) =>
  office.post(`/api/problems/${id}/${step}`, { action: action(), seen, ...more })

describe('planning', () => {
  test('[TSS1] [TSS7] (HW-01, T-PII-01) it is one fact of a post, with its number and its office; what was written is masked', async () => {
    const made = await plan({ venue: '联系张三丰 13800001234' })
    expect(made).toMatchObject({
      ...{ id: 'XC20261123-1', can: ['cancel'], problems: [], unsettled: 0, collect: false },
      row: { state: 'planned', awaits: 'holding', firms: 2, department: OFFICE, host: '区长' },
    })
    const thing = JSON.stringify(city.engine.thing('enterprise/XC20261123-1'))
    expect(thing).toContain('138****1234')
    expect(thing).not.toMatch(/13800001234|account-|"p\d"/)
    expect(city.audit.map(({ action: what, object, outcome }) => [what, object, outcome])).toEqual([
      ['tea.plan', 'tea/XC20261123-1', 'done'],
    ])
    const byLeader = await plan({}, leader)
    expect(byLeader.history[0]).toMatchObject({ type: 'planned', role: 'leader', place: DISTRICT })
    const elsewhere = city.as(['officer'], { areas: [OTHER_DISTRICT], departments: [CITY_OFFICE] })
    expect((await plan({ area: OTHER_DISTRICT }, elsewhere)).row.department).toBe(CITY_OFFICE)
  })

  test.each([
    ['no theme', { theme: '' }, 'malformed'],
    ['an area that is none', { area: '219999' }, 'denied'],
    ['a day that is over', { startsAt: FRIDAY - 7 * DAY, endsAt: END - 7 * DAY }, 'sessionInPast'],
    ['an end before its beginning', { endsAt: FRIDAY }, 'sessionEnds'],
    ['a department that is none', { departments: ['月球局'] }, 'noDepartment'],
    ['one enterprise twice', { enterprises: ['演示企业03', '演示企业03'] }, 'malformed'],
    ['who pays', { sponsor: '演示企业01' }, 'malformed'],
  ])('[TSS1] %s is refused and nothing happens', async (_, over, code) => {
    expect((await office.post('/api/tea-sessions', table(over))).body.code).toBe(code)
    expect(city.audit).toEqual([])
  })

  test('[TSS2] sent twice it is one', async () => {
    const same = table()
    const both = await Promise.all([same, same].map(body => office.post('/api/tea-sessions', body)))
    expect(both.map(({ body }) => body.session.id)).toEqual(['XC20261123-1', 'XC20261123-1'])
    expect(city.audit).toHaveLength(1)
  })

  test('[TSS7] (T-AUD-02) what the audit cannot tell of does not happen', async () => {
    city.breakAudit()
    expect((await office.post('/api/tea-sessions', table())).body.code).toBe('auditDown')
    expect((await office.get('/api/tea-sessions')).body.sessions.map(({ id }: { id: string }) => id)).toEqual(
      [ANNOUNCED],
    )
  })
})

describe('holding and closing', () => {
  test('[TSS3] minutes are written once it has begun, by the office; a leader closes it', async () => {
    const { id } = await plan()
    expect((await does(office, id, 'hold', 1, minutes)).body.code).toBe('notNow')
    await city.moveTo(FRIDAY + HOUR)
    expect((await does(leader, id, 'hold', 1, minutes)).status).toBe(403)
    const held = await does(office, id, 'hold', 1, minutes)
    expect(held.body.session).toMatchObject({
      ...{ can: [], row: { state: 'held', awaits: 'closing', came: 1, attended: ['演示企业03'] } },
    })
    expect((await does(office, id, 'close', 2, { text: '办结' })).status).toBe(403)
    expect((await does(leader, id, 'cancel', 2, { text: '取消' })).status).toBe(403)
    const closed = await does(leader, id, 'close', 2, { text: '没有提出问题' })
    expect(closed.body.session).toMatchObject({ can: [], row: { state: 'closed', open: false } })
    expect(closed.body.session.history.map(({ role }: { role: string }) => role)).toEqual([
      ...['officer', 'officer', 'leader'],
    ])
  })

  test('[TSS3] what is cancelled takes no minutes', async () => {
    const { id } = await plan()
    expect((await does(office, id, 'cancel', 1, { text: '企业均不能到场' })).body.session.row.state).toBe(
      'cancelled',
    )
    await city.moveTo(END)
    expect((await does(office, id, 'hold', 2, minutes)).body.code).toBe('notNow')
  })

  test('[TSS4] (HW-01, HW-02) what is raised there goes into the ledger, and closes with it: handed on, or off the ledger', async () => {
    const { id } = await plan()
    expect((await raise(id)).body.code).toBe('noTable')
    await city.moveTo(FRIDAY + HOUR)
    expect((await office.get(`/api/tea-sessions/${id}`)).body.collect).toBe(true)
    const [gas, own] = [await raise(id), await raise(id, { title: '内部纠纷' })].map(
      ({ body }) => body.problem.id as string,
    )
    await does(office, id, 'hold', 1, minutes)
    const { body: open } = await leader.get(`/api/tea-sessions/${id}`)
    expect(open).toMatchObject({ unsettled: 2, can: ['close'], collect: true })
    expect(open.problems.map(({ number, state }: Record<string, string>) => [number, state])).toEqual([
      [gas, 'collected'],
      [own, 'collected'],
    ])
    const close = () => does(leader, id, 'close', 2, { text: '均已交办' })
    expect(await close()).toMatchObject({ status: 409, body: { code: 'unsettled' } })
    await works(gas!, 'take', 1)
    await works(gas!, 'assign', 2, { group: 'utilities', to: DEPARTMENT, promisedAt: END + 7 * DAY })
    await works(own!, 'take', 1)
    expect((await close()).body.code).toBe('unsettled')
    await works(own!, 'reject', 2, { reason: 'own', text: '企业自身原因' })
    const closed = await close()
    expect(closed.body.session).toMatchObject({ unsettled: 0, collect: false, row: { state: 'closed' } })
    expect((await raise(id)).body.code).toBe('noTable')
  })

  test('[TSS9] (HW-01, F-52) of a problem that is raised and a session that is closed at once one is taken', async () => {
    const { id } = await plan()
    await city.moveTo(END)
    await does(office, id, 'hold', 1, minutes)
    const close = () => does(leader, id, 'close', 2, { text: '均已交办' })
    // It has looked at what was raised, and has not heard yet that it is nothing.
    const [asked, told] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    held = async () => {
      asked.resolve()
      await told.promise
    }
    const closing = close()
    await asked.promise
    const raising = raise(id)
    for (let n = 0; n < 10; n++) await office.get('/api/problems')
    told.resolve()
    held = null
    expect((await closing).body.session.row.state).toBe('closed')
    expect((await raising).body.code).toBe('noTable')
  })

  test('[TSS5] (F-52) what saw another step is refused with how it stands; of two that cross one is taken', async () => {
    const { id } = await plan()
    await city.moveTo(END)
    const both = await Promise.all([
      does(office, id, 'hold', 1, minutes),
      does(office, id, 'cancel', 1, { text: '没有举行' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await does(leader, id, 'close', 1, { text: '办结' })).toMatchObject({
      ...{ status: 409, body: { code: 'stale', current: { row: { step: 2 } } } },
    })
  })
})

test('[TSS6] (T-RBAC-01) nobody acts or looks outside his role, his area and his department', async () => {
  const { id } = await plan()
  await city.moveTo(END)
  await raise(id)
  const elsewhere = city.as(['officer', 'leader'], { areas: [OTHER_DISTRICT], departments: [CITY_OFFICE] })
  const denied = [
    await elsewhere.post('/api/tea-sessions', table()),
    await city.as(['viewer']).post('/api/tea-sessions', table()),
    await elsewhere.get(`/api/tea-sessions/${id}`),
    await does(elsewhere, id, 'hold', 1, minutes),
    await does(elsewhere, id, 'close', 1, { text: '办结' }),
    await city.as(['reporter']).get('/api/tea-sessions'),
    await city.as(['sysadmin']).get('/api/tea-sessions/options'),
  ]
  expect(denied.map(({ status }) => status)).toEqual(denied.map(() => 403))
  expect((await elsewhere.get('/api/tea-sessions')).body.sessions).toEqual([])
  const { body } = await office.get('/api/tea-sessions/options')
  expect(body.departments).toEqual(expect.arrayContaining([DEPARTMENT, OFFICE, CITY_OFFICE]))
  expect(body.areas.every((area: string) => area.startsWith(DISTRICT))).toBe(true)
})

test('[TSS8] (ADR 19) what a spreadsheet announced is in the list and goes on here', async () => {
  const { id } = await plan()
  const ids = async () =>
    (await office.get('/api/tea-sessions')).body.sessions.map((each: { id: string }) => each.id)
  expect(await ids()).toEqual([id, ANNOUNCED])
  const path = `/api/tea-sessions/${encodeURIComponent(ANNOUNCED)}`
  expect((await office.get(path)).body).toMatchObject({ can: ['hold', 'cancel'], row: { awaits: 'nothing' } })
  const held = await office.post(`${path}/hold`, { action: action(), seen: 1, ...minutes })
  expect(held.body.session.row).toMatchObject({ state: 'held', awaits: 'closing', open: true })
})
