import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { cellValue } from '../../shared/city/city.ts'
import { fill, free } from '../engine/full-disk.fixture.ts'
import { MONDAY, type Asking, type DeedCity } from '../deeds/deed-city.fixture.ts'
import { DISTRICT, openCity, OTHER_DISTRICT, PROJECT } from './supervision.fixture.ts'

let city: DeedCity
let leader: Asking
let officer: Asking
beforeEach(async () => {
  city = await openCity()
  leader = city.as(['leader'], { areas: [DISTRICT] })
  officer = city.as(['officer'], { departments: ['市住建局'] })
})
afterEach(() => city.close())

let actions = 0
const action = () => `action-${++actions}`
const issue = (over = {}) => ({
  ...{ action: action(), target: PROJECT, item: '6-2', level: 'press', reason: '请尽快办结' },
  ...over,
})
const press = async (over = {}) => (await leader.post('/api/supervisions', issue(over))).body
const planned = (seen: number, over = {}) => ({
  ...{ action: action(), seen, text: '三天内补齐图纸', promisedAt: MONDAY + 5 * DAY },
  ...over,
})
const at = (id: string, step: string) => `/api/supervisions/${id}/${step}`

describe('pressing', () => {
  test('[PRES1] an overdue item is pressed: one fact of a post, in before it is answered', async () => {
    const { status, body } = await leader.post('/api/supervisions', issue())
    expect(status).toBe(200)
    expect(body.seq).toBe(city.engine.city.seq)
    expect(body.supervision.row).toMatchObject({
      ...{ state: 'issued', department: '市住建局', title: '质量监督手续', project: '演示项目', stage: 6 },
      ...{ occasion: 'overdue', area: '211004001', dueAt: instant('2026-11-25') - 1, open: true },
      number: expect.stringMatching(/^DB20261123-[0-9A-F]{4}-1$/),
    })
    expect(body.supervision.can).toEqual(['close'])
    const [issued] = body.supervision.history
    expect(issued).toMatchObject({ type: 'issued', role: 'leader', place: DISTRICT, text: '请尽快办结' })
    city.engine.flush()
    expect(cellValue(city.engine.city, 'supervision.open|211000||')).toBe(1)
    expect(cellValue(city.engine.city, `supervision.open|${DISTRICT}||`)).toBe(1)
    const feed = city.engine.city.feeds.get('supervisions')
    expect(feed).toMatchObject({ received: 1, accepted: 1, duplicate: 0, quarantined: 0, refused: 0 })
  })

  test('[PRES1] a leader may press at any time for what is in progress, and for nothing else (LYX-05)', async () => {
    const anytime = await leader.post('/api/supervisions', issue({ item: '6-1', level: 'inspect' }))
    expect(anytime.body.supervision.row).toMatchObject({ occasion: 'anytime', level: 'inspect' })
    expect(await leader.post('/api/supervisions', issue({ item: '7-1' }))).toMatchObject({
      ...{ status: 409, body: { code: 'notOpen', current: null } },
    })
    for (const wrong of [{ item: '9-9' }, { target: 'gcproj/none' }])
      expect((await leader.post('/api/supervisions', issue(wrong))).status).toBe(404)
  })

  test('[PRES2] pressed twice by one finger it is one; by two leaders at once the other is told of it', async () => {
    const twice = issue()
    const [first, again] = await Promise.all(
      [twice, twice].map(body => leader.post('/api/supervisions', body)),
    )
    expect([first?.status, again?.status]).toEqual([200, 200])
    expect(again?.body.supervision.id).toBe(first?.body.supervision.id)
    const other = await city.as(['leader']).post('/api/supervisions', issue())
    expect(other).toMatchObject({ status: 409, body: { code: 'alreadyOpen' } })
    expect(other.body.current.id).toBe(first?.body.supervision.id)
    expect(city.engine.city.feeds.get('supervisions')?.received).toBe(1)
    expect(city.audit).toHaveLength(1)
  })

  test('[PRES2] once it is closed it may be pressed again, and an old press is still that one', async () => {
    const old = issue()
    const { id } = (await leader.post('/api/supervisions', old)).body.supervision
    await leader.post(at(id, 'close'), { action: action(), seen: 1, text: '已另行解决' })
    expect((await leader.post('/api/supervisions', old)).body.supervision.id).toBe(id)
    const next = await press()
    expect(next.supervision.id).toBe(id.replace(/-1$/, '-2'))
  })

  test('[PRES3] (T-PII-01) what people write is masked before it is journaled, and markup stays text', async () => {
    const reason = '请联系张三丰 13800001234 <img src=x onerror=alert(1)>'
    const { supervision } = await press({ reason })
    const [issued] = supervision.history
    expect(issued.text).toContain('138****1234')
    expect(issued.text).toContain('<img src=x')
    expect(JSON.stringify(city.engine.thing(`supervision/${supervision.id}`))).not.toContain('13800001234')
    expect(JSON.stringify(city.audit)).not.toContain('13800001234')
  })

  test('[PRES3] neither a person nor an account is in the journal; the audit has who', async () => {
    const { supervision } = await press()
    await officer.post(at(supervision.id, 'acknowledge'), { action: action(), seen: 1 })
    const thing = JSON.stringify(city.engine.thing(`supervision/${supervision.id}`))
    expect(thing).not.toMatch(/account-|"p\d"/)
    expect(city.audit.map(entry => [entry.action, entry.actor.name, entry.object, entry.outcome])).toEqual([
      ['supervision.issue', 'account-p0', `supervision/${supervision.id}`, 'done'],
      ['supervision.acknowledge', 'account-p1', `supervision/${supervision.id}`, 'done'],
    ])
  })

  test.each([
    ['no reason', { reason: '' }],
    ['a reason that is a book', { reason: 'x'.repeat(1001) }],
    ['no days', { acknowledgeDays: 0 }],
    ['another field', { person: '张三' }],
    ['an action that is none', { action: '../x' }],
  ])('[PRES4] (T-JSON-01) %s is refused and nothing happens', async (_, over) => {
    const { status, body } = await leader.post('/api/supervisions', issue(over))
    expect([status, body.code]).toEqual([400, 'malformed'])
    expect(city.audit).toEqual([])
  })
})

describe('answering', () => {
  test('[PRES5] signed for, planned, carried out, closed: each a step, each by whose turn it is', async () => {
    const { id } = (await press()).supervision
    const steps = [
      [officer, 'acknowledge', { action: action(), seen: 1 }],
      [officer, 'plan', planned(2, { difficulty: '供电管线未迁移' })],
      [leader, 'return', { action: action(), seen: 3, text: '时间过长，请重报' }],
      [officer, 'plan', planned(4)],
      [officer, 'executed', { action: action(), seen: 5, text: '手续已办结' }],
      [leader, 'close', { action: action(), seen: 6, text: '同意办结' }],
    ] as const
    const states: string[] = []
    for (const [who, step, body] of steps) {
      const answer = await who.post(at(id, step), body)
      expect(answer.status, JSON.stringify(answer.body)).toBe(200)
      states.push(answer.body.supervision.row.state)
    }
    expect(states).toEqual(['acknowledged', 'replied', 'acknowledged', 'replied', 'executed', 'closed'])
    const { body } = await leader.get(`/api/supervisions/${id}`)
    expect(body.history.map((row: { type: string }) => row.type)).toEqual([
      ...['issued', 'acknowledged', 'planned', 'returned', 'planned', 'executed', 'closed'],
    ])
    expect(body.history[2]).toMatchObject({ difficulty: '供电管线未迁移', role: 'officer', place: null })
    expect(body.can).toEqual([])
  })

  test('[PRES6] (F-52) what saw another state is refused with how it stands, and changes nothing', async () => {
    const { id } = (await press()).supervision
    await officer.post(at(id, 'acknowledge'), { action: action(), seen: 1 })
    const late = await officer.post(at(id, 'acknowledge'), { action: action(), seen: 1 })
    expect(late).toMatchObject({ status: 409, body: { code: 'stale', current: { id } } })
    expect(late.body.current.row).toMatchObject({ state: 'acknowledged', step: 2 })
    expect(late.body.current.can).toEqual(['plan'])
    const early = await officer.post(at(id, 'executed'), { action: action(), seen: 2, text: '好了' })
    expect(early).toMatchObject({ status: 409, body: { code: 'notNow' } })
    expect((await officer.post(at(id, 'plan'), planned(2, { promisedAt: MONDAY - 1 }))).body.code).toBe(
      'promisedInPast',
    )
    expect(city.engine.city.feeds.get('supervision-steps')?.received).toBe(1)
  })

  test('[PRES6] of two answers that cross only one is taken', async () => {
    const { id } = (await press()).supervision
    await officer.post(at(id, 'acknowledge'), { action: action(), seen: 1 })
    const both = await Promise.all([
      officer.post(at(id, 'plan'), planned(2)),
      leader.post(at(id, 'close'), { action: action(), seen: 2, text: '不必了' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('[PRES7] (T-RBAC-01) nobody acts outside his role, his area or his department', async () => {
    const { id } = (await press()).supervision
    const elsewhere = city.as(['leader'], { areas: [OTHER_DISTRICT] })
    const otherDepartment = city.as(['officer'], { departments: ['市工信局'] })
    const viewer = city.as(['viewer'], { areas: [OTHER_DISTRICT] })
    const acknowledge = { action: action(), seen: 1 }
    const denied = [
      await elsewhere.post('/api/supervisions', issue({ item: '6-1' })),
      await elsewhere.post(at(id, 'close'), { ...acknowledge, text: 'x' }),
      await elsewhere.get(`/api/supervisions/${id}`),
      await elsewhere.get(`/api/supervisions/preview?target=${encodeURIComponent(PROJECT)}&item=6-2`),
      await otherDepartment.post(at(id, 'acknowledge'), acknowledge),
      await leader.post(at(id, 'acknowledge'), acknowledge),
      await officer.post(at(id, 'close'), { ...acknowledge, text: 'x' }),
      await officer.post('/api/supervisions', issue({ item: '6-1' })),
      await viewer.get(`/api/supervisions/${id}`),
      await city.as(['sysadmin']).get('/api/supervisions'),
      await city.as([]).get('/api/supervisions'),
    ]
    expect(denied.map(({ status }) => status)).toEqual(denied.map(() => 403))
    expect((await viewer.get('/api/supervisions')).body.supervisions).toEqual([])
    expect(city.engine.thing(`supervision/${id}`)?.parts).not.toHaveProperty('step:2')
  })
})

describe('time', () => {
  const WEDNESDAY = instant('2026-11-25')
  const THURSDAY = instant('2026-11-26')

  test('[PRES8] a second notice and the proposal of blame come by time alone; a person decides', async () => {
    const { id } = (await press()).supervision
    const count = (metric: string) => cellValue(city.engine.city, `${metric}|${DISTRICT}||`) ?? 0
    const decide = { action: action(), seen: 1, decision: 'hold', text: '约谈该单位负责同志' }
    await city.moveTo(WEDNESDAY)
    expect([count('supervision.second-notice'), count('supervision.sign-overdue')]).toEqual([1, 1])
    expect(count('supervision.proposed')).toBe(0)
    expect(await leader.post(at(id, 'account'), decide)).toMatchObject({
      ...{ status: 409, body: { code: 'notProposed' } },
    })
    await city.moveTo(THURSDAY)
    expect(count('supervision.proposed')).toBe(1)
    const list = await leader.get('/api/supervisions?proposed=1')
    expect(list.body.supervisions).toMatchObject([{ id, can: ['close', 'account'] }])
    const decided = await leader.post(at(id, 'account'), decide)
    expect(decided.body.supervision.row).toMatchObject({ decision: 'hold', proposed: false, open: true })
    city.engine.flush()
    expect(count('supervision.proposed')).toBe(0)
    expect([count('supervision.held'), count('supervision.excused')]).toEqual([1, 0])
    expect(count('supervision.decided.list')).toMatchObject({ total: 1 })
    expect((await leader.get('/api/supervisions?proposed=1')).body.supervisions).toEqual([])
  })

  test('[PRES8] between two ticks an answer is judged by the clock, as the next tick will', async () => {
    const { id } = (await press()).supervision
    await city.moveTo(WEDNESDAY - 1)
    expect((await leader.get(`/api/supervisions/${id}`)).body.row.state).toBe('issued')
    await city.moveTo(WEDNESDAY + HOUR)
    expect((await leader.get('/api/supervisions?open=1')).body.supervisions[0].row.state).toBe(
      'second_notice',
    )
  })

  test('[PRES9] the preview says what a supervision issued now is then held to', async () => {
    const ask = (more: string) =>
      leader.get(`/api/supervisions/preview?target=${encodeURIComponent(PROJECT)}&item=6-2${more}`)
    const { body } = await ask('&acknowledgeDays=2&replyDays=4')
    expect(body).toMatchObject({ item: { title: '质量监督手续', overdue: true }, provisional: false })
    const { supervision } = await press({ acknowledgeDays: 2, replyDays: 4 })
    expect(supervision.row.dueAt).toBe(body.signBy)
    await officer.post(at(supervision.id, 'acknowledge'), { action: action(), seen: 1 })
    const signed = await leader.get(`/api/supervisions/${supervision.id}`)
    expect(signed.body.row.dueAt).toBe(body.planBy)
    expect((await ask('')).body.supervisions).toMatchObject([{ id: supervision.id }])
    for (const days of ['0', '31', 'x', '-1']) expect((await ask(`&replyDays=${days}`)).status).toBe(400)
  })
})

describe('lists', () => {
  test('[PRES10] what is closed is told when it is asked for, and a filter by department is kept', async () => {
    const { id } = (await press()).supervision
    await press({ item: '6-1' })
    await leader.post(at(id, 'close'), { action: action(), seen: 1, text: '已办结' })
    const titles = async (query: string) =>
      (await leader.get(`/api/supervisions${query}`)).body.supervisions.map(
        ({ row }: { row: { department: string } }) => row.department,
      )
    expect(await titles('?open=1')).toEqual(['市工信局'])
    expect(await titles('')).toEqual(['市工信局', '市住建局'])
    expect(await titles(`?department=${encodeURIComponent('市住建局')}`)).toEqual(['市住建局'])
  })
})

describe('what goes wrong', () => {
  test('[PRES11] (F-05) on a full disk nothing is taken and nothing lost; with room again it is', async () => {
    const { id } = (await press()).supervision
    const acknowledge = { action: action(), seen: 1 }
    city.engine.checkpoint()
    fill(city.db)
    const plan = planned(1, { text: '好'.repeat(1000) })
    let full = await officer.post(at(id, 'acknowledge'), acknowledge)
    // What is small may still find a place on the last page.
    for (let seen = 2; full.status === 200 && seen < 40; seen++)
      full = await officer.post(at(id, 'plan'), { ...plan, action: action(), seen })
    expect([full.status, full.body.code]).toEqual([507, 'diskFull'])
    expect(city.audit.at(-1)).toMatchObject({ outcome: 'failed', details: { why: 'disk full' } })
    free(city.db)
    const { body } = await officer.get(`/api/supervisions/${id}`)
    const again = await officer.post(
      at(id, body.row.step === 1 ? 'acknowledge' : 'plan'),
      body.row.step === 1 ? acknowledge : { ...plan, action: action(), seen: body.row.step },
    )
    expect(again.status).toBe(200)
  })

  test('[PRES12] (T-AUD-02) what the audit cannot tell of does not happen', async () => {
    city.breakAudit()
    expect(await leader.post('/api/supervisions', issue())).toMatchObject({
      ...{ status: 503, body: { code: 'auditDown' } },
    })
    expect(city.engine.city.feeds.get('supervisions')?.received ?? 0).toBe(0)
  })
})
