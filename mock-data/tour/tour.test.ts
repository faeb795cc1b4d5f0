import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests, type CityForTests } from '../city-for-tests.ts'
import { receiverForTests, type ReceiverForTests } from '../delivery/receiver-for-tests.ts'
import { throughTrouble } from '../delivery/trouble-for-tests.ts'
import { createDeliveries } from './deliveries.ts'
import { createTourModel, type TourModel } from './model.ts'
import { createTour } from './tour.ts'
import { minuteJson, type MinuteJson } from './wire.ts'

const SECRET = 'a secret of the tests'
const START = '2026-10-20T09:00:00+08:00'
const MIDNIGHT = Date.parse('2026-10-20T00:00:00+08:00')
const open: { stop(): Promise<void> | void }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})
const calm = cityForTests({ at: START })
afterAll(calm.remove)
const truth = createTourModel(calm)

type Receiver = ReceiverForTests<MinuteJson>

const receiverAt = async (city: CityForTests) => {
  const receiver = await receiverForTests<MinuteJson>(SECRET, city.clock.now, '/api/ingest/tour')
  open.push(receiver)
  return receiver
}

async function start(city: CityForTests, receiver: Receiver, model: TourModel) {
  const upstream = createTour(city, { serverUrl: receiver.url, secret: SECRET, port: 0 }, model)
  const running = await upstream.start()
  open.push(running)
  return { upstream, running }
}

async function scene(rates: Rates = {}) {
  const city = cityForTests({ at: START, rates })
  open.push({ stop: city.remove })
  const receiver = await receiverAt(city)
  const model = createTourModel(city)
  return { city, receiver, model, ...(await start(city, receiver, model)) }
}

/** `JQ-1-29870000` of every minute with from <= its beginning < to. */
const wanted = (from: number, to: number) =>
  truth.sites.flatMap(({ code }) =>
    Array.from({ length: (to - from) / MINUTE }, (_, i) => `${code}-${from / MINUTE + i}`),
  )
const idsOf = (receiver: Receiver) => receiver.events().map(({ id }) => id)

describe('[TUR4] pushes', () => {
  test('[TUR4] every minute of today comes, first in batches, as signed events that say what the gates counted', async () => {
    const { city, receiver, model } = await scene()
    await city.clock.advance(Date.parse(START) + 20 * MINUTE)
    const ended = city.clock.now() - MINUTE
    expect(receiver.pushes.every(({ status }) => status === 200)).toBe(true)
    const got = new Set(idsOf(receiver))
    expect(wanted(MIDNIGHT, ended).filter(id => !got.has(id))).toEqual([])
    expect(got.size).toBeGreaterThan(5 * 9 * 60)
    expect(idsOf(receiver)).toHaveLength(got.size)
    for (const { id, type, subject, time, data } of receiver.events()) {
      const site = model.sites.find(({ code }) => code === data!.siteCode)!
      const minute = Date.parse(data!.minute)
      if (
        type !== 'cn.liaoyang.tour.minute' ||
        subject !== site.code ||
        id !== `${site.code}-${minute / MINUTE}`
      )
        throw new Error(`not as it should be: ${id}`)
      expect(Date.parse(String(time))).toBe(minute + MINUTE)
      expect(data).toEqual(minuteJson(city, model.minute(site, minute)))
    }
    const night = receiver.events().filter(({ data }) => Date.parse(data!.minute) < MIDNIGHT + 5 * HOUR)
    expect(night.every(({ data }) => data!.in === 0 && data!.inPark === 0)).toBe(true)
    expect(Math.max(...receiver.pushes.map(({ events }) => events.length))).toBe(100)
  })

  test('[TUR4] nothing is lost in an outage, through refusals and over a restart', async () => {
    const before = await scene()
    const after = await throughTrouble(before, async city => {
      const receiver = await receiverAt(city)
      await start(city, receiver, createTourModel(city))
      return receiver
    })
    const got = new Set([...idsOf(before.receiver), ...idsOf(after.receiver)])
    const from = Date.parse(START) + 6 * MINUTE
    const all = wanted(from, after.city.clock.now() - MINUTE)
    expect(all.length).toBeGreaterThan(200)
    expect(all.filter(id => !got.has(id))).toEqual([])
  })
})

interface DayJson {
  readonly day: string
  readonly sites: readonly { readonly siteName: string; readonly areaKm2: number; readonly visits: number }[]
}

test('[TUR5] the query gives the visits of a day, and today’s so far', async () => {
  const { city, running, upstream } = await scene()
  const ask = async (query: string) => {
    const response = await fetch(`${running.address}${query}`)
    return { status: response.status, json: (await response.json()) as DayJson }
  }
  const today = dayNumber(city.clock.now())
  for (const [query, day, date] of [
    ['', today, '2026-10-20'],
    ['?day=2026-10-03', today - 17, '2026-10-03'],
  ] as const) {
    const { json } = await ask(query)
    expect(json.day).toBe(date)
    expect(json.sites.map(({ visits }) => visits)).toEqual(
      truth.sites.map(site => truth.visits(site, day, city.clock.now())),
    )
    expect(json.sites[0]).toMatchObject({ siteName: '龙石风景区', areaKm2: 20.3 })
    expect(json.sites[0]!.visits).toBeGreaterThan(100)
  }
  for (const query of ['?day=2026-10-21', '?day=2026-08-01', '?day=yesterday'])
    expect((await ask(query)).status, query).toBe(400)
  upstream.outage(true)
  await expect(ask('')).rejects.toThrow()
})

describe('[TUR7] anomalies of delivery', () => {
  const planned = (rates: Rates) => {
    const city = cityForTests({ at: START, rates })
    open.push({ stop: city.remove })
    const from = startOfDay(dayNumber(city.clock.now()))
    return createDeliveries(city, truth)(from, from + 24 * HOUR)
  }
  const minuteOf = (id: string) => Number(id.slice(id.lastIndexOf('-') + 1)) * MINUTE

  test('[TUR7] A1: some minutes come twice, none when off', () => {
    const ids = planned({ A1: 0.02 }).map(({ id }) => id)
    const twice = (ids.length - new Set(ids).size) / new Set(ids).size
    expect(twice).toBeGreaterThan(0.014)
    expect(twice).toBeLessThan(0.026)
    const calmIds = planned({}).map(({ id }) => id)
    expect(new Set(calmIds).size).toBe(calmIds.length)
  })

  test('[TUR7] A4: an hour of a site comes up to three hours late, and without it a minute within a quarter of one', () => {
    const lateness = (rates: Rates) => planned(rates).map(({ at, id }) => at - minuteOf(id) - MINUTE)
    const late = lateness({ A4: 0.1 })
    expect(Math.min(...late)).toBeGreaterThan(0)
    expect(Math.max(...late)).toBeLessThan(3.1 * HOUR)
    const share = late.filter(ms => ms >= HOUR).length / late.length
    expect(share).toBeGreaterThan(0.04)
    expect(share).toBeLessThan(0.18)
    expect(Math.max(...lateness({}))).toBeLessThan(15_000)
  })
})
