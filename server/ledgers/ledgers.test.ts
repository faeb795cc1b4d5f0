import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import { ledgerEntry } from '../../shared/kinds/ledger-entry/kind.ts'
import { partyWhistle } from '../../shared/kinds/party-whistle/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { LedgerStepName } from '../../shared/sync/ledger.ts'
import { MONDAY, openDeedCity, type Asking, type DeedCity } from '../deeds/deed-city.fixture.ts'
import { serveLedgers } from './routes.ts'

const [TOWN, OTHER_DISTRICT] = ['211004001', '211002']
const [BUSINESS, INDUSTRY, PARTY, LABOUR] = ['市营商局', '市工信局', '市委组织部', '市人社局']
const BEGAN = instant('2026-11-16 10:00')

function factOf(kind: Kind, id: string, fields: Fields): RecordFact {
  const { conflict: _conflict, ...part } = partWith(fields, { area: TOWN, at: BEGAN, event: BEGAN })
  return { ...part, type: 'record', kind: kind.id, id, part: 'main' }
}
const entry = (number: string, ledger: string, over: Fields = {}) =>
  factOf(ledgerEntry, `ledgers/${number}`, {
    ...{ ledger, theme: 'enterprise', number, title: '融资对接', state: 'going', department: BUSINESS },
    ...over,
  })
const debt = (number: string, over: Fields = {}) =>
  entry(number, '拖欠账款投诉', { department: INDUSTRY, stage: '待移交', since: BEGAN, ...over })
const SHARED = { category: '设备', title: '检测设备' }

const FACTS = [
  entry('ZT1', '政企直通车'),
  entry('QF1', '清风窗口', { stage: '提醒整改' }),
  entry('BL1', '双进双促包联'),
  entry('KG1', '重点项目集中开工'),
  debt('QK1', { term: 7, termUnit: 'workday' }),
  debt('QK2', { stage: '待答复', term: 1, termUnit: 'month' }),
  entry('X1', '十二个共享', { ...SHARED, stage: '待匹配' }),
  entry('Z1', '十二个共享', { ...SHARED, stage: '资源' }),
  entry('Z2', '十二个共享', { ...SHARED, stage: '资源到期', state: 'done' }),
  factOf(partyWhistle, 'party/WS1', { whistleNo: 'WS1', branchName: '演示支部', matter: '楼道堆物' }),
]

let city: DeedCity
let business: Asking
let industry: Asking
let leader: Asking
beforeEach(async () => {
  city = await openDeedCity({
    kinds: [ledgerEntry, partyWhistle],
    facts: FACTS,
    serve: (routes, parts) =>
      serveLedgers(routes, {
        ...{ ...parts, feeds: parts.feeds(), ways: parts.documents.ways },
        departments: () => [BUSINESS, INDUSTRY, PARTY, LABOUR],
      }),
  })
  business = city.as(['officer'], { departments: [BUSINESS] })
  industry = city.as(['officer'], { departments: [INDUSTRY] })
  leader = city.as(['leader'], { areas: ['211004'] })
})
afterEach(() => city.close())

let actions = 0
const does = (who: Asking, id: string, name: LedgerStepName, seen: number, more: object = {}) =>
  who.post(`/api/ledgers/${id}/${name}`, { action: `ledger-act-${++actions}`, seen, ...more })
const says = (text: string) => ({ text })
const LINE = 'ledgers:ZT1'

/** One step after the other, from the first that nobody took yet; how it stood after each. */
async function walk(id: string, steps: readonly (readonly [Asking, LedgerStepName, object?])[], from = 1) {
  const stood: { row: Fields; can: string[] }[] = []
  for (const [i, [who, step, more]] of steps.entries()) {
    const { status, body } = await does(who, id, step, from + i, more)
    expect(status, `${step}: ${JSON.stringify(body)}`).toBe(200)
    stood.push(body.entry)
  }
  return stood
}

describe('an entry from its ledger to struck off', () => {
  test('[LWK1] [LWK3] [LWK9] (PRV-02, T-PII-01) taken up, noted, answered, confirmed by the firm’s word, struck off; each a fact of a post', async () => {
    const stood = await walk(LINE, [
      [business, 'take'],
      [business, 'note', says('已约银行')],
      [business, 'answer', says('贷款已批,联系张三丰 13800001234')],
      [business, 'confirm', says('企业表示满意')],
      [leader, 'strike', says('同意')],
    ])
    expect(stood.map(({ row }) => row['work'])).toEqual([
      ...['working', 'working', 'answered', 'settled', 'struck'],
    ])
    expect(stood[0]?.row).toMatchObject({ workStage: '管家服务', open: true, state: 'going', daysLeft: 5 })
    // A note leaves the clock as it is.
    expect(stood[1]?.row['dueAt']).toBe(stood[0]?.row['dueAt'])
    expect(stood[4]).toMatchObject({
      row: { state: 'done', open: false, onTime: true, doneAt: MONDAY, sourceState: 'going', step: 6 },
      can: [],
    })
    const { history } = (await leader.get(`/api/ledgers/${LINE}`)).body
    expect(history.map(({ type, role }: Fields) => [type, role])).toEqual([
      ['entered', null],
      ...['taken', 'noted', 'answered', 'confirmed'].map(type => [type, 'officer']),
      ['struck', 'leader'],
    ])
    const thing = JSON.stringify(city.engine.thing('ledgers/ZT1'))
    expect(thing).toContain('138****1234')
    expect(thing).not.toMatch(/13800001234|account-|"p\d"/)
    expect(city.audit.map(({ action }) => action)).toEqual(
      ['take', 'note', 'answer', 'confirm', 'strike'].map(step => `ledger.${step}`),
    )
  })

  test('[LWK3] what the firm does not confirm is sent back, and its stage begins anew', async () => {
    await walk(LINE, [
      [business, 'take'],
      [business, 'answer', says('已对接')],
    ])
    await city.moveTo(MONDAY + DAY)
    const [returned] = await walk(LINE, [[business, 'return', says('企业说没有人来')]], 3)
    expect(returned?.row).toMatchObject({ work: 'working', result: null, since: MONDAY + DAY, daysLeft: 5 })
  })

  test('[LWK3] where nobody keeps the ledger a leader strikes off, or sends back; what it found stays its stage', async () => {
    const stood = await walk('ledgers:QF1', [
      [business, 'take'],
      [business, 'answer', says('已整改')],
      [leader, 'sendBack', says('仍无人在岗')],
      [business, 'answer', says('已补岗')],
      [leader, 'strike'],
    ])
    expect(stood.map(({ row }) => [row['work'], row['stage']])).toEqual(
      ['working', 'settled', 'working', 'settled', 'struck'].map(work => [work, '提醒整改']),
    )
  })

  test('[LWK4] what is not its own is handed back, and a leader gives it to another department', async () => {
    const stood = await walk(LINE, [
      [business, 'handBack', says('用工问题,应由人社部门办')],
      [leader, 'assign', { to: LABOUR }],
      [city.as(['officer'], { departments: [LABOUR] }), 'take'],
    ])
    expect(stood.map(({ row }) => [row['work'], row['department']])).toEqual([
      ['handedBack', BUSINESS],
      ['waiting', LABOUR],
      ['working', LABOUR],
    ])
    expect((await does(business, LINE, 'answer', 4, says('已办'))).status).toBe(403)
    await walk('ledgers:QF1', [[business, 'handBack', says('不归我局')]])
    expect((await does(leader, 'ledgers:QF1', 'assign', 2, { to: '市不存在局' })).body.code).toBe(
      'noDepartment',
    )
  })
})

describe('clocks', () => {
  test('[LWK2] (PRV-14) seven working days to hand over go on once it is taken up; then a month to answer, three for what is hard', async () => {
    const [taken] = await walk('ledgers:QK1', [[industry, 'take']])
    expect(taken).toMatchObject({
      row: { stage: '待移交', since: BEGAN, dueAt: instant('2026-11-26') - 1 },
      can: ['note', 'move', 'handBack'],
    })
    const [moved] = await walk('ledgers:QK1', [[industry, 'move']], 2)
    expect(moved?.row).toMatchObject({ stage: '待答复', since: MONDAY, dueAt: instant('2026-12-24') - 1 })
    expect((await does(industry, 'ledgers:QK1', 'extend', 3, says('复杂'))).status).toBe(403)
    await city.moveTo(MONDAY + DAY)
    const [longer] = await walk('ledgers:QK1', [[leader, 'extend', says('涉及多方')]], 3)
    expect(longer?.row).toMatchObject({ since: MONDAY, dueAt: instant('2027-02-24') - 1 })
    expect((await does(leader, 'ledgers:QK1', 'extend', 4, says('再延'))).body.code).toBe('notNow')
  })

  test('[LWK2] work begins at the stage in which its own system has it', async () => {
    const [taken] = await walk('ledgers:QK2', [[industry, 'take']])
    expect(taken?.row).toMatchObject({ workStage: '待答复', dueAt: instant('2026-12-17') - 1 })
    expect(taken?.can).toEqual(['note', 'answer', 'handBack'])
  })

  test('[LWK5] (HW-03) a visit each month: a note begins the clock anew', async () => {
    const pair = 'ledgers:BL1'
    const [taken] = await walk(pair, [[business, 'take']])
    expect(taken?.row).toMatchObject({ workStage: '包联走访', dueAt: instant('2026-12-24') - 1 })
    await city.moveTo(MONDAY + 10 * DAY)
    const [visited] = await walk(pair, [[business, 'note', says('走访企业,用工缺口已转人社局')]], 2)
    expect(visited?.row).toMatchObject({ since: MONDAY + 10 * DAY, dueAt: instant('2027-01-05') - 1 })
  })
})

test('[LWK6] (PRV-09) a need is met by a resource of its ledger that is still there', async () => {
  const need = 'ledgers:X1'
  await walk(need, [[business, 'take']])
  const refused = [{}, { parent: 'Z9' }, { parent: 'Z2' }, { parent: 'X1' }, { parent: 'ZT1' }]
  for (const more of refused)
    expect((await does(business, need, 'answer', 2, { ...says('已对上'), ...more })).body.code).toBe(
      'noMatch',
    )
  const stood = await walk(
    need,
    [
      [business, 'answer', { ...says('已对上'), parent: 'Z1' }],
      [business, 'confirm', says('双方确认')],
      [leader, 'strike'],
    ],
    2,
  )
  expect(stood[2]?.row).toMatchObject({ parent: 'Z1', stage: '已匹配', state: 'done' })
  await walk(LINE, [[business, 'take']])
  expect((await does(business, LINE, 'answer', 2, { ...says('好'), parent: 'Z1' })).body.code).toBe('noMatch')
})

test('[LWK7] (F-52) sent twice it is one; of two that cross one is taken, and the other hears how it stands', async () => {
  const body = { action: 'ledger-act-twice', seen: 1 }
  const both = await Promise.all([body, body].map(each => business.post(`/api/ledgers/${LINE}/take`, each)))
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect(city.audit).toHaveLength(1)
  const late = await does(business, LINE, 'answer', 1, says('已办'))
  expect(late).toMatchObject({ status: 409, body: { code: 'stale', current: { row: { work: 'working' } } } })
  expect((await does(business, LINE, 'take', 2)).body.code).toBe('notNow')
})

test('[LWK8] (T-RBAC-01) nobody acts or looks outside his role, his department and his area', async () => {
  const elsewhere = city.as(['officer', 'leader'], { areas: [OTHER_DISTRICT], departments: [INDUSTRY] })
  await walk('ledgers:QF1', [
    [business, 'take'],
    [business, 'answer', says('已整改')],
  ])
  const denied = [
    await does(industry, LINE, 'take', 1),
    await does(leader, LINE, 'take', 1),
    await does(business, 'ledgers:QF1', 'strike', 3),
    await does(elsewhere, 'ledgers:QF1', 'strike', 3),
    await elsewhere.get(`/api/ledgers/${LINE}`),
    await city.as(['reporter']).get('/api/ledgers'),
    await city.as(['sysadmin']).get(`/api/ledgers/${LINE}`),
  ]
  expect(denied.map(({ status }) => status)).toEqual(denied.map(() => 403))
  expect((await elsewhere.get('/api/ledgers')).body.entries).toEqual([])
})

test('[LWK9] (T-AUD-02) what the audit cannot tell of does not happen', async () => {
  city.breakAudit()
  expect((await does(business, LINE, 'take', 1)).body.code).toBe('auditDown')
  expect((await business.get(`/api/ledgers/${LINE}`)).body.row.work).toBe('waiting')
})

test('[LWK10] lists hold what is open and what is over of ledgers that are worked on, by the clock', async () => {
  await walk('ledgers:QF1', [
    [business, 'take'],
    [business, 'answer', says('已整改')],
    [leader, 'strike'],
  ])
  await city.moveTo(instant('2026-11-27 09:00') + HOUR)
  const { entries, more } = (await business.get('/api/ledgers')).body
  const ids = entries.map(({ id }: { id: string }) => id)
  expect(ids[0]).toBe('ledgers:QK1')
  expect(ids.at(-1)).toBe('ledgers:QF1')
  expect([...ids].sort()).toEqual(
    ['BL1', 'QF1', 'QK1', 'QK2', 'X1', 'ZT1'].map(number => `ledgers:${number}`).concat('party:WS1'),
  )
  expect(more).toBe(false)
  expect((await business.get('/api/ledgers/ledgers:KG1')).body.code).toBe('noLedgerEntry')
  expect((await leader.get('/api/ledgers/options')).body.departments).toContain(LABOUR)
})

test('[LWK11] (IOC-03) a call of a grid: who comes takes it up, and it is settled once it is struck off', async () => {
  const call = 'party:WS1'
  const stood = await walk(call, [
    [city.as(['officer'], { departments: [PARTY] }), 'handBack', says('应由营商部门到场')],
    [leader, 'assign', { to: BUSINESS }],
    [business, 'take'],
    [business, 'answer', says('堆物已清')],
    [leader, 'strike'],
  ])
  expect(stood.map(({ row }) => [row['state'], row['open']])).toEqual([
    ['whistled', true],
    ['whistled', true],
    ['reported', true],
    ['reported', true],
    ['done', false],
  ])
  expect(stood[2]?.row).toMatchObject({
    department: BUSINESS,
    reportAt: MONDAY,
    daysLeft: 3,
    light: 'yellow',
  })
})
