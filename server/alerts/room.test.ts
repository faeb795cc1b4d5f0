import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DISTRICT, eventsOf, openAlertCity, OTHER_DISTRICT, rule, type AlertCity } from './alerts.fixture.ts'
import { STEPS } from './known.ts'

let city: AlertCity
beforeEach(async () => {
  city = await openAlertCity()
})
afterEach(() => city.close())

const standing = async () => (await city.alerts()).map(({ place, state }) => [place, state])
const told = () =>
  eventsOf(city.deliveries).map(({ event, channel }) => `${event as string} ${channel as string}`)

test('[ALS8] what found room is not told twice because what came after it found none, and none of it stays open', async () => {
  await city.projects(2)
  await city.look()
  await city.projects(0)
  await city.projects(2, OTHER_DISTRICT)
  city.fill(STEPS)
  await city.later(1)
  await expect(city.look()).rejects.toThrow('no space')
  await city.later(1)
  await expect(city.look()).rejects.toThrow('no space')
  expect(await standing()).toEqual([
    ['白塔区', 'raised'],
    ['宏伟区', 'raised'],
  ])
  // Who is to hear of it hears of it.
  expect(told()).toEqual(['raised duty', 'raised duty'])
  city.mend()
  await city.look()
  expect(await standing()).toEqual([
    ['白塔区', 'raised'],
    ['宏伟区', 'cleared'],
  ])
  await city.projects(0, OTHER_DISTRICT)
  await city.later(1)
  await city.look()
  expect((await city.alerts()).map(({ state }) => state)).toEqual(['cleared', 'cleared'])
  expect(told()).toHaveLength(4)
})

test('[ALS9] what could not be queued is queued later: that it is raised, and that it is over', async () => {
  await city.projects(2)
  const failing = () =>
    vi.spyOn(city.deliveries, 'add').mockImplementation(() => {
      throw new Error('database or disk is full')
    })
  const full = failing()
  await expect(city.look()).rejects.toThrow('disk is full')
  full.mockRestore()
  await city.look()
  expect(told()).toEqual(['raised duty'])
  await city.projects(0)
  const again = failing()
  await expect(city.look()).rejects.toThrow('disk is full')
  again.mockRestore()
  await city.look()
  expect(told()).toEqual(['cleared duty', 'raised duty'])
})

test('[ALS9] what is over is told though there was no room for another one to be escalated', async () => {
  city.rules[0] = rule({ escalate: { afterMinutes: 5, channels: ['leaders'] } })
  await city.projects(2)
  await city.projects(2, OTHER_DISTRICT)
  await city.look()
  await city.later(5)
  await city.projects(0)
  city.fill(STEPS, 1)
  await expect(city.look()).rejects.toThrow('no space')
  expect(told()).toEqual(['cleared duty', 'raised duty', 'raised duty'])
  city.mend()
  await city.look()
  expect(told()[0]).toBe('escalated leaders')
})

test('[ALS2] a start goes on with all that is open, and of several of one group with the first', async () => {
  await city.projects(2)
  await city.look()
  const [{ id }] = (await city.alerts()) as [{ id: string }]
  await city.later(1)
  await city.doubleBehind(id)
  city.restart()
  await city.look()
  expect((await city.alerts()).map(({ id: each, state }) => [each, state])).toEqual([
    [id, 'raised'],
    [`${id}-again`, 'cleared'],
  ])
  expect(city.engine.city.cells.get(`alert.open|${DISTRICT}||`)?.value ?? 1).toBe(1)
})

test('[ALS2] a start goes on with more than a page lists', async () => {
  const over = { metric: 'project.items.department', areas: 'city' } as const
  city.rules[0] = rule({ over, condition: { above: 0 } })
  await city.departments(Array.from({ length: 510 }, (_, i) => `第 ${i} 局`))
  await city.look()
  expect(city.deliveries.unfinished()).toHaveLength(510)
  city.restart()
  await city.later(1)
  await city.look()
  expect(city.deliveries.unfinished()).toHaveLength(510)
  await city.departments([])
  await city.look()
  expect(eventsOf(city.deliveries).every(({ event }) => event === 'cleared')).toBe(true)
  expect((await city.alerts()).filter(({ open }) => open === true)).toEqual([])
})
