import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import { stationVisit } from '../../shared/kinds/station-visit/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import type { AnyVisitStep, VisitStepName } from '../../shared/sync/visit.ts'
import { MONDAY, openDeedCity, type Asking, type DeedCity } from '../deeds/deed-city.fixture.ts'
import { serveVisits } from './routes.ts'

const [DISTRICT, TOWN, OTHER_DISTRICT] = ['211004', '211004001', '211002']
const DEPARTMENT = '宏伟区住建局'

/** As another platform tells of it. */
function receivedElsewhere() {
  const { conflict: _conflict, ...part } = partWith(
    { number: 'YZ20261123001', title: '村道积水', subject: 'request', channel: 'phone' },
    { area: TOWN, at: MONDAY, event: MONDAY },
  )
  const [kind, id] = [stationVisit.id, 'reception/YZ20261123001']
  return { ...part, type: 'record', kind, id, part: 'main' } as const
}

let city: DeedCity
let officer: Asking
let leader: Asking
beforeEach(async () => {
  city = await openDeedCity({
    ...{ kinds: [stationVisit], facts: [receivedElsewhere()] },
    serve: (routes, parts) => serveVisits(routes, { ...parts, departments: () => [DEPARTMENT] }),
  })
  officer = city.as(['officer'], { areas: [DISTRICT], departments: ['宏伟区信访局'] })
  leader = city.as(['leader'], { areas: [DISTRICT] })
})
afterEach(() => city.close())

let actions = 0
const visit = (over = {}) => ({
  ...{ action: `visit-act-${++actions}`, area: TOWN, title: '邻里漏水' },
  ...{ subject: 'dispute', channel: 'walkIn', ...over },
})
const receive = async (over = {}, who = officer) => (await who.post('/api/visits', visit(over))).body.visit
const does = (who: Asking, id: string, name: VisitStepName, seen: number, more: Partial<AnyVisitStep> = {}) =>
  who.post(`/api/visits/${id}/${name}`, { action: `visit-act-${++actions}`, seen, ...more })
const words = { text: '说明' }

describe('receiving', () => {
  test('[VST1] [VST7] (PRV-01, T-PII-01) it is one fact of a post, with a number and a clock; what was said is masked', async () => {
    const made = await receive({ text: '联系张三丰 13800001234' })
    expect(made).toMatchObject({
      ...{ id: 'FT20261123-1', can: ['answer', 'solve', 'escalate'] },
      row: { state: 'received', subject: 'dispute', dueAt: MONDAY + DAY, department: '宏伟区信访局' },
    })
    const thing = JSON.stringify(city.engine.thing('station/FT20261123-1'))
    expect(thing).toContain('138****1234')
    expect(thing).not.toMatch(/13800001234|account-|"p\d"/)
    expect(city.audit.map(({ action, object, outcome }) => [action, object, outcome])).toEqual([
      ['visit.receive', 'visit/FT20261123-1', 'done'],
    ])
    const byLeader = await receive({}, leader)
    expect(byLeader.history[0]).toMatchObject({ role: 'leader', place: DISTRICT, department: null })
  })

  test('[VST2] sent twice it is one', async () => {
    const same = visit()
    const [first, second] = [await officer.post('/api/visits', same), await officer.post('/api/visits', same)]
    expect(second.body.visit.id).toBe(first.body.visit.id)
    expect(city.audit).toHaveLength(1)
  })

  test.each([
    ['no matter', { title: '' }, 'malformed'],
    ['a subject that is none', { subject: 'rumour' }, 'malformed'],
    ['an area that is none', { area: '219999' }, 'noArea'],
    ['who came', { person: '张三' }, 'malformed'],
  ])('[VST1] %s is refused and nothing happens', async (_, over, code) => {
    expect(await officer.post('/api/visits', visit(over))).toMatchObject({ status: 400, body: { code } })
    expect(city.audit).toEqual([])
  })

  test('[VST7] (T-AUD-02) what the audit cannot tell of does not happen', async () => {
    city.breakAudit()
    expect((await officer.post('/api/visits', visit())).body.code).toBe('auditDown')
    expect((await officer.get('/api/visits')).body.visits).toEqual([])
  })
})

describe('three ways', () => {
  test('[VST3] answered on the spot it is over', async () => {
    const { id } = await receive({ subject: 'question' })
    const { body } = await does(officer, id, 'answer', 1, words)
    expect(body.visit).toMatchObject({ can: [], row: { state: 'closed', triage: 'answered', onTime: true } })
  })

  test('[VST3] what can be solved may prove hard; then a leader sets a term, and the station closes it', async () => {
    const { id } = await receive()
    const steps = [
      [officer, 'solve', {}],
      [officer, 'escalate', words],
      [leader, 'term', { ...words, dueAt: MONDAY + 5 * DAY, to: DEPARTMENT }],
      [officer, 'close', words],
    ] as const
    const states: string[] = []
    for (const [i, [who, step, more]] of steps.entries()) {
      const { status, body } = await does(who, id, step, i + 1, more)
      expect(status, JSON.stringify(body)).toBe(200)
      states.push(body.visit.row.state)
    }
    expect(states).toEqual(['solving', 'escalated', 'termed', 'closed'])
    const { body } = await leader.get(`/api/visits/${id}`)
    expect(body.row).toMatchObject({ department: DEPARTMENT, triage: 'solvable', onTime: true })
    expect(body.history.map(({ role }: { role: string }) => role)).toEqual([
      ...['officer', 'officer', 'officer', 'leader', 'officer'],
    ])
  })

  test('[VST4] (F-52) what saw another step is refused with how it stands; of two that cross one is taken', async () => {
    const { id } = await receive()
    await does(officer, id, 'solve', 1)
    expect(await does(officer, id, 'close', 1, words)).toMatchObject({
      ...{ status: 409, body: { code: 'stale', current: { row: { step: 2 } } } },
    })
    expect((await does(officer, id, 'answer', 2, words)).body.code).toBe('notNow')
    const both = await Promise.all([
      does(officer, id, 'close', 2, words),
      does(officer, id, 'escalate', 2, words),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('[VST5] a term is still to come, and for a department that there is', async () => {
    const { id } = await receive()
    await does(officer, id, 'escalate', 1, words)
    for (const [code, more] of [
      ['promisedInPast', { dueAt: MONDAY - HOUR }],
      ['noDepartment', { dueAt: MONDAY + DAY, to: '月球局' }],
    ] as const)
      expect((await does(leader, id, 'term', 2, { ...words, ...more })).body.code).toBe(code)
  })
})

test('[VST6] (T-RBAC-01) nobody acts or looks outside his role and his area', async () => {
  const { id } = await receive()
  await does(officer, id, 'escalate', 1, words)
  const elsewhere = city.as(['officer', 'leader'], { areas: [OTHER_DISTRICT] })
  const term = { ...words, dueAt: MONDAY + DAY }
  const denied = [
    await elsewhere.post('/api/visits', visit()),
    await city.as(['viewer']).post('/api/visits', visit()),
    await elsewhere.get(`/api/visits/${id}`),
    await does(elsewhere, id, 'term', 2, term),
    await does(officer, id, 'term', 2, term),
    await does(leader, id, 'close', 2, words),
    await city.as(['reporter']).get('/api/visits'),
    await city.as(['sysadmin']).get('/api/visits/options'),
  ]
  expect(denied.map(({ status }) => status)).toEqual(denied.map(() => 403))
  expect((await elsewhere.get('/api/visits')).body.visits).toEqual([])
  const { body } = await officer.get('/api/visits/options')
  expect(body.departments).toEqual([DEPARTMENT])
  expect(body.areas.every((area: string) => area.startsWith(DISTRICT))).toBe(true)
})

test('[VST8] lists hold what is overdue first, then what is due, then what is over', async () => {
  const late = await receive()
  const done = await receive()
  await does(officer, done.id, 'answer', 1, words)
  await city.moveTo(MONDAY + DAY + HOUR)
  const fresh = await receive()
  const ids = async (query: string) =>
    (await officer.get(`/api/visits${query}`)).body.visits.map(({ id }: { id: string }) => id)
  expect(await ids('')).toEqual([late.id, fresh.id, done.id])
  expect(await ids('?open=1')).toEqual([late.id, fresh.id])
})

test('[VST8] what another platform tells of is worked on there', async () => {
  expect(city.engine.thing('reception/YZ20261123001')).not.toBeNull()
  expect((await officer.get('/api/visits')).body.visits).toEqual([])
  expect(await officer.get('/api/visits/YZ20261123001')).toMatchObject({ status: 404 })
})
