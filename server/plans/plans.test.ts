import { afterEach, beforeEach, expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import { item, ran, STAGES } from '../../shared/kinds/project/project.fixture.ts'
import { project } from '../../shared/kinds/project/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { PlanChangeName, PlanHistory } from '../../shared/sync/plan.ts'
import { MONDAY, openDeedCity, type Asking, type DeedCity } from '../deeds/deed-city.fixture.ts'
import { ownDraft } from '../engine/engine.ts'
import { planFormOf } from './known.ts'
import { servePlans } from './routes.ts'

const NUMBER = '2611-211004-04-01-000011'
const OTHER = '2611-211002-04-01-000012'
const [BUILDING, FORESTS] = ['市住建局', '市林草局']

const ITEMS: readonly Fields[] = [
  { ...item('5-1', 5), department: FORESTS, name: '占用林地审核' },
  { ...item('6-1', 6, ran('2026-11-18 09:00', null)), department: BUILDING, name: '质量监督手续' },
  { ...item('6-2', 6), department: BUILDING, name: '施工许可', after: ['5-1'] },
]

function factOf(number: string, area: string, over: Fields = {}, at = MONDAY - HOUR): RecordFact {
  const { conflict: _conflict, ...part } = partWith(
    {
      ...{ investCode: number, name: '演示新材料二期', class: '原字号', stages: STAGES, items: ITEMS },
      butlers: [{ role: '总管家' }],
      ...over,
    },
    { area, at, event: at, version: at },
  )
  return { ...part, type: 'record', kind: project.id, id: `gcproj/${number}`, part: 'main' }
}

let city: DeedCity
let leader: Asking
let builder: Asking
beforeEach(async () => {
  city = await openDeedCity({
    ...{ kinds: [project], facts: [factOf(NUMBER, '211004001'), factOf(OTHER, '211002001')] },
    serve: (routes, parts) => servePlans(routes, { ...parts, form: planFormOf(parts.feeds()) }),
  })
  leader = city.as(['leader'], { areas: ['211004'] })
  builder = city.as(['officer'], { areas: ['211004'], departments: [BUILDING] })
})
afterEach(() => city.close())

let actions = 0
const changes = (who: Asking, name: PlanChangeName, seen: number, more: object) =>
  who.post(`/api/plans/${NUMBER}/${name}`, {
    ...{ action: `plan-act-${++actions}`, seen, text: '按会商意见' },
    ...more,
  })
const itemIn = ({ items }: PlanHistory, key: string) => items.find(({ row }) => row['key'] === key)
const planNow = async (): Promise<PlanHistory> => (await leader.get(`/api/plans/${NUMBER}`)).body

test('[PLN1] [PLN6] (LYX-09, LYX-08) who leads leaves out and puts back, tolerates, appoints and releases; the audit knows who', async () => {
  const { status, body } = await changes(leader, 'omit', 0, { item: '5-1', text: '联系人张三丰 13800001234' })
  expect(status, JSON.stringify(body)).toBe(200)
  expect(itemIn(body.plan, '5-1')).toMatchObject({ row: { state: 'not_applicable' }, can: ['restore'] })
  expect(body.plan).toMatchObject({ changes: 1, row: { changes: 1 } })
  const thing = JSON.stringify(city.engine.thing(`gcproj/${NUMBER}`))
  expect(thing).toContain('138****1234')
  expect(thing).not.toMatch(/13800001234|account-|"p\d"/)
  const words = { name: '分管家 13800001234', scope: '供暖 13800001234', office: '联系人张三丰 13800001234' }
  await changes(leader, 'restore', 1, { item: '5-1' })
  await changes(leader, 'tolerate', 2, { item: '6-2' })
  const office = { scope: '供暖', office: '演示热力公司', phone: '0419-0000007' }
  const appointed = await changes(leader, 'appoint', 3, { name: '分管家', ...office })
  expect(appointed.body.plan.butlers).toMatchObject([
    { role: '总管家', chief: true, itemsOpen: 1 },
    { role: '分管家', scope: '供暖', office: '演示热力公司', phone: '0419-0000007', itemsOpen: 0 },
  ])
  const { body: last } = await changes(leader, 'release', 4, { scope: '供暖' })
  expect(last.plan.butlers).toMatchObject([{ role: '总管家' }])
  expect(JSON.stringify(city.audit)).not.toMatch(/供暖|会商|热力/)
  const { body: named } = await changes(leader, 'appoint', 5, words)
  expect(JSON.stringify(named.plan)).not.toMatch(/13800001234|张三丰/)
  expect(JSON.stringify(city.audit)).not.toMatch(/13800001234|张三丰/)
  expect(last.plan.history.map(({ type, role, place }: Fields) => [type, role, place])).toEqual(
    ['omitted', 'restored', 'tolerated', 'appointed', 'released'].map(type => [type, 'leader', '211004']),
  )
  expect(city.audit.map(({ action, object, outcome }) => [action, object, outcome])).toEqual(
    ['omit', 'restore', 'tolerate', 'appoint', 'release', 'appoint'].map(name => [
      ...[`plan.${name}`, `project/${NUMBER}`, 'done'],
    ]),
  )
})

test('[PLN1] (LYX-09) of a stage that is left out what has begun stays', async () => {
  const { body } = await changes(leader, 'omit', 0, { stage: 6 })
  expect(itemIn(body.plan, '6-1')?.row['state']).toBe('in_progress')
  expect(itemIn(body.plan, '6-2')?.row['state']).toBe('not_applicable')
  expect((await changes(leader, 'omit', 1, { stage: 7 })).body.code).toBe('notNow')
})

test('[PLN2] (DOMAIN 2.2) the department that has an item stops its clock and lets it go on, and notes what is in its way', async () => {
  const paused = await changes(builder, 'pause', 0, { item: '6-1', procedure: 'review' })
  expect(itemIn(paused.body.plan, '6-1')).toMatchObject({
    ...{ row: { state: 'paused', risk: 'paused' }, can: ['resume', 'block'] },
  })
  await city.moveTo(MONDAY + 14 * DAY)
  const resumed = await changes(builder, 'resume', 1, { item: '6-1' })
  expect(itemIn(resumed.body.plan, '6-1')?.row).toMatchObject({ state: 'in_progress', light: 'yellow' })
  const noted = await changes(builder, 'block', 2, { item: '6-1', name: '高压线迁移' })
  expect(itemIn(noted.body.plan, '6-1')).toMatchObject({
    ...{ obstacles: ['高压线迁移'], row: { blockers: 1 }, can: ['pause', 'block', 'clear'] },
  })
  const cleared = await changes(builder, 'clear', 3, { item: '6-1', name: '高压线迁移' })
  expect(itemIn(cleared.body.plan, '6-1')?.obstacles).toEqual([])
  expect(cleared.body.plan.history.at(-1)).toMatchObject({ role: 'officer', department: BUILDING })
  const forester = city.as(['officer'], { areas: ['211004'], departments: [FORESTS] })
  expect((await changes(forester, 'pause', 4, { item: '6-1', procedure: 'review' })).status).toBe(403)
})

test('[PLN3] sent twice it is one', async () => {
  const same = { action: 'plan-twice-1', seen: 0, text: '按会商意见', item: '5-1' }
  const path = `/api/plans/${NUMBER}/omit`
  const [first, second] = [await leader.post(path, same), await leader.post(path, same)]
  expect([first.status, second.status]).toEqual([200, 200])
  expect((await planNow()).changes).toBe(1)
  expect(city.audit).toHaveLength(1)
})

test('[PLN4] (F-52) what saw another plan is refused with how it stands; of two that cross one is taken', async () => {
  await changes(leader, 'omit', 0, { item: '5-1' })
  expect(await changes(leader, 'tolerate', 0, { item: '6-2' })).toMatchObject({
    ...{ status: 409, body: { code: 'stale', current: { changes: 1 } } },
  })
  expect((await changes(leader, 'omit', 1, { item: '6-1' })).body.code).toBe('notNow')
  expect((await changes(leader, 'restore', 1, { item: 'none' })).body.code).toBe('notNow')
  expect((await changes(leader, 'release', 1, { scope: '供暖' })).body.code).toBe('notNow')
  const both = await Promise.all([
    changes(leader, 'restore', 1, { item: '5-1' }),
    changes(builder, 'pause', 1, { item: '6-1', procedure: 'hearing' }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
})

test.each([
  ['no reason', { item: '5-1', text: ' ' }],
  ['neither item nor stage', {}],
  ['both', { item: '5-1', stage: 5 }],
  ['a reason that nobody sees', { item: '5-1', text: '\u200b\u2060' }],
  ['more changes than a plan takes', { item: '5-1', seen: 999 }],
])('[PLN1] %s is refused and nothing happens', async (_, more) => {
  expect(await changes(leader, 'omit', 0, more)).toMatchObject({ status: 400, body: { code: 'malformed' } })
  expect(city.audit).toEqual([])
})

test('[PLN6] a mobile is no office’s and is refused', async () => {
  const butler = { name: '分管家', scope: '供暖', office: '演示热力公司', phone: '13800001234' }
  expect(await changes(leader, 'appoint', 0, butler)).toMatchObject({ status: 400 })
})

test('[PLN4] an obstacle that is open already is not noted again, and one that is not there is not cleared', async () => {
  await changes(builder, 'block', 0, { item: '6-1', name: '高压线迁移' })
  expect((await changes(builder, 'block', 1, { item: '6-1', name: '高压线迁移' })).body.code).toBe('notNow')
  expect((await changes(builder, 'clear', 1, { item: '6-1', name: '净地交付' })).body.code).toBe('notNow')
  expect(city.audit).toHaveLength(1)
})

test('[PLN2] a clock that is out is not stopped any more, and one that does not run is not either', async () => {
  await city.moveTo(MONDAY + 30 * DAY)
  expect(itemIn(await planNow(), '6-1')?.row).toMatchObject({ overdue: true })
  expect((await changes(builder, 'pause', 0, { item: '6-1', procedure: 'review' })).body.code).toBe('notNow')
  expect((await changes(builder, 'pause', 0, { item: '6-2', procedure: 'review' })).body.code).toBe('notNow')
})

test('[PLN5] (T-RBAC-01) whoever has an item shapes nothing of it, whatever else he is, and his post is that of the change', async () => {
  const both = city.as(['leader', 'officer'], { areas: ['211004'], departments: [BUILDING] })
  expect((await changes(both, 'omit', 0, { item: '6-2' })).status).toBe(403)
  const { body } = await changes(both, 'omit', 0, { item: '5-1' })
  expect(body.plan.history[0]).toMatchObject({ role: 'leader', place: '211004', department: null })
  const { body: after } = await changes(both, 'pause', 1, { item: '6-1', procedure: 'review' })
  expect(after.plan.history[1]).toMatchObject({ role: 'officer', department: BUILDING, place: null })
})

test('[PLN5] (T-RBAC-01) nobody changes or sees a plan outside his role and his area', async () => {
  const elsewhere = city.as(['leader', 'officer'], { areas: ['211002'], departments: [BUILDING] })
  const work = { item: '6-1', procedure: 'review' }
  const denied = [
    await changes(builder, 'omit', 0, { item: '5-1' }),
    await changes(leader, 'pause', 0, work),
    await changes(elsewhere, 'omit', 0, { item: '5-1' }),
    await changes(elsewhere, 'pause', 0, work),
    await changes(city.as(['viewer']), 'omit', 0, { item: '5-1' }),
    await changes(city.as(['viewer']), 'pause', 0, { ...work, item: 'none' }),
    await changes(elsewhere, 'pause', 0, { ...work, item: 'none' }),
    await changes(builder, 'pause', 0, { ...work, item: 'none' }),
    await elsewhere.get(`/api/plans/${NUMBER}`),
    await city.as(['sysadmin']).get('/api/plans'),
  ]
  expect(denied.map(({ status }) => status)).toEqual(denied.map(() => 403))
  const listed = async (who: Asking) =>
    (await who.get('/api/plans')).body.plans.map(({ id, can }: PlanHistory) => [id, can])
  expect(await listed(leader)).toEqual([[NUMBER, ['omit', 'tolerate', 'appoint']]])
  expect(await listed(builder)).toEqual([[NUMBER, ['pause', 'block']]])
  expect(await listed(city.as(['viewer'], { areas: ['211004'] }))).toEqual([[NUMBER, []]])
  expect((await leader.get('/api/plans/none')).body.code).toBe('noPlan')
})

test('[PLN6] (T-AUD-02) what the audit cannot tell of does not happen', async () => {
  city.breakAudit()
  expect((await changes(leader, 'omit', 0, { item: '5-1' })).body.code).toBe('auditDown')
  expect((await planNow()).changes).toBe(0)
})

test('[PLN7] what was changed stands when the system tells of its project again; what it begins is needed after all', async () => {
  await changes(leader, 'omit', 0, { item: '5-1' })
  const tellAgain = (items: readonly Fields[], at: number) =>
    city.engine.submit({
      ...ownDraft(at, [factOf(NUMBER, '211004001', { items, progress: 40 }, at)]),
      feed: 'gcproj',
    })
  await tellAgain(ITEMS, MONDAY + HOUR)
  expect(itemIn(await planNow(), '5-1')?.row['state']).toBe('not_applicable')
  const [first, ...others] = ITEMS
  await tellAgain([{ ...first, ...ran('2026-11-23 11:00', null) }, ...others], MONDAY + 3 * HOUR)
  await city.moveTo(MONDAY + 4 * HOUR)
  const plan = await planNow()
  expect(itemIn(plan, '5-1')?.row).toMatchObject({ state: 'in_progress', changed: false })
  expect(plan.history[0]).toMatchObject({ type: 'omitted', irregular: true })
  expect(plan.row['progress']).toBe(40)
})

test('[PLN8] a city whose documents have no form for it changes no plans', async () => {
  const without = await openDeedCity({
    ...{ kinds: [project], facts: [factOf(NUMBER, '211004001')] },
    serve: (routes, parts) => servePlans(routes, { ...parts, form: planFormOf([]) }),
  })
  const asking = without.as(['leader'])
  expect((await asking.get('/api/plans')).body.plans).toEqual([])
  expect((await asking.get(`/api/plans/${NUMBER}`)).status).toBe(404)
  await without.close()
})
