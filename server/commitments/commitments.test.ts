import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { creditRecord } from '../../shared/kinds/credit-record/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { CommitmentStepName } from '../../shared/sync/commitment.ts'
import { MONDAY, openDeedCity, type Asking, type DeedCity } from '../deeds/deed-city.fixture.ts'
import { serveCommitments } from './routes.ts'

const [TOWN, OTHER_DISTRICT] = ['211004001', '211002']
const [POLICE, MARKET] = ['市公安局', '市市场监管局']
const MADE = instant('2026-11-02 10:00')
const DUE = instant('2026-12-01') - 1

const recordOf = (number: string, over: Fields = {}): RecordFact => {
  const { conflict: _conflict, ...part } = partWith(
    {
      ...{ number, code: '91350100M000100Y43', enterprise: '演示企业07', type: 'commitment' },
      ...{ item: '旅馆业特种行业许可证核发', department: POLICE, checkDueAt: DUE, ...over },
    },
    { area: TOWN, at: MADE, event: MADE },
  )
  return { ...part, type: 'record', kind: creditRecord.id, id: `registry/${number}`, part: 'main' }
}

let city: DeedCity
let police: Asking
let leader: Asking
beforeEach(async () => {
  city = await openDeedCity({
    kinds: [creditRecord],
    facts: [
      recordOf('XY1'),
      recordOf('XY2', { checkDueAt: DUE - 10 * DAY }),
      recordOf('XY3', { type: 'good', checkDueAt: null }),
      recordOf('XY4', { checkedAt: MONDAY - DAY, kept: true }),
      recordOf('XY5', { checkedAt: MONDAY - DAY, kept: false }),
    ],
    serve: (routes, parts) => serveCommitments(routes, { ...parts, feeds: parts.feeds() }),
  })
  police = city.as(['officer'], { departments: [POLICE] })
  leader = city.as(['leader'], { areas: ['211004'] })
})
afterEach(() => city.close())

let actions = 0
const does = (who: Asking, id: string, name: CommitmentStepName, seen: number, more: object = {}) =>
  who.post(`/api/commitments/${id}/${name}`, {
    ...{ action: `check-act-${++actions}`, seen, text: '现场核查', ...more },
  })
const check = (finding: string, more: object = {}) => ({ checkedAt: MONDAY - HOUR, finding, ...more })
const breach = (id: string) => does(police, id, 'check', 1, check('breached'))

describe('checks', () => {
  test('[CMT1] [CMT6] (IOC-20, T-PII-01) the department records what it found; it is one fact of a post, and what was written is masked', async () => {
    const text = '联系张三丰 13800001234'
    const { status, body } = await does(police, 'XY1', 'check', 1, check('kept', { text }))
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body.commitment).toMatchObject({
      ...{
        id: 'XY1',
        can: [],
        row: { state: 'kept', open: false, checkedAt: MONDAY - HOUR, light: 'green' },
      },
    })
    expect(body.commitment.history.at(-1)).toMatchObject({
      type: 'kept',
      role: 'officer',
      department: POLICE,
    })
    const thing = JSON.stringify(city.engine.thing('registry/XY1'))
    expect(thing).toContain('138****1234')
    expect(thing).not.toMatch(/13800001234|account-|"p\d"/)
    expect(city.audit.map(({ action, object, outcome }) => [action, object, outcome])).toEqual([
      ['commitment.check', 'commitment/XY1', 'done'],
    ])
  })

  test('[CMT1] what is to be mended has a day, and is looked at again', async () => {
    const mendBy = MONDAY + 10 * DAY
    const mend = await does(police, 'XY1', 'check', 1, check('mend', { mendBy }))
    expect(mend.body.commitment).toMatchObject({
      ...{ can: ['check'], row: { state: 'mending', dueAt: mendBy, overdue: false } },
    })
    await city.moveTo(mendBy + 1)
    expect((await police.get('/api/commitments/XY1')).body.row).toMatchObject({ overdue: true })
    const kept = await does(police, 'XY1', 'check', 2, check('kept', { checkedAt: mendBy }))
    expect(kept.body.commitment.row.state).toBe('kept')
  })

  test.each([
    ['nothing in words', check('kept', { text: '' }), 'malformed'],
    ['a finding that is none', check('hearsay'), 'malformed'],
    ['a day to come', check('kept', { checkedAt: MONDAY + DAY }), 'checkedWhen'],
    ['a day before the commitment', check('kept', { checkedAt: MADE - DAY }), 'checkedWhen'],
    ['no day until when it is mended', check('mend'), 'mendWhen'],
    ['such a day of what is kept', check('kept', { mendBy: MONDAY + DAY }), 'mendWhen'],
    ['one that is over', check('mend', { mendBy: MONDAY - 1 }), 'promisedInPast'],
  ])('[CMT1] %s is refused and nothing happens', async (_, more, code) => {
    expect(await does(police, 'XY1', 'check', 1, more)).toMatchObject({ status: 400, body: { code } })
    expect(city.audit).toEqual([])
  })

  test('[CMT2] sent twice it is one', async () => {
    const body = { action: 'check-act-twice', seen: 1, text: '现场核查', ...check('kept') }
    const both = await Promise.all([body, body].map(each => police.post('/api/commitments/XY1/check', each)))
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect(city.audit).toHaveLength(1)
  })

  test('[CMT6] (T-AUD-02) what the audit cannot tell of does not happen', async () => {
    city.breakAudit()
    expect((await breach('XY1')).body.code).toBe('auditDown')
    expect((await police.get('/api/commitments/XY1')).body.row.state).toBe('awaiting')
  })
})

describe('decisions', () => {
  test('[CMT3] (DOMAIN 2.3-9) not kept, held to be 失信 by a leader, mended, sent back, restored', async () => {
    expect((await breach('XY1')).body.commitment.row).toMatchObject({ state: 'breached', dishonest: false })
    const steps = [
      [leader, 'decide', { decision: 'flagged' }],
      [police, 'repair', {}],
      [leader, 'return', {}],
      [police, 'repair', {}],
      [leader, 'restore', {}],
    ] as const
    const states: string[] = []
    for (const [i, [who, step, more]] of steps.entries()) {
      const { status, body } = await does(who, 'XY1', step, i + 2, more)
      expect(status, JSON.stringify(body)).toBe(200)
      states.push(body.commitment.row.state)
    }
    expect(states).toEqual(['dishonest', 'repaired', 'dishonest', 'repaired', 'restored'])
    const { history, row } = (await leader.get('/api/commitments/XY1')).body
    expect(row).toMatchObject({ dishonest: false, open: false })
    expect(history.map(({ role }: { role: string | null }) => role)).toEqual([
      ...[null, 'officer', 'leader', 'officer', 'leader', 'officer', 'leader'],
    ])
  })

  test('[CMT3] a leader may say that it is none; and may decide on what the register found', async () => {
    await breach('XY1')
    const { body } = await does(leader, 'XY1', 'decide', 2, { decision: 'excused' })
    expect(body.commitment).toMatchObject({ can: [], row: { state: 'excused', dishonest: false } })
    expect((await leader.get('/api/commitments/XY5')).body).toMatchObject({
      ...{ can: ['decide'], row: { state: 'broken', open: false } },
    })
    const told = await does(leader, 'XY5', 'decide', 1, { decision: 'flagged' })
    expect(told.body.commitment.row).toMatchObject({ state: 'dishonest', dishonest: true })
  })

  test('[CMT4] (F-52) what saw another step is refused with how it stands; of two that cross one is taken', async () => {
    const both = await Promise.all([breach('XY1'), does(police, 'XY1', 'check', 1, check('kept'))])
    expect(both.map(({ status }) => status)).toEqual([200, 409])
    expect(both[1]?.body).toMatchObject({ code: 'stale', current: { row: { state: 'breached', step: 2 } } })
    expect((await does(police, 'XY1', 'check', 2, check('kept'))).body.code).toBe('notNow')
  })
})

test('[CMT5] (T-RBAC-01) nobody acts or looks outside his role, his area and his department', async () => {
  await breach('XY1')
  const [market, elsewhere] = [
    city.as(['officer'], { departments: [MARKET] }),
    city.as(['officer', 'leader'], { areas: [OTHER_DISTRICT], departments: [MARKET] }),
  ]
  const flag = { decision: 'flagged' }
  const denied = [
    await does(market, 'XY2', 'check', 1, check('kept')),
    await does(leader, 'XY2', 'check', 1, check('kept')),
    await does(police, 'XY1', 'decide', 2, flag),
    await does(elsewhere, 'XY1', 'decide', 2, flag),
    await elsewhere.get('/api/commitments/XY1'),
    await city.as(['reporter']).get('/api/commitments'),
    await city.as(['sysadmin']).get('/api/commitments/XY1'),
  ]
  expect(denied.map(({ status }) => status)).toEqual(denied.map(() => 403))
  expect((await elsewhere.get('/api/commitments')).body.commitments).toEqual([])
  expect((await police.get('/api/commitments/XY3')).body.code).toBe('noCommitment')
})

test('[CMT7] lists hold what is overdue first, then what is due, then what is over; what is no commitment is not there', async () => {
  const { body } = await police.get('/api/commitments')
  expect(body.commitments.map(({ id }: { id: string }) => id).slice(0, 2)).toEqual(['XY2', 'XY1'])
  expect(
    body.commitments
      .slice(2)
      .map(({ id }: { id: string }) => id)
      .sort(),
  ).toEqual(['XY4', 'XY5'])
  expect(body.commitments[0]).toMatchObject({ can: ['check'], row: { overdue: true } })
})
