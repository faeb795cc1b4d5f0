import { afterEach, beforeEach, expect, test } from 'vitest'
import { MINUTE } from '../../shared/calendar/civil.ts'
import type { Fields } from '../../shared/model/value.ts'
import { MONDAY } from '../deeds/deed-city.fixture.ts'
import { DISTRICT, openAlertCity, OTHER_DISTRICT, rule, type AlertCity } from './alerts.fixture.ts'

let city: AlertCity
let id: string
beforeEach(async () => {
  city = await openAlertCity()
  await city.projects(2)
  await city.look()
  id = (await city.alerts())[0]!.id
})
afterEach(() => city.close())

const post = (who: 'operator' | 'leader' | 'viewer', step: string, body: object, area?: string) =>
  city
    .as([who], area === undefined ? {} : { areas: [area] })
    .post(`/api/alerts/${id}/${step}`, { action: `action-${step}-1`, ...body })

test('[ALD1] a post acknowledges it, once; nobody is named in the journal, and the audit knows who', async () => {
  const { status, body } = await post(
    'leader',
    'acknowledge',
    { seen: 1, text: '电话 13912345678 已派人' },
    DISTRICT,
  )
  expect(status).toBe(200)
  expect(body.alert).toMatchObject({
    row: { state: 'acknowledged', unseen: false, told: true, role: 'leader', post: DISTRICT },
    can: ['shelve', 'note'],
  })
  const [, entry] = body.alert.history
  expect(entry).toMatchObject({ type: 'acknowledged', role: 'leader', post: DISTRICT, event: MONDAY })
  expect(JSON.stringify(city.engine.thing(`alerts/${id}`))).not.toMatch(/13912345678|account-/)
  expect(city.audit).toMatchObject([
    { action: 'alert.acknowledge', object: `alert/${id}`, outcome: 'done', details: { from: 'raised' } },
  ])
  expect(JSON.stringify(city.audit)).not.toContain('已派人')
})

test('[ALD2] the same button twice is one step; who has seen another state is told how it stands', async () => {
  const shelve = { seen: 1, minutes: 30 }
  const first = await post('operator', 'shelve', shelve)
  const again = await post('operator', 'shelve', shelve)
  expect([first.status, again.status]).toEqual([200, 200])
  expect(again.body.alert.history).toHaveLength(2)
  const stale = await post('operator', 'acknowledge', { seen: 1 })
  expect(stale).toMatchObject({ status: 409, body: { code: 'stale', current: { row: { step: 2 } } } })
  expect((await post('operator', 'acknowledge', { seen: 2 })).status).toBe(200)
  const twice = await city
    .as(['operator'])
    .post(`/api/alerts/${id}/acknowledge`, { action: 'action-other', seen: 3 })
  expect(twice).toMatchObject({ status: 409, body: { code: 'notNow' } })
})

test('[ALD3] shelved it is told to nobody until then; one that comes in its place is shelved too', async () => {
  await post('operator', 'shelve', { seen: 1, minutes: 30 })
  expect(await city.alerts()).toMatchObject([
    { state: 'raised', shelved: true, told: false, shelvedUntil: MONDAY + 30 * MINUTE },
  ])
  await city.projects(0)
  await city.look()
  await city.later(1)
  await city.projects(2)
  await city.look()
  expect(await city.alerts()).toMatchObject([
    { state: 'raised', shelved: true, told: false },
    { state: 'cleared' },
  ])
  await city.later(30)
  await city.look()
  expect(await city.alerts()).toMatchObject([{ shelved: false, told: true }, {}])
  const ended = await post('operator', 'unshelve', { seen: 2 })
  expect(ended.status).toBe(409)
})

test('[ALD3] what somebody shelves no more does not shelve what comes in its place', async () => {
  await post('operator', 'shelve', { seen: 1, minutes: 600 })
  const again = async () => {
    await city.projects(0)
    await city.later(1)
    await city.look()
    await city.projects(2)
    await city.look()
    return (await city.alerts()).find(({ open }) => open === true)!
  }
  const second = await again()
  expect(second).toMatchObject({ shelved: true })
  const ended = { action: 'action-unshelve-2', seen: second['step'] }
  expect((await city.as(['operator']).post(`/api/alerts/${second.id}/unshelve`, ended)).status).toBe(200)
  expect(await again()).toMatchObject({ shelved: false, told: true })
})

test('[ALD4] who may not is refused, whoever looks sees what is in his part of the city', async () => {
  expect((await post('viewer', 'acknowledge', { seen: 1 })).status).toBe(403)
  expect((await post('leader', 'acknowledge', { seen: 1 }, OTHER_DISTRICT)).status).toBe(403)
  const elsewhere = await city.as(['viewer'], { areas: [OTHER_DISTRICT] }).get('/api/alerts')
  expect(elsewhere.body.alerts).toEqual([])
  expect((await city.as(['viewer']).get('/api/alerts/none')).status).toBe(404)
  expect((await city.as(['viewer']).get('/api/alerts')).body.alerts).toMatchObject([{ can: [] }])
  expect((await post('operator', 'shelve', { seen: 1, minutes: 1 })).status).toBe(400)
  expect(city.audit).toEqual([])
})

test('[ALD4] one alert about all that a rule looks at lies where all of that does', async () => {
  city.rules[0] = rule({ groupBy: 'all' })
  await city.projects(2, OTHER_DISTRICT)
  await city.look()
  const open = (await city.alerts()).find(each => each['open'] === true)
  expect(open).toMatchObject({ area: '211000', place: '白塔区', count: 2 })
  const over = { metric: 'project.count', areas: { area: DISTRICT } }
  city.rules.push(rule({ id: 'one', over, groupBy: 'all' }))
  await city.look()
  expect((await city.alerts()).find(each => each['rule'] === 'one')).toMatchObject({ area: DISTRICT })
  const elsewhere = await city.as(['operator'], { areas: [DISTRICT] }).get('/api/alerts')
  expect(elsewhere.body.alerts.map(({ row }: { row: Fields }) => row['area'])).toEqual([DISTRICT, DISTRICT])
})

test('[ALD5] what the audit cannot tell of does not happen; a test message is queued and audited', async () => {
  const operator = city.as(['operator'])
  expect((await operator.post('/api/alerts/channels/duty/test', {})).status).toBe(200)
  expect((await operator.post('/api/alerts/channels/none/test', {})).status).toBe(404)
  const { body } = await operator.get('/api/alerts/deliveries')
  expect(body.channels).toMatchObject([
    { id: 'duty', form: 'wecom', isSet: true },
    { id: 'leaders', form: 'feishu', isSet: false },
  ])
  expect(body.deliveries).toMatchObject([
    { event: 'test', channel: 'duty', title: '【测试消息】值班群', state: 'waiting' },
    { event: 'raised', channel: 'duty', state: 'waiting' },
  ])
  expect(city.audit).toMatchObject([{ action: 'alert.test', object: 'channel/duty' }])
  city.breakAudit()
  expect((await post('operator', 'acknowledge', { seen: 1 })).status).toBe(503)
  expect(await city.alerts()).toMatchObject([{ state: 'raised' }])
})

test('[ALD5] a channel whose secret cannot be opened is told as one that is not set', async () => {
  city.unopened.add('DUTY')
  const { status, body } = await city.as(['operator']).get('/api/alerts/deliveries')
  expect([status, body.channels[0]]).toMatchObject([200, { id: 'duty', isSet: false }])
})

test('[ALD6] a channel is tried three times in ten minutes, and others as often beside it', async () => {
  const operator = city.as(['operator'])
  const trial = async (channel: string) =>
    (await operator.post(`/api/alerts/channels/${channel}/test`, {})).status
  expect([await trial('duty'), await trial('duty'), await trial('duty')]).toEqual([200, 200, 200])
  const refused = await operator.post('/api/alerts/channels/duty/test', {})
  expect(refused).toMatchObject({ status: 429, body: { code: 'tooOften' } })
  expect(await trial('leaders')).toBe(200)
  expect(city.audit).toHaveLength(4)
  await city.later(10)
  expect(await trial('duty')).toBe(200)
})
