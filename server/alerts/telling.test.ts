import { afterEach, beforeEach, expect, test } from 'vitest'
import { MINUTE } from '../../shared/calendar/civil.ts'
import { MONDAY } from '../deeds/deed-city.fixture.ts'
import { eventsOf, openAlertCity, OTHER_DISTRICT, rule, type AlertCity } from './alerts.fixture.ts'

let city: AlertCity
beforeEach(async () => {
  city = await openAlertCity()
})
afterEach(() => city.close())

const openId = async () => (await city.alerts())[0]?.id

test('[ALS9] it is queued once for each of its channels, and that it is over for those who heard of it', async () => {
  await city.projects(2)
  await city.look()
  await city.look()
  city.restart()
  await city.look()
  expect(eventsOf(city.deliveries)).toEqual([{ event: 'raised', channel: 'duty', state: 'waiting' }])
  const [{ message }] = city.deliveries.newest() as unknown as readonly [
    { message: { title: string; text: string; link: string } },
  ]
  expect(message.title).toBe('【II级告警】项目过多')
  expect(message.text).toBe(
    '地点：宏伟区\n对象：重点项目 2 个\n始于：2026-11-23 09:00\n时间：2026-11-23 09:00\n演示数据',
  )
  expect(message.link).toBe(`https://city.example/console/alerts/${await openId()}`)
  await city.projects(0)
  await city.look()
  expect(eventsOf(city.deliveries)[0]).toEqual({ event: 'cleared', channel: 'duty', state: 'waiting' })
  await city.look()
  expect(eventsOf(city.deliveries)).toHaveLength(2)
})

test('[ALS9] a process that dies between the two tells at its next start that it is over', async () => {
  await city.projects(2)
  await city.look()
  const id = await openId()
  await city.projects(0)
  await city.clearBehind(id!)
  expect(city.deliveries.unfinished()).toEqual([id])
  city.restart()
  await city.look()
  expect(eventsOf(city.deliveries).map(({ event }) => event)).toEqual(['cleared', 'raised'])
})

test('[ALS10] nobody saw to it: others hear of it, once, and not of what is acknowledged or shelved', async () => {
  city.rules[0] = rule({ escalate: { afterMinutes: 5, channels: ['leaders'] } })
  await city.projects(2)
  await city.projects(2, OTHER_DISTRICT)
  await city.look()
  const seen = (await city.alerts()).find(({ place }) => place === '白塔区')!
  await city
    .as(['operator'])
    .post(`/api/alerts/${seen.id}/acknowledge`, { action: 'ack-00000001', seen: seen['step'] })
  await city.later(4)
  await city.look()
  expect((await city.alerts()).map(({ escalatedAt }) => escalatedAt)).toEqual([null, null])
  await city.later(1)
  await city.look()
  await city.look()
  expect((await city.alerts()).map(({ place, escalatedAt }) => [place, escalatedAt])).toEqual([
    ['宏伟区', MONDAY + 5 * MINUTE],
    ['白塔区', null],
  ])
  expect(eventsOf(city.deliveries).filter(({ event }) => event === 'escalated')).toEqual([
    { event: 'escalated', channel: 'leaders', state: 'waiting' },
  ])
})

test('[ALS10] the time counts from when it was told: after quiet hours, and after it was shelved', async () => {
  const escalate = { afterMinutes: 10, channels: ['leaders'] }
  city.rules[0] = rule({ quiet: { from: '08:00', to: '09:30', tellUpTo: 1 }, escalate })
  await city.projects(2)
  await city.look()
  const escalated = async (minutes: number) => {
    await city.later(minutes)
    await city.look()
    return (await city.alerts())[0]?.['escalatedAt']
  }
  expect([await escalated(30), await escalated(9)]).toEqual([null, null])
  const [{ id, step }] = (await city.alerts()) as [{ id: string; step: number }]
  const operator = city.as(['operator'])
  await operator.post(`/api/alerts/${id}/shelve`, { action: 'shelve-0001', seen: step, minutes: 15 })
  expect([await escalated(15), await escalated(9)]).toEqual([null, null])
  await operator.post(`/api/alerts/${id}/shelve`, { action: 'shelve-0002', seen: step + 1, minutes: 60 })
  await city.later(5)
  await operator.post(`/api/alerts/${id}/unshelve`, { action: 'unshelve-01', seen: step + 2 })
  expect([await escalated(9), await escalated(1)]).toEqual([null, MONDAY + 78 * MINUTE])
})

test('[ALS9] a message says a value beside the time that it is of, and none when that is over', async () => {
  city.rules[0] = rule({ quiet: { from: '08:00', to: '09:30', tellUpTo: 1 } })
  await city.projects(2)
  await city.look()
  await city.later(10)
  await city.projects(4)
  await city.look()
  await city.later(20)
  await city.look()
  await city.projects(0)
  await city.later(1)
  await city.look()
  const texts = city.deliveries.newest().map(({ message }) => message.text.split('\n').slice(1, 4))
  expect(texts).toEqual([
    ['对象：重点项目', '始于：2026-11-23 09:00', '时间：2026-11-23 09:31'],
    ['对象：重点项目 4 个', '始于：2026-11-23 09:00', '时间：2026-11-23 09:10'],
  ])
})

test('[ALS11] in quiet hours nobody is told, and when they end those who are concerned are', async () => {
  city.rules[0] = rule({ quiet: { from: '08:00', to: '09:30', tellUpTo: 1 } })
  await city.projects(2)
  await city.look()
  expect(await city.alerts()).toMatchObject([{ told: false, quiet: true }])
  expect(eventsOf(city.deliveries)).toEqual([])
  await city.later(30)
  await city.look()
  expect(eventsOf(city.deliveries)).toMatchObject([{ event: 'raised' }])
})
