import { afterAll, afterEach, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, dayOfDate, startOfDay } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import { createIotModel, ORDINARY_RATE } from '../iot/model.ts'
import { plainTime } from '../time-text.ts'
import { READ_EVERY, type BoardTold } from './boards.ts'
import { createTrafficModel, type TrafficModel } from './model.ts'
import { createTraffic } from './traffic.ts'
import { boardJson, shareJson } from './wire.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const opened: { remove(): void }[] = []
const open: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})
afterAll(() => opened.forEach(city => city.remove()))

function cityWith(rates: Rates = {}, seed = 'test') {
  const city = cityForTests({ at: AT, rates, seed })
  opened.push(city)
  return city
}
const model = createTrafficModel(cityWith())
const reads = (days: number) =>
  Array.from({ length: (days * DAY) / (3 * HOUR) }, (_, i) => NOW - i * 3 * HOUR)
const readings = (own: TrafficModel, days: number): readonly BoardTold[] =>
  reads(days).flatMap(at => own.boardsAt(at))

test('[TRF9] (IOC-15) eighteen units in seven districts share bays by slots, and few suspend it at a time', () => {
  const shares = model.shares(NOW)
  expect(shares).toHaveLength(18)
  expect(new Set(shares.map(({ lot }) => lot.town.district)).size).toBe(7)
  expect(new Set(shares.map(({ lot }) => lot.unit)).size).toBe(18)
  expect(shares.every(({ lot }) => lot.slots.length > 0 && lot.bays >= 24)).toBe(true)
  expect(new Set(shares.map(({ asOf }) => plainTime(asOf)))).toEqual(new Set(['2026-11-01 09:00:00']))
  const first = startOfDay(dayOfDate('2026-11-01'))
  expect(model.shares(first + 9 * HOUR - 1)[0]!.asOf).toBe(startOfDay(dayOfDate('2026-10-01')) + 9 * HOUR)
  const out = reads(60).map(at => model.shares(at).filter(({ state }) => state === '暂停').length)
  expect(Math.max(...out)).toBeGreaterThan(0)
  expect(Math.max(...out)).toBeLessThan(6)
  for (const at of reads(20)) expect(model.shares(at).every(({ changedAt }) => changedAt <= at)).toBe(true)
})

test('[TRF9] a unit that suspends says since when, and opens again at eight', () => {
  const at = reads(60).find(each => model.shares(each).some(({ state }) => state === '暂停'))!
  const { lot, changedAt } = model.shares(at).find(({ state }) => state === '暂停')!
  const stateAt = (instant: number) => model.shares(instant).find(each => each.lot === lot)!
  expect(plainTime(changedAt)).toMatch(/ 08:00:00$/)
  expect(stateAt(changedAt - 1).state).toBe('开放')
  expect(stateAt(changedAt).state).toBe('暂停')
})

test('[TRF10] (IOC-15) twelve boards show what the devices of their car parks told by then, two or three of them each', () => {
  const told = model.boardsAt(NOW)
  expect(told).toHaveLength(12)
  expect(new Set(told.map(({ board }) => board.place)).size).toBe(12)
  const free = new Map(
    createIotModel(cityWith(), { rate: ORDINARY_RATE, speed: 1 })
      .truth(NOW - 4 * MINUTE)
      .filter(({ measure, device }) => device.domain === 'parking' && measure.name === 'free')
      .map(({ device, value }) => [device.id, value]),
  )
  expect(free.size).toBe(20)
  for (const { lots, readAt, state, shownAt } of told) {
    expect(readAt).toBe(NOW - 4 * MINUTE)
    expect([2, 3]).toContain(lots.length)
    for (const { lot, counted, shown } of lots) {
      expect(counted, lot.id).toBe(free.get(lot.id))
      expect(shown, lot.id).toBe(state === '正常' ? counted : null)
    }
    expect(shownAt).toBe(state === '正常' ? readAt : null)
  }
})

test('[TRF10] few boards are dark or lost at a time', () => {
  const out = reads(30).map(at => model.boardsAt(at).filter(({ state }) => state !== '正常').length)
  expect(Math.max(...out)).toBeGreaterThan(0)
  expect(Math.max(...out)).toBeLessThan(5)
})

const isStill = ({ shownAt, readAt }: BoardTold) => shownAt !== null && shownAt < readAt - READ_EVERY

test('[TRF11] (A9, A16) bays that are a stroke, and boards that stand still, occur near their rates and not at all when off', () => {
  const share = (own: TrafficModel) => readings(own, 30).filter(isStill).length / readings(own, 30).length
  const wild = createTrafficModel(cityWith({ A9: 0.3, A16: 0.05 }))
  expect([share(model), model.shares(NOW).some(({ bays }) => bays === null)]).toEqual([0, false])
  expect(share(wild)).toBeGreaterThan(0.04)
  expect(share(wild)).toBeLessThan(0.25)
  const blank = wild.shares(NOW).filter(({ bays }) => bays === null)
  expect(blank.length).toBeGreaterThan(1)
  expect(blank.length).toBeLessThan(12)
  expect(shareJson(blank[0]!).bays).toBe('—')
  const still = readings(wild, 30).find(isStill)!
  const then = model.boardsAt(still.shownAt!).find(({ board }) => board.no === still.board.no)!
  expect(still.lots.map(({ shown }) => shown)).toEqual(then.lots.map(({ counted }) => counted))
})

test('[TRF6] the register and the boards are told as they stand, with an ETag that holds until something changes', async () => {
  const city = cityWith()
  const running = await createTraffic(city, { port: 0 }).start()
  open.push(running)
  const ask = (path: string, etag = '') =>
    fetch(`${running.address}/${path}`, { headers: { 'if-none-match': etag } })
  for (const [path, rows] of [
    ['share-windows', model.shares(NOW).map(shareJson)],
    ['boards', model.boardsAt(NOW).map(boardJson)],
  ] as const) {
    const answer = await ask(path)
    expect(((await answer.json()) as { rows: unknown }).rows).toEqual(JSON.parse(JSON.stringify(rows)))
    expect((await ask(path, answer.headers.get('etag')!)).status).toBe(304)
  }
  const before = (await ask('boards')).headers.get('etag')!
  await city.clock.advance(NOW + READ_EVERY)
  expect((await ask('boards', before)).status).toBe(200)
})
