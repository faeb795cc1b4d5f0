import { afterAll, afterEach, expect, test } from 'vitest'
import { DAY, MINUTE, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import { startBroker } from '../mqtt/broker.ts'
import { earForTests } from '../mqtt/ear-for-tests.ts'
import { linkageLog, linkageSaid } from './linkage-wire.ts'
import { LOG, type ParkAlarm, type ParkAnswer } from './linkage.ts'
import { createParkModel, type ParkModel } from './model.ts'
import { createPark } from './park.ts'
import { DRILL } from './troubles.ts'

const AT = '2026-11-26T14:10:00+08:00'
const NOW = Date.parse(AT)
const opened: { remove(): void }[] = []
const open: { stop(): Promise<void> | void }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})
afterAll(() => opened.forEach(city => city.remove()))

function cityWith(rates: Rates = {}, at = AT) {
  const city = cityForTests({ at, rates })
  opened.push(city)
  return city
}
const model = createParkModel(cityWith())
const month = (own: ParkModel): readonly ParkAlarm[] => own.linkage.alarms(NOW - 30 * DAY, NOW)
const answersIn = (own: ParkModel): readonly ParkAnswer[] => month(own).flatMap(own.linkage.answersTo)

test('[PRK8] an alarm begins with its detector and ends with it, some a day, each with a number of its own', () => {
  const alarms = month(model)
  expect(alarms.length / 30).toBeGreaterThan(2)
  expect(alarms.length / 30).toBeLessThan(7)
  expect(new Set(alarms.map(({ no }) => no)).size).toBe(alarms.length)
  for (const { tag, from, to, no } of alarms) {
    const least = { gas: 25, level: 85, pressure: 1.6 }[tag.measure as 'gas' | 'level' | 'pressure']
    expect(model.tagAt(tag, from)!.value, no).toBeGreaterThan(least)
    expect(model.tagAt(tag, from - tag.period)!.value, no).toBeLessThanOrEqual(least)
    expect(model.tagAt(tag, to)!.value, no).toBeLessThanOrEqual(least)
  }
})

test('[PRK8] of a leak all six answer, mostly within a minute, and the drill is one alarm', () => {
  const drill = month(model).filter(({ from }) => from >= DRILL.from && from < DRILL.from + MINUTE)
  expect(drill.map(({ tag }) => tag.id)).toEqual(['GDS-107'])
  const answers = model.linkage.answersTo(drill[0]!)
  expect(new Set(answers.map(({ system }) => system))).toEqual(
    new Set(['boards', 'vehicles', 'fire', 'pipes', 'environment', 'energy']),
  )
  expect(answers.every(({ at, toldAt }) => at > drill[0]!.from && toldAt === at)).toBe(true)
  const level = month(model).find(({ tag }) => tag.measure === 'level')!
  expect(model.linkage.answersTo(level)).toHaveLength(3)
  const soon = answersIn(model).filter(({ at, alarm }) => at - alarm.from < MINUTE).length
  expect(soon / answersIn(model).length).toBeGreaterThan(0.85)
})

test('[PRK9] no vehicle drives in from when the gates were stopped until the alarm is over', () => {
  const stopped = answersIn(model).filter(({ system, alarm, at }) => {
    const hour = (at - startOfDay(dayNumber(at))) / (60 * MINUTE)
    return system === 'vehicles' && hour > 8 && hour < 18 && alarm.to - at > 8 * MINUTE
  })
  expect(stopped.length).toBeGreaterThan(5)
  for (const { at, alarm } of stopped) {
    const before = model.vehicles.today(at).entered
    expect(model.vehicles.today(alarm.to - MINUTE).entered, alarm.no).toBe(before)
  }
  const { at, alarm } = stopped[0]!
  expect(model.vehicles.today(alarm.to + 30 * MINUTE).entered).toBeGreaterThan(
    model.vehicles.today(at).entered,
  )
})

test('[PRK10] what is said second by second is what is kept: the last word of each topic of seven days', () => {
  const city = cityWith()
  const said = linkageSaid(city, model.linkage, NOW - LOG, NOW)
  const last = new Map(said.map(({ topic, payload }) => [topic, String(payload)]))
  const log = new Map(linkageLog(model.linkage, NOW).map(({ topic, payload }) => [topic, String(payload)]))
  expect(log.size).toBeGreaterThan(60)
  for (const [topic, payload] of log) expect(last.get(topic), topic).toBe(payload)
})

test('[PRK10] who comes later, or was away, hears all of it; every minute each system says that it would answer', async () => {
  const broker = await startBroker(0)
  open.push(broker)
  const city = cityWith()
  const upstream = createPark(city, { url: () => broker.address })
  open.push(await upstream.start())
  const first = await earForTests(broker.address, 'ly')
  open.push(first)
  const log = linkageLog(model.linkage, NOW)
  const kept = (heard: readonly { topic: string; payload: string }[]) =>
    new Map(heard.filter(({ topic, payload }) => topic.includes('linkage') && payload !== '').map(({ topic, payload }) => [topic, payload])) // oxfmt-ignore
  await first.until(heard => kept(heard).size >= log.length)
  upstream.outage(true)
  await city.clock.advance(NOW + 30_000)
  upstream.outage(false)
  await city.clock.advance(DRILL.to + 2 * MINUTE)
  const late = await earForTests(broker.address, 'ly')
  open.push(late)
  const wanted = new Map(linkageLog(model.linkage, DRILL.to + 2 * MINUTE).map(({ topic, payload }) => [topic, String(payload)])) // oxfmt-ignore
  await late.until(heard => [...wanted].every(([topic, payload]) => kept(heard).get(topic) === payload))
  const alive = () => first.heard.filter(({ topic, payload }) => topic.endsWith('/alive') && payload === '')
  await first.until(() => alive().length >= 7)
  expect(new Set(alive().map(({ topic }) => topic)).size).toBe(7)
})

test('[PRK11] silent systems, clocks behind and answers told twice occur near their rates, and not at all when off', () => {
  const asked = (own: ParkModel) =>
    month(own).reduce((sum, { tag }) => sum + (tag.measure === 'gas' ? 6 : 3), 0)
  expect(answersIn(model)).toHaveLength(asked(model))
  expect(answersIn(model).every(({ at, toldAt }) => at === toldAt)).toBe(true)
  const wild = createParkModel(cityWith({ A16: 0.1, A14: 0.2 }))
  const silent = 1 - answersIn(wild).length / asked(wild)
  expect(silent).toBeGreaterThan(0.1)
  expect(silent).toBeLessThan(0.3)
  const behind = answersIn(wild).filter(({ at, toldAt }) => toldAt < at).length / answersIn(wild).length
  expect(behind).toBeGreaterThan(0.12)
  expect(behind).toBeLessThan(0.28)
  const twice = (rates: Rates) =>
    linkageSaid(cityWith(rates), model.linkage, NOW - 30 * DAY, NOW).filter(({ again }) => again === true)
      .length
  expect(twice({})).toBe(0)
  expect(twice({ A1: 0.2 }) / answersIn(model).length).toBeGreaterThan(0.1)
})
