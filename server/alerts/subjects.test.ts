import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AlertDocument } from '../../shared/alerts/document.ts'
import { eventsOf, openAlertCity, rule, type AlertCity } from './alerts.fixture.ts'

let city: AlertCity
beforeEach(async () => {
  city = await openAlertCity()
})
afterEach(() => city.close())

const byDepartment = (changes: Partial<AlertDocument> = {}) =>
  rule({ over: { metric: 'project.items.department', areas: 'city' }, condition: { above: 0 }, ...changes })

const lookFor = async (seconds: number) => {
  for (let second = 0; second < seconds; second++) {
    await city.moveTo(city.now() + 1000)
    await city.look()
  }
}
const historyOf = async (id: string) => {
  const { body } = await city.as(['viewer']).get(`/api/alerts/${id}`)
  return (body.history as readonly { readonly type: string }[]).map(({ type }) => type)
}

test.each([
  ['is like a number of somebody', '13812345678'],
  ['is too long for a text', '某'.repeat(195)],
  ['is neither', '市住建局'],
])(
  '[ALS3] a group is the same alert whatever masks or cuts its name on the way to the journal: one that %s',
  async (_, name) => {
    city.rules[0] = byDepartment()
    await city.departments([name])
    await lookFor(3)
    expect(await city.alerts()).toMatchObject([{ state: 'raised' }])
    city.restart()
    await lookFor(2)
    expect(await city.alerts()).toMatchObject([{ state: 'raised' }])
    expect(eventsOf(city.deliveries)).toHaveLength(1)
    // Somebody else took it away while nobody could see: a start does not take that for its end.
    await city.later(10, 'silent')
    await city.departments([], 'other')
    city.restart()
    await city.look()
    expect(await city.alerts()).toMatchObject([{ state: 'raised' }])
    await city.beat()
    await city.look()
    expect(await city.alerts()).toMatchObject([{ state: 'cleared', reason: 'over' }])
  },
)

test('[ALS3] two whose names begin alike are two', async () => {
  city.rules[0] = byDepartment()
  await city.departments(['甲', '乙'].map(end => `${'某'.repeat(250)}${end}`))
  await lookFor(3)
  expect(await city.alerts()).toMatchObject([{ state: 'raised' }, { state: 'raised' }])
})

test('[ALS3] many are told of once, and a start goes on with all of them, also those that are not named', async () => {
  city.rules[0] = byDepartment({ groupBy: 'all', forSeconds: 120 })
  const names = Array.from({ length: 45 }, (_, i) => `第 ${i} 局`)
  await city.departments(names)
  await city.look()
  await city.later(2)
  await city.look()
  const [{ id }] = (await city.alerts()) as [{ id: string }]
  await city.later(2)
  await city.look()
  // At first nobody can see whether the others still hold.
  await city.later(10, 'silent')
  city.restart()
  await city.look()
  await city.later(2, 'silent')
  await city.look()
  await city.beat()
  await city.look()
  expect(await city.alerts()).toMatchObject([{ id, state: 'raised', count: 45 }])
  expect(await historyOf(id)).toEqual(['raised'])
  await city.departments(names.slice(3))
  await city.later(1)
  await city.look()
  expect(await city.alerts()).toMatchObject([{ count: 42 }])
  expect(await historyOf(id)).toEqual(['raised', 'counted'])
})
