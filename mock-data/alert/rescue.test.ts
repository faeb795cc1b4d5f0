import { afterAll, afterEach, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, dayOfDate, startOfDay } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import { plainTime } from '../time-text.ts'
import { createAlert } from './alert.ts'
import { RESOURCE_SORTS } from './resources.ts'
import { createRescueModel } from './rescue.ts'
import type { ResourceJson, TurnoutJson } from './rescue-wire.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const opened: { remove(): void }[] = []
const open: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.stop()
})
afterAll(() => opened.forEach(city => city.remove()))

function cityWith(rates: Rates = {}, seed = 'test') {
  const city = cityForTests({ at: AT, rates, seed })
  opened.push(city)
  return city
}
const city = cityWith()
const model = createRescueModel(city)
const midnight = (date: string) => startOfDay(dayOfDate(date))
const month = model.turnouts(midnight('2026-10-25'), midnight('2026-11-24'))
const minutes = (spans: readonly number[]) => [...spans].sort((a, b) => a - b).map(span => span / MINUTE)

test('[RSQ1] (IOC-12) a register of stations, teams, shelters and stores, some of each in every district, each by a name of its own', () => {
  for (const sort of RESOURCE_SORTS) {
    const of = model.resources.filter(resource => resource.sort === sort)
    expect(new Set(of.map(({ town }) => town.district)).size, sort).toBe(7)
    expect(new Set(of.map(({ name }) => name)).size, sort).toBe(of.length)
  }
  expect(model.resources.every(({ name }) => name.startsWith('演示'))).toBe(true)
  expect(model.resources.every(({ people, holds }) => (people === null) !== (holds === null))).toBe(true)
})

test('[RSQ2] (DOMAIN 5) seven to eight calls a day by day rather than by night, four times as many on 除夕', () => {
  expect(month.length / 30).toBeGreaterThan(6.5)
  expect(month.length / 30).toBeLessThan(9.5)
  const byDay = month.filter(
    ({ calledAt }) => (calledAt + 8 * HOUR) % DAY >= 8 * HOUR && (calledAt + 8 * HOUR) % DAY < 20 * HOUR,
  )
  expect(byDay.length / month.length).toBeGreaterThan(0.55)
  const sorts = (sort: string) => month.filter(turnout => turnout.sort === sort).length / month.length
  expect(sorts('火灾扑救')).toBeGreaterThan(0.25)
  expect(sorts('安保勤务')).toBeLessThan(0.15)
  expect(model.turnouts(midnight('2027-02-05'), midnight('2027-02-06')).length).toBeGreaterThan(18)
})

test('[RSQ3] the nearest station goes and is away until it is done; half are there within eight minutes and few need more than fifteen', () => {
  const spans = minutes(month.map(({ arrivedAt, dispatchedAt }) => arrivedAt - dispatchedAt))
  expect(spans[Math.floor(spans.length / 2)]).toBeGreaterThan(4)
  expect(spans[Math.floor(spans.length / 2)]).toBeLessThan(10)
  const late = spans.filter(span => span > 15).length / spans.length
  expect(late).toBeGreaterThan(0.02)
  expect(late).toBeLessThan(0.25)
  const one = month.find(({ arrivedAt, endedAt }) => endedAt - arrivedAt > 20 * MINUTE)!
  const stateAt = (at: number) => model.standing(at).find(({ resource }) => resource === one.station)!
  expect(stateAt(one.arrivedAt)).toMatchObject({ state: '出动' })
  expect(stateAt(one.arrivedAt).changedAt).toBeLessThanOrEqual(one.arrivedAt)
  const told = (at: number) =>
    model.changed(one.calledAt - 1, at).find(({ turnout }) => turnout.no === one.no)
  expect(told(one.dispatchedAt - 1)).toBeUndefined()
  expect(told(one.dispatchedAt)).toMatchObject({ state: '出动中', changedAt: one.dispatchedAt })
  expect(told(one.arrivedAt)).toMatchObject({ state: '已到场', changedAt: one.arrivedAt })
  expect(told(one.endedAt)).toMatchObject({ state: '已结束', changedAt: one.endedAt })
})

test('[RSQ4] the queries agree with the truth; a register that did not change is not told again; silent they say nothing (A15)', async () => {
  const moving = cityWith()
  const upstream = createAlert(moving, { port: 0 })
  const running = await upstream.start()
  open.push(running)
  const origin = new URL(running.address).origin
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${origin}${path}`, { headers })
  const since = encodeURIComponent(plainTime(NOW - 3 * DAY))
  const page = (await (await ask(`/api/turnouts?since=${since}&size=1000`)).json()) as {
    rows: TurnoutJson[]
  }
  const truth = createRescueModel(moving).changed(NOW - 3 * DAY, NOW)
  expect(page.rows.map(({ callNo }) => callNo)).toEqual(truth.map(({ turnout }) => turnout.no))
  expect(page.rows.length).toBeGreaterThan(10)
  expect((await ask('/api/turnouts?since=yesterday')).status).toBe(400)
  const register = await ask('/api/resources')
  const etag = register.headers.get('etag')!
  const { rows } = (await register.json()) as { rows: ResourceJson[] }
  expect(rows).toHaveLength(model.resources.length)
  expect((await ask('/api/resources', { 'if-none-match': etag })).status).toBe(304)
  upstream.outage(true)
  await expect(ask('/api/resources')).rejects.toThrow()
})

test('[RSQ5] same seed, same rows; another seed, others', () => {
  const say = (seed: string) =>
    JSON.stringify(createRescueModel(cityWith({}, seed)).changed(NOW - 9 * DAY, NOW))
  expect(say('a')).toBe(say('a'))
  expect(say('a')).not.toBe(say('b'))
})

test('[RSQ6] A4, A5 and A14 occur near their rates and not at all when off', () => {
  const spoilt = createRescueModel(cityWith({ A4: 0.2, A5: 0.2, A14: 0.2 })).turnouts(NOW - 30 * DAY, NOW)
  const share = (holds: (turnout: (typeof spoilt)[number]) => boolean, of = spoilt) =>
    of.filter(holds).length / of.length
  for (const holds of [
    (each: (typeof spoilt)[number]) => each.toldFrom > each.dispatchedAt,
    (each: (typeof spoilt)[number]) => each.withdrawn,
    (each: (typeof spoilt)[number]) => each.impossible,
  ]) {
    expect(share(holds)).toBeGreaterThan(0.1)
    expect(share(holds)).toBeLessThan(0.3)
    expect(share(holds, [...month])).toBe(0)
  }
})
