import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Asking, DeedCity } from '../deeds/deed-city.fixture.ts'
import { DISTRICT, openCity, OTHER_DISTRICT, PROJECT } from './supervision.fixture.ts'

const [CHIEF, BUILDING] = ['县科协', '市住建局']

let city: DeedCity
let chief: Asking
let builder: Asking
beforeEach(async () => {
  city = await openCity()
  chief = city.as(['officer'], { areas: [DISTRICT], departments: [CHIEF] })
  builder = city.as(['officer'], { areas: [DISTRICT], departments: [BUILDING] })
})
afterEach(() => city.close())

let actions = 0
const action = () => `chief-act-${++actions}`
const issue = (item: string) => ({
  ...{ action: action(), target: PROJECT, item, level: 'press', reason: '请按班子例会议定办结' },
})
const press = (who: Asking, item = '6-2') => who.post('/api/supervisions/chief', issue(item))
const step = (who: Asking, id: string, name: string, seen: number, more: object = {}) =>
  who.post(`/api/supervisions/${id}/${name}`, { action: action(), seen, ...more })
const asks = async (who: Asking, item = '6-2') =>
  (await who.get(`/api/supervisions/item?target=${encodeURIComponent(PROJECT)}&item=${item}`)).body

test('[PRES16] (LYX-08) the chief butler presses at the butler who looks after it, who answers; he sends back and closes', async () => {
  expect((await asks(chief)).issue).toBe('chief')
  const preview = `/api/supervisions/chief?target=${encodeURIComponent(PROJECT)}&item=6-2`
  expect((await chief.get(preview)).body.signBy).toEqual(expect.any(Number))
  const { status, body } = await press(chief)
  expect(status, JSON.stringify(body)).toBe(200)
  const { id, row, history } = body.supervision
  expect(row).toMatchObject({ role: 'chief', chief: CHIEF, butler: BUILDING, department: BUILDING })
  expect(history[0]).toMatchObject({ type: 'issued', role: 'chief', chief: CHIEF, place: null })
  expect(city.audit.map(({ action: done, actor }) => [done, actor])).toEqual([
    ['supervision.issue', city.audit[0]!.actor],
  ])
  await step(builder, id, 'acknowledge', 1)
  const promisedAt = Date.parse('2026-11-30T09:00:00+08:00')
  await step(builder, id, 'plan', 2, { text: '三日内办结', promisedAt })
  const back = await step(chief, id, 'chiefReturn', 3, { text: '写明由谁负责' })
  expect(back.body.supervision.history.at(-1)).toMatchObject({ type: 'returned', role: 'chief' })
  const closed = await step(chief, id, 'chiefClose', 4, { text: '已在例会确认' })
  expect(closed.body.supervision.row).toMatchObject({ state: 'closed', open: false })
})

test('[PRES16] (T-RBAC-01) he presses for nothing that he looks after himself, nor outside his office or his area', async () => {
  expect((await asks(chief, '6-1')).issue).toBeNull()
  expect((await press(chief, '6-1')).status).toBe(403)
  const everywhere = city.as(['officer'])
  expect(await press(everywhere, '6-1')).toMatchObject({ status: 409, body: { code: 'notOfButlers' } })
  const elsewhere = city.as(['officer'], { areas: [OTHER_DISTRICT], departments: [CHIEF] })
  const denied = [
    await press(builder),
    await press(elsewhere),
    await press(city.as(['leader'], { areas: [DISTRICT] })),
    await press(city.as(['viewer'], { departments: [CHIEF] })),
    await chief.post('/api/supervisions', issue('6-2')),
  ]
  expect(denied.map(({ status }) => status)).toEqual(denied.map(() => 403))
  expect(city.engine.city.feeds.get('supervisions')?.received ?? 0).toBe(0)
})

test('[PRES16] what a leader pressed for is not his to close, and a leader closes what he pressed for', async () => {
  const leader = city.as(['leader'], { areas: [DISTRICT] })
  const { supervision } = (await leader.post('/api/supervisions', issue('6-2'))).body
  expect(supervision.row).toMatchObject({ role: 'leader', chief: null, butler: BUILDING })
  expect((await step(chief, supervision.id, 'chiefClose', 1, { text: '办结' })).status).toBe(403)
  await step(leader, supervision.id, 'close', 1, { text: '办结' })
  const again = (await press(chief)).body.supervision
  expect(again.can).toEqual(['chiefReturn', 'chiefClose'].slice(1))
  const both = city.as(['leader', 'officer'], { areas: [DISTRICT], departments: [CHIEF] })
  expect((await both.get(`/api/supervisions/${again.id}`)).body.can).toEqual(['close'])
  expect((await step(leader, again.id, 'close', 1, { text: '办结' })).status).toBe(200)
})
