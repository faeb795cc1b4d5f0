import { Check } from 'typebox/schema'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { certificate } from '../../shared/kinds/certificate/kind.ts'
import { creditRecord } from '../../shared/kinds/credit-record/kind.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import { legalEntity } from '../../shared/kinds/legal-entity/kind.ts'
import { partyChainMember } from '../../shared/kinds/party-chain-member/kind.ts'
import { project } from '../../shared/kinds/project/kind.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import { serviceCase } from '../../shared/kinds/service-case/kind.ts'
import { hotlineOrder } from '../../shared/kinds/hotline-order/kind.ts'
import { supervision } from '../../shared/kinds/supervision/kind.ts'
import { teaSession } from '../../shared/kinds/tea-session/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import { subjectsOf } from '../../shared/libraries/subjects.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'
import { EntityFile, EntityHits } from '../../shared/sync/entity.ts'
import { MONDAY, openDeedCity, type Asking, type DeedCity } from '../deeds/deed-city.fixture.ts'
import { loadDocuments } from '../documents/load.ts'
import { serveEntities } from './routes.ts'

const HONGWEI = '211004'
const ELSEWHERE = '211021100'
const [ONE, TWO, THREE] = ['91219999MA0AAAAA1A', '91219999MA0BBBBB2B', '91219999MA0CCCCC3C'] as const
const CODE = '2611-211004-04-01-000011'

const CASE = 'LYZW20261119200214'
const WENSHENG = '211003'

const factOf = (kind: Kind, id: string, fields: Fields, area = HONGWEI, name = 'main'): RecordFact => {
  const { conflict: _conflict, ...part } = partWith(fields, { area, at: MONDAY, event: MONDAY - 1 })
  return { ...part, type: 'record', kind: kind.id, id, part: name, hash: `${id} ${name}` }
}
const entity = (code: string, name: string, formerNames: readonly string[] = [], area = HONGWEI) =>
  factOf(legalEntity, `registry/${code}`, { code, name, formerNames: [...formerNames] }, area)
const tea = (number: string, ...enterprises: readonly string[]) =>
  factOf(teaSession, `enterprise/${number}`, {
    number,
    startsAt: MONDAY,
    enterprises: [...enterprises],
    departments: [],
  })
const credit = (number: string, code: string, enterprise: string, area = HONGWEI) =>
  factOf(creditRecord, `registry/${number}`, { number, code, enterprise, type: 'good' }, area)

const finding = (key: string, more: Fields) =>
  factOf(
    serviceCase,
    `govsvc/${CASE}`,
    { means: 'system', matter: '超过承诺时限未办结', foundAt: MONDAY - 3, ...more },
    WENSHENG,
    `finding:${key}`,
  )

const item = (key: string, startAt: number) => ({
  ...{ key, stage: 1, name: `事项${key}`, limit: 5, unit: 'workday', department: '市住建局' },
  ...{ applicable: true, startAt, doneAt: null },
})
const DAY = 86_400_000

const FACTS: readonly RecordFact[] = [
  entity(ONE, '演示实业甲', ['演示企业甲']),
  entity(TWO, '演示企业乙'),
  entity(THREE, '演示企业乙', [], ELSEWHERE),
  factOf(project, `gcproj/${CODE}`, {
    ...{
      investCode: CODE,
      name: '演示项目',
      owner: '演示甲集团',
      ownerCode: ONE,
      ...{ leader: '演示市级领导岗位2', taskForce: '演示项目工作专班' },
      stages: [{ no: 1, name: '一', limit: 20 }],
    },
    items: [
      item('1', MONDAY - DAY),
      item('2', MONDAY - 40 * DAY),
      { ...item('3', MONDAY - 40 * DAY), doneAt: MONDAY - 39 * DAY },
    ],
  }),
  credit('XY-1', ONE, '随便什么名字'),
  credit('XY-2', TWO, '演示实业甲'),
  credit('XY-3', ONE, '演示实业甲', ELSEWHERE),
  factOf(certificate, 'registry/ZZ-1', { number: 'ZZ-1', name: '排污许可证', code: THREE }, ELSEWHERE),
  factOf(serviceCase, `govsvc/${CASE}`, { caseNo: CASE, itemName: '施工许可' }, WENSHENG, 'main:A'),
  finding('1', { mendedAt: MONDAY - 2 }),
  finding('2', { means: 'patrol' }),
  factOf(serviceCase, 'govsvc/OTHER', { caseNo: 'OTHER', itemName: '施工许可' }, WENSHENG, 'main:A'),
  factOf(
    hotlineOrder,
    'hotline/H-1',
    { orderNo: 'H-1', relatedCaseNo: CASE, status: 'registered', createdAt: MONDAY - 5, history: [] },
    WENSHENG,
  ),
  tea('第1场', '演示企业甲', '演示企业乙'),
  tea('第2场', '演示实业甲'),
  factOf(partyChainMember, 'party/CH-X1', {
    code: 'CH-X1',
    name: "演示'; DROP TABLE things; --",
    chain: '链',
    role: 'enterprise',
  }),
]
const OURS = [
  serviceCase,
  hotlineOrder,
  legalEntity,
  creditRecord,
  certificate,
  project,
  supervision,
  teaSession,
  partyChainMember,
]

const documents = loadDocuments(new URL('../../documents', import.meta.url).pathname, kinds, fault => {
  throw new Error(JSON.stringify(fault))
})
let city: DeedCity
let all: Asking
let hongwei: Asking
let far: Asking
beforeAll(async () => {
  city = await openDeedCity({
    ...{ kinds: OURS, facts: FACTS },
    serve: (routes, { engine, reader }) =>
      serveEntities(routes, { ...documents, engine, reader, kinds: OURS, feeds: () => documents.feeds }),
  })
  all = city.as(['viewer'])
  hongwei = city.as(['officer'], { areas: [HONGWEI] })
  far = city.as(['officer'], { areas: [ELSEWHERE] })
})
afterAll(() => city.close())

const path = (type: string, id: string) => `/api/entities/${type}/${encodeURIComponent(id)}`
async function fileOf(asking: Asking, type: string, id: string) {
  const { status, body } = await asking.get(path(type, id))
  expect([status, body]).toEqual([200, expect.anything()])
  expect(Check(EntityFile, body)).toBe(true)
  const file = body as EntityFile
  const ids = Object.fromEntries(
    file.groups.map(({ kind, over, rows }) => [over ?? kind, rows.map(({ id: of, by }) => `${of} ${by}`)]),
  )
  return { file, ids }
}

test('[ENTT1] an enterprise is the same by its code whatever it is called, and by its names where no code is told', async () => {
  const { file, ids } = await fileOf(all, 'enterprise', ONE)
  expect([file.id, file.title, file.names, file.area]).toEqual([ONE, '演示实业甲', ['演示企业甲'], HONGWEI])
  expect(ids).toEqual({
    'legal-entity': [`registry/${ONE} code`],
    project: [`gcproj/${CODE} code`],
    'credit-record': expect.arrayContaining(['registry/XY-1 code', 'registry/XY-3 code']),
    'tea-session': expect.arrayContaining(['enterprise/第1场 name', 'enterprise/第2场 name']),
  })
  expect(ids['credit-record']).toHaveLength(2)
})

test('[ENTT2] a name that two have means neither, and a name that is one’s alone leads to its code', async () => {
  const { ids } = await fileOf(all, 'enterprise', TWO)
  expect(ids).toEqual({ 'legal-entity': [`registry/${TWO} code`], 'credit-record': ['registry/XY-2 code'] })
  expect((await fileOf(all, 'enterprise', '演示企业甲')).file.id).toBe(ONE)
  expect((await all.get(path('enterprise', '演示企业乙'))).status).toBe(404)
})

test('[ENTT3] (T-RBAC-01) each sees the records of his part of the city, and of what lies outside of it nothing at all', async () => {
  expect((await fileOf(hongwei, 'enterprise', ONE)).ids['credit-record']).toEqual(['registry/XY-1 code'])
  const { file, ids } = await fileOf(far, 'enterprise', ONE)
  expect(ids).toEqual({ 'credit-record': ['registry/XY-3 code'] })
  expect([file.title, file.names]).toEqual([ONE, []])
  expect(await far.get(path('enterprise', TWO))).toEqual(
    await far.get(path('enterprise', '91219999MA0ZZZZZ9Z')),
  )
  expect((await far.get(path('enterprise', TWO))).status).toBe(404)
  expect((await far.get(path('place', HONGWEI))).status).toBe(403)
  expect((await fileOf(far, 'place', ELSEWHERE)).ids['certificate']).toEqual(['registry/ZZ-1 place'])
  expect((await far.get('/api/entities?q=演示')).body.hits.map(({ id }: { id: string }) => id)).toEqual([
    THREE,
  ])
})

test('[ENTT4] a project comes with its items and their lights, what is overdue first', async () => {
  const { file } = await fileOf(all, 'project', CODE)
  const items = file.groups.find(({ over }) => over === 'items')!
  const at = (name: string) => items.columns.findIndex(column => column.name === name)
  expect([items.total, items.open, items.overdue]).toEqual([3, 2, 1])
  expect(items.rows.map(({ values }) => [values[at('key')], values[at('light')]])).toEqual([
    ['2', 'red'],
    ['1', 'yellow'],
    ['3', 'green'],
  ])
  expect(items.columns[at('light')]?.codes?.['red']?.zh).toBe('已超时')
})

test('[ENTT5] of a place each kind says how many lie in it and what of it is to be done', async () => {
  const { file } = await fileOf(all, 'place', HONGWEI)
  expect(file.title).toBe('宏伟区')
  const told = Object.fromEntries(
    file.groups.map(({ kind, total, open, overdue }) => [kind, [total, open, overdue]]),
  )
  expect(told).toEqual({
    'legal-entity': [2, 0, 0],
    'credit-record': [2, 0, 0],
    'tea-session': [2, 0, 0],
    'party-chain-member': [1, 0, 0],
    project: [1, 1, 1],
  })
  expect(file.groups[0]?.kind).toBe('project')
  expect((await fileOf(all, 'place', `${ELSEWHERE}001`)).file.id).toBe(ELSEWHERE)
  for (const nowhere of ['999999', 'x', '%'])
    expect((await all.get(path('place', nowhere))).status, nowhere).toBe(404)
})

test('[ENTT6] (PRV-12) a search looks into codes, names, former names and leaders, and its signs mean themselves', async () => {
  const find = async (q: string) => {
    const { status, body } = await all.get(`/api/entities?${new URLSearchParams({ q })}`)
    expect([status, Check(EntityHits, body)]).toEqual([200, true])
    return (body as EntityHits).hits.map(({ type, id }) => `${type} ${id}`)
  }
  expect(await find('企业甲')).toEqual([`enterprise ${ONE}`])
  expect(await find('MA0AAAAA')).toEqual([`enterprise ${ONE}`])
  expect(await find('演示项目')).toEqual([`project ${CODE}`])
  // PRV-12: by the leader who answers for it, and by his task force.
  expect(await find('领导岗位2')).toEqual([`project ${CODE}`])
  expect(await find('工作专班')).toEqual([`project ${CODE}`])
  expect(await find('宏伟')).toContain(`place ${HONGWEI}`)
  for (const sign of ['%', '_', '\\', "'", '"']) expect(await find(sign), sign).toEqual([])
  for (const q of ['', ' ', 'x'.repeat(61)])
    expect((await all.get(`/api/entities?${new URLSearchParams({ q })}`)).status).toBe(400)
})

test('[ENTT7] an answer is of one moment, with the feeds of what it tells and no setting of them', async () => {
  const { file } = await fileOf(all, 'enterprise', ONE)
  expect([file.seq, file.now]).toEqual([city.engine.city.seq, city.engine.city.now])
  expect(file.feeds.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['gcproj', 'registry-entities', 'registry-credit', 'tea-sessions']),
  )
  expect(file.feeds.find(({ id }) => id === 'gcproj')?.report).not.toBeNull()
  for (const group of file.groups) expect(group.feeds.length).toBeGreaterThan(0)
  expect(file.libraries.map(({ zh }) => zh)).toEqual(['法人库', '宏观经济库', '社会信用库'])
  expect(JSON.stringify(file)).not.toMatch(/sqlite|127\.0\.0\.1|updatedSince/)
})

test('[ENTT6] (T-SQLI-01) what means harm is a text like any other', async () => {
  const hostile = "演示'; DROP TABLE things; --"
  expect((await all.get(path('enterprise', hostile))).status).toBe(404)
  expect((await all.get(`/api/entities?${new URLSearchParams({ q: hostile })}`)).body.hits).toEqual([])
  expect((await fileOf(all, 'enterprise', ONE)).file.id).toBe(ONE)
})

test('[ENTT20] (PRV-06) a case comes with what was found in it and with the requests that name it, by its number alone', async () => {
  const { file, ids } = await fileOf(all, 'case', CASE)
  expect([file.title, file.area]).toEqual([CASE, WENSHENG])
  expect(ids).toEqual({
    'service-case': [`govsvc/${CASE} code`],
    findings: [`govsvc/${CASE}#2 code`, `govsvc/${CASE}#1 code`],
    steps: [],
    'hotline-order': ['hotline/H-1 code'],
  })
  expect(file.groups.find(({ over }) => over === 'findings')?.rows[0]?.subjects[0]).toEqual({
    type: 'case',
    id: CASE,
  })
  expect((await all.get(path('case', '施工许可'))).status).toBe(404)
  const hits = async (q: string) =>
    ((await all.get(`/api/entities?${new URLSearchParams({ q })}`)).body as EntityHits).hits
  expect((await hits(CASE)).map(({ type, id }) => `${type} ${id}`)).toEqual([`case ${CASE}`])
  expect(await hits('施工许可')).toEqual([])
  expect((await far.get(path('case', CASE))).status).toBe(404)
})

test('[ENTT8] a record tells of whom it is: by code, else by name, and where', () => {
  const { libraries } = documents
  const of = (kind: string, row: Fields) =>
    subjectsOf(libraries, kind, row).map(({ type, id }) => `${type} ${id}`)
  expect(of('project', { number: CODE, ownerCode: ONE, owner: '甲', area: HONGWEI })).toEqual([
    ...[`enterprise ${ONE}`, `project ${CODE}`, `place ${HONGWEI}`],
  ])
  expect(of('project', { number: CODE, ownerCode: null, owner: '甲', area: '' })).toEqual([
    'enterprise 甲',
    `project ${CODE}`,
  ])
  expect(of('tea-session', { enterprises: ['甲', '乙'], area: '' })).toEqual([
    'enterprise 甲',
    'enterprise 乙',
  ])
  expect(of('hotline-order', { number: '1', area: ELSEWHERE })).toEqual([`place ${ELSEWHERE}`])
})
