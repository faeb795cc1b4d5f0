import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOUR } from '../../shared/calendar/civil.ts'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { cellValue } from '../../shared/city/city.ts'
import { cityCase } from '../../shared/kinds/city-case/kind.ts'
import { creditRecord } from '../../shared/kinds/credit-record/kind.ts'
import { dispute } from '../../shared/kinds/dispute/kind.ts'
import { gridReport } from '../../shared/kinds/grid-report/kind.ts'
import { hotlineOrder } from '../../shared/kinds/hotline-order/kind.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import { problem } from '../../shared/kinds/problem/kind.ts'
import { residenceCheck } from '../../shared/kinds/residence-check/kind.ts'
import { serviceCase } from '../../shared/kinds/service-case/kind.ts'
import { stationVisit } from '../../shared/kinds/station-visit/kind.ts'
import { teaSession } from '../../shared/kinds/tea-session/kind.ts'
import { supervision } from '../../shared/kinds/supervision/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import { createVeil } from '../../shared/audience/veil.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'
import { loadDocuments } from '../documents/load.ts'
import { ownDraft } from '../engine/engine.ts'
import { MONDAY, openDeedCity, type Asking, type DeedCity } from '../deeds/deed-city.fixture.ts'
import { serveSupervisions } from './routes.ts'
import { DISTRICT } from './supervision.fixture.ts'

const RECEIVED = instant('2026-11-16 09:00')
const DUE = instant('2026-11-20 18:00')
const TOWN = '211004001'

function factOf(kind: Kind, id: string, part: string, fields: Fields): RecordFact {
  const { conflict: _conflict, ...made } = partWith(fields, { area: TOWN, at: RECEIVED, event: RECEIVED })
  return { ...made, type: 'record', kind: kind.id, id, part }
}
const ORDER = 'hotline/LY2026111600007'
const order = (id: string, over: Fields = {}) =>
  factOf(hotlineOrder, id, 'main', {
    ...{ orderNo: id.slice(8), title: '三楼暖气不热', department: '市住建局', dueAt: DUE },
    ...{ history: [{ status: 'received', at: RECEIVED }], ...over },
  })
const CASE = 'citymgmt/2026-CG-1'
const ofCity = factOf(cityCase, CASE, 'main', {
  ...{ caseNo: '2026-CG-1', mainName: '市容环境', subName: '暴露垃圾', department: '市城管局' },
  ...{
    disposeDueAt: DUE,
    history: ['report', 'accept', 'file', 'dispatch'].map(action => ({ action, at: RECEIVED })),
  },
})
const HALL = 'govsvc/LYZW-1'
const ofHall = factOf(serviceCase, HALL, 'main:A', {
  ...{ caseNo: 'LYZW-1', itemName: '食品经营许可', department: '市市场监管局' },
  ...{ acceptedAt: RECEIVED, promisedLimit: 3 },
})
const PROBLEM = 'enterprise/WT20261116-1'
const ofLedger = factOf(problem, PROBLEM, 'main', {
  ...{ number: 'WT20261116-1', title: '天然气接引', enterprise: '演示企业07', source: 'tea' },
  ...{ office: '宏伟区发改委' },
})
const assigned = factOf(problem, PROBLEM, 'step:2', { step: 2, type: 'taken' })
const given = factOf(problem, PROBLEM, 'step:3', {
  ...{ step: 3, type: 'assigned', group: 'utilities', to: '宏伟区住建局', promisedAt: DUE },
})

const VISIT = 'station/FT20261116-1'
const ofStation = factOf(stationVisit, VISIT, 'main', {
  ...{ number: 'FT20261116-1', title: '邻里漏水', subject: 'dispute', channel: 'walkIn' },
  ...{ role: 'officer', department: '宏伟区信访局', action: 'made' },
})

const DISPUTE = 'dispute/MD202611160001'
const ofMediators = factOf(dispute, DISPUTE, 'main', {
  ...{ number: 'MD202611160001', title: '翻建房屋影响采光', type: 'homestead', office: '长征街道司法所' },
})

const CHECK = 'residence/HC202611160001'
const ofHomes = factOf(residenceCheck, CHECK, 'main', {
  ...{ number: 'HC202611160001', title: '第3网格出租房屋复核', type: 'rented', limit: 3 },
  department: '工农街道综治中心',
})

const REPORT = 'snap/SP20261116-1'
const byPhoto = factOf(gridReport, REPORT, 'main:event', {
  ...{ reportNo: 'SP20261116-1', category: '环境卫生', action: 'made', office: '市委政法委', answerBy: DUE },
  history: [{ status: 'submitted', at: RECEIVED }],
})

const COMMITMENT = 'registry/XY20261102-1'
const promised = factOf(creditRecord, COMMITMENT, 'main', {
  ...{ number: 'XY20261102-1', code: '91350100M000100Y43', type: 'commitment', checkDueAt: DUE },
  ...{ item: '旅馆业特种行业许可证核发', enterprise: '演示企业07', department: '市公安局' },
})

/** It was held on Wednesday, and has no minutes. */
const TABLE = 'enterprise/XC20261116-1'
const held = factOf(teaSession, TABLE, 'main', {
  ...{ number: 'XC20261116-1', theme: '融资对接', startsAt: instant('2026-11-18 14:00'), action: 'made' },
  ...{ enterprises: [], departments: [], office: '宏伟区发改委' },
})

let city: DeedCity
let leader: Asking
beforeEach(async () => {
  city = await openDeedCity({
    kinds: [
      ...[hotlineOrder, cityCase, serviceCase, problem, stationVisit, dispute, residenceCheck, supervision],
      ...[gridReport, creditRecord, teaSession],
    ],
    facts: [
      order(ORDER),
      ofCity,
      ofHall,
      ofLedger,
      ofStation,
      ofMediators,
      ofHomes,
      byPhoto,
      promised,
      held,
      assigned,
      given,
      order('hotline/LY-2', { department: null }),
    ],
    serve: serveSupervisions,
  })
  leader = city.as(['leader'], { areas: [DISTRICT] })
})
afterEach(() => city.close())

let actions = 0
const press = (target: string, over = {}) =>
  leader.post('/api/supervisions', {
    ...{ action: `matter-${++actions}`, target, level: 'press', reason: '请尽快办结', ...over },
  })

describe('anything with a clock and a department is pressed', () => {
  test.each([
    ['hotline-order', ORDER, '市住建局', '三楼暖气不热'],
    ['city-case', CASE, '市城管局', '暴露垃圾'],
    ['service-case', HALL, '市市场监管局', '食品经营许可'],
    ['station-visit', VISIT, '宏伟区信访局', '邻里漏水'],
    ['dispute', DISPUTE, '长征街道司法所', '翻建房屋影响采光'],
    ['residence-check', CHECK, '工农街道综治中心', '第3网格出租房屋复核'],
    ['problem', PROBLEM, '宏伟区住建局', '天然气接引'],
    ['grid-report', REPORT, '市委政法委', '环境卫生'],
  ])('[PRES14] a %s, by its own clock, to who has it (LYX-05)', async (kind, target, department, called) => {
    const { body: before } = await leader.get(`/api/supervisions/item?target=${encodeURIComponent(target)}`)
    expect(before).toMatchObject({ matter: { kind, title: called }, issue: 'leader', supervisions: [] })
    const { status, body } = await press(target)
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body.supervision.row).toMatchObject({
      ...{ matter: kind, record: target, item: null, department, occasion: 'overdue', area: TOWN },
      ...{ subject: called, title: null, target: null },
    })
    expect(await press(target)).toMatchObject({ status: 409, body: { code: 'alreadyOpen' } })
    const officer = city.as(['officer'], { departments: [department] })
    const signed = await officer.post(`/api/supervisions/${body.supervision.id}/acknowledge`, {
      ...{ action: `matter-${++actions}`, seen: 1 },
    })
    expect(signed.body.supervision.row.state).toBe('acknowledged')
  })

  test.each([
    ['credit-record', COMMITMENT, '市公安局', '旅馆业特种行业许可证核发'],
    ['tea-session', TABLE, '宏伟区发改委', '融资对接'],
  ])(
    '[PRES14] a %s, which everybody may see, is told by its title (LYX-05)',
    async (kind, target, department, called) => {
      const { body: before } = await leader.get(`/api/supervisions/item?target=${encodeURIComponent(target)}`)
      expect(before).toMatchObject({ matter: { kind, title: called }, issue: 'leader', supervisions: [] })
      const { status, body } = await press(target)
      expect(status, JSON.stringify(body)).toBe(200)
      expect(body.supervision.row).toMatchObject({
        ...{ matter: kind, item: null, department, occasion: 'overdue', area: TOWN, title: called },
        subject: null,
      })
    },
  )

  test('[PRES14] what has no clock, no department or no such item is not there to be pressed', async () => {
    expect((await press('hotline/LY-2')).status).toBe(404)
    expect((await press('hotline/none')).status).toBe(404)
    expect((await press(ORDER, { item: '1' })).status).toBe(404)
  })

  test('[PRES14] once it is over it can be pressed no more, and what was pressed stays to be closed', async () => {
    const { body } = await press(ORDER)
    const replied = order(ORDER, {
      history: [
        { status: 'received', at: RECEIVED },
        { status: 'replied', at: MONDAY },
        { status: 'closed', at: MONDAY },
      ],
    })
    await city.engine.submit(ownDraft(MONDAY, [{ ...replied, version: 2, at: MONDAY }]))
    await city.moveTo(MONDAY + HOUR)
    const { body: told } = await leader.get(`/api/supervisions/item?target=${encodeURIComponent(ORDER)}`)
    expect(told).toMatchObject({ issue: null, item: { open: false } })
    expect(told.supervisions[0]).toMatchObject({ id: body.supervision.id, can: ['close'] })
  })
})

test('[PRES15] (T-PII-01) who passes by sees that a department is pressed, not for what nor for which record', async () => {
  await press(ORDER)
  await press(PROBLEM)
  city.engine.flush()
  const documents = loadDocuments(new URL('../../documents', import.meta.url).pathname, kinds, () => {})
  const veil = createVeil('public', {
    ...{ areas: documents.areas, kinds, metrics: documents.metrics },
  })
  const key = 'supervision.list|211000||'
  const own = cellValue(city.engine.city, key) as { rows: [string, ...unknown[]][] }
  const shown = JSON.stringify(veil.value(key, cellValue(city.engine.city, key)))
  const ids = own.rows.map(([id]) => id.slice('supervision/'.length))
  expect(ids).toHaveLength(2)
  // What is made of the id of an order tells it to whoever tries all orders there can be.
  const digits = ids.map(id => id.slice(0, 4).toUpperCase())
  for (const secret of ['三楼暖气不热', '天然气接引', ORDER, PROBLEM, ...ids, ...digits]) {
    expect(JSON.stringify(own)).toContain(secret)
    expect(shown).not.toContain(secret)
  }
  expect(shown).toContain('市住建局')
})
