import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MONDAY } from '../deeds/deed-city.fixture.ts'
import { ALERTS } from './known.ts'
import { DISTRICT, openAlertCity, OTHER_DISTRICT, rule, type AlertCity } from './alerts.fixture.ts'

let city: AlertCity
beforeEach(async () => {
  city = await openAlertCity()
})
afterEach(() => city.close())

const openId = async () => (await city.alerts())[0]?.id
const statesOf = async () => (await city.alerts()).map(({ state }) => state)

test('[ALS1] it is a fact, with where, what and how much, and the same is told once', async () => {
  await city.look()
  expect(await city.alerts()).toEqual([])
  await city.projects(2)
  await city.look()
  await city.look()
  const [alert, ...more] = await city.alerts()
  expect(more).toEqual([])
  expect(alert).toMatchObject({
    ...{ rule: 'many', title: '项目过多', severity: '2', state: 'raised', told: true, unseen: true },
    ...{ area: DISTRICT, place: '宏伟区', what: '重点项目', value: '2 个', count: 1, since: MONDAY },
  })
  expect(city.engine.city.cells.get('alert.open|211000||')?.value).toBe(1)
  // Between its two thresholds nothing changes.
  await city.projects(1)
  await city.look()
  expect(await statesOf()).toEqual(['raised'])
  await city.projects(0)
  await city.look()
  expect(await city.alerts()).toMatchObject([{ state: 'cleared', reason: 'over', clearedAt: MONDAY }])
  await city.projects(3)
  await city.later(1)
  await city.look()
  expect(await statesOf()).toEqual(['raised', 'cleared'])
})

test('[ALS2] a start goes on with what is open, and raises nothing twice', async () => {
  await city.projects(2)
  await city.look()
  city.restart()
  await city.look()
  expect(await statesOf()).toEqual(['raised'])
  await city.projects(1)
  city.restart()
  await city.look()
  // It is remembered as raised, so the threshold at which it ends holds.
  expect(await statesOf()).toEqual(['raised'])
  await city.projects(0)
  city.restart()
  await city.look()
  expect(await statesOf()).toEqual(['cleared'])
})

test('[ALS3] many at once are one with a count, which follows them', async () => {
  city.rules[0] = rule({ groupBy: 'all' })
  await city.projects(2)
  await city.projects(3, OTHER_DISTRICT)
  await city.look()
  expect(await city.alerts()).toMatchObject([{ count: 2, place: '白塔区', value: '3 个', state: 'raised' }])
  await city.projects(0, OTHER_DISTRICT)
  await city.look()
  expect(await city.alerts()).toMatchObject([{ count: 2 }])
  await city.later(1)
  await city.look()
  expect(await city.alerts()).toMatchObject([{ count: 1, place: '宏伟区', value: '2 个' }])
  const [{ id }] = (await city.alerts()) as [{ id: string }]
  const { body } = await city.as(['viewer']).get(`/api/alerts/${id}`)
  expect(body.history.map(({ type }: { type: string }) => type)).toEqual(['raised', 'counted'])
})

test('[ALS3] what is shown of the worst is as bad as it is, at most once a minute', async () => {
  city.rules[0] = rule({ groupBy: 'all' })
  await city.projects(2)
  await city.look()
  await city.projects(4)
  await city.look()
  expect(await city.alerts()).toMatchObject([{ value: '2 个', count: 1 }])
  await city.later(1)
  await city.look()
  expect(await city.alerts()).toMatchObject([{ value: '4 个', count: 1 }])
  // As many as before, and another is the worst.
  await city.projects(3)
  await city.projects(4, OTHER_DISTRICT)
  await city.later(1)
  await city.look()
  await city.projects(2, OTHER_DISTRICT)
  await city.later(1)
  await city.look()
  expect(await city.alerts()).toMatchObject([{ value: '3 个', place: '宏伟区', count: 2 }])
  const { seq } = city.engine.city
  await city.look()
  expect(city.engine.city.seq).toBe(seq)
})

test('[ALS4] what is told by a feed that is late neither raises nor clears, and the page says so', async () => {
  await city.projects(2)
  await city.look()
  await city.later(10, 'silent')
  // Somebody else takes the projects away: as long as their own feed is silent, that is no word of it.
  await city.projects(0, DISTRICT, 'other')
  await city.projects(2, OTHER_DISTRICT, 'other')
  await city.look()
  expect(await statesOf()).toEqual(['raised'])
  const { body } = await city.as(['viewer']).get('/api/alerts')
  expect(body.alerts).toMatchObject([{ isBlind: true }])
  expect((await city.as(['viewer']).get('/api/alerts/rules')).body.rules).toMatchObject([
    { id: 'many', isBlind: true, faults: [] },
  ])
  await city.beat()
  await city.look()
  expect((await city.alerts()).map(({ place, state }) => [place, state])).toEqual([
    ['白塔区', 'raised'],
    ['宏伟区', 'cleared'],
  ])
})

test('[ALS4] where all have told and there is nothing to add up any more, it is over', async () => {
  city.rules[0] = rule({ over: { metric: 'project.changes', areas: 'city' }, condition: { below: 1 } })
  await city.projects(2)
  await city.look()
  expect(await statesOf()).toEqual(['raised'])
  await city.later(10, 'silent')
  await city.projects(0, DISTRICT, 'other')
  await city.look()
  expect(await statesOf()).toEqual(['raised'])
  await city.beat()
  await city.look()
  expect(city.engine.city.cells.get('project.changes|211000||')?.value ?? null).toBeNull()
  expect(await city.alerts()).toMatchObject([{ state: 'cleared', reason: 'over' }])
})

test('[ALS4] what a feed told that is live again is what is judged, before the screens have it', async () => {
  await city.later(10, 'silent')
  await city.projects(2, DISTRICT, 'other')
  await city.look()
  expect(await statesOf()).toEqual([])
  const flush = vi.spyOn(city.engine, 'flush').mockReturnValue([])
  await city.projects(1)
  await city.look()
  expect(await statesOf()).toEqual([])
  flush.mockRestore()
  expect(city.engine.flush().map(({ key }) => key)).toContain(`project.count|${DISTRICT}||`)
})

test('[ALS5] while the numbers are counted anew nothing is judged', async () => {
  await city.projects(2)
  await city.look()
  await city.projects(0)
  const { engine } = city
  city.countAnew()
  expect(engine.recounting).not.toBeNull()
  await city.look()
  expect(engine.thing(`alerts/${await openId()}`)?.parts['step:2']).toBeUndefined()
  while (!engine.recountStep());
  engine.flush()
  await city.look()
  expect(await statesOf()).toEqual(['cleared'])
})

test('[ALS6] a rule that is no more, or looks elsewhere, has nothing open', async () => {
  await city.projects(2)
  await city.look()
  city.rules[0] = rule({ over: { metric: 'project.count', areas: { area: OTHER_DISTRICT } } })
  await city.look()
  expect(await city.alerts()).toMatchObject([{ state: 'cleared', reason: 'gone' }])
  city.rules[0] = rule()
  await city.later(1)
  await city.look()
  city.rules.length = 0
  await city.look()
  expect(await statesOf()).toEqual(['cleared', 'cleared'])
  // One that names what is not there is not judged.
  city.rules.push(rule({ over: { metric: 'no.such', areas: 'city' } }))
  await city.look()
  expect((await city.as(['viewer']).get('/api/alerts/rules')).body.rules).toMatchObject([
    { faults: ['/over/metric: there is no metric "no.such"'] },
  ])
  expect(await statesOf()).toEqual(['cleared', 'cleared'])
})

test('[ALS7] a feed that has failed is told by its name, and one that never reported is not', async () => {
  city.rules[0] = rule({ over: { feeds: 'all', state: 'failed' }, groupBy: 'all' })
  delete (city.rules[0] as { condition?: unknown }).condition
  await city.later(10, 'silent')
  await city.look()
  expect(await city.alerts()).toMatchObject([
    { what: '工程建设项目审批', count: 1, place: null, value: null },
  ])
  await city.beat()
  await city.look()
  expect(await statesOf()).toEqual(['cleared'])
})

test('[ALS8] where there is no room it is told later, and only once', async () => {
  await city.projects(2)
  city.fill(ALERTS)
  await expect(city.look()).rejects.toThrow('no space')
  city.mend()
  await city.look()
  await city.look()
  expect(await statesOf()).toEqual(['raised'])
})
