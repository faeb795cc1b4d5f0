import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { DAY, HOUR, MINUTE, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests, type CityForTests } from '../city-for-tests.ts'
import { createDeliveries } from './deliveries.ts'
import { createTourModel, type TourModel } from './model.ts'
import { createTour } from './tour.ts'
import { minuteJson, type MinuteJson } from './wire.ts'

const TOKEN = 'a token of the tests'
const START = '2026-10-20T09:00:00+08:00'
const MIDNIGHT = Date.parse('2026-10-20T00:00:00+08:00')
const open: { stop(): Promise<void> | void }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})
const calm = cityForTests({ at: START })
afterAll(calm.remove)
const truth = createTourModel(calm)

async function start(city: CityForTests, model: TourModel) {
  const upstream = createTour(city, { token: TOKEN, port: 0 }, model)
  const running = await upstream.start()
  open.push(running)
  return { upstream, running }
}

async function scene(rates: Rates = {}) {
  const city = cityForTests({ at: START, rates })
  open.push({ stop: city.remove })
  const model = createTourModel(city)
  return { city, model, ...(await start(city, model)) }
}

type Row = MinuteJson & { readonly place: string }

interface Listener {
  readonly rows: Row[]
  readonly largest: () => number
  /** Resolves once all that was sent until now is in. */
  readonly settled: () => Promise<void>
  readonly ended: Promise<void>
  readonly hangUp: () => void
}

/** As a dashboard listens: from the place of the last row that it has. */
async function listen(address: string, after?: string, token = TOKEN): Promise<Listener> {
  const url = new URL('/gates', address.replace('http:', 'ws:'))
  if (after !== undefined) url.searchParams.set('after', after)
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } })
  open.push({ stop: () => socket.terminate() })
  const rows: Row[] = []
  let largest = 0
  socket.on('message', data => {
    const message = JSON.parse((data as Buffer).toString()) as { type: string; rows?: Row[] }
    largest = Math.max(largest, message.rows?.length ?? 0)
    rows.push(...(message.rows ?? []))
  })
  const ended = new Promise<void>(resolve => socket.once('close', () => resolve()))
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const settled = () =>
    new Promise<void>(resolve => {
      socket.once('pong', () => resolve())
      socket.ping()
    })
  await settled()
  return { rows, largest: () => largest, settled, ended, hangUp: () => socket.terminate() }
}

/** `JQ-1 2026-10-20T00:00:00+08:00` of every minute with from <= its beginning < to. */
const wanted = (from: number, to: number) =>
  truth.sites.flatMap(({ code }) =>
    Array.from({ length: (to - from) / MINUTE }, (_, i) => `${code}-${from / MINUTE + i}`),
  )
const idOf = ({ siteCode, minute }: Row) => `${siteCode}-${Date.parse(minute) / MINUTE}`

describe('[TUR4] what is told over a WebSocket', () => {
  test('[TUR4] every minute of today comes, first in batches, and says what the gates counted', async () => {
    const { city, running, model } = await scene()
    const listener = await listen(running.address)
    expect(listener.largest()).toBe(100)
    await city.clock.advance(Date.parse(START) + 20 * MINUTE)
    await listener.settled()
    const { rows } = listener
    const got = rows.map(idOf)
    expect(wanted(MIDNIGHT, city.clock.now() - MINUTE).filter(id => !got.includes(id))).toEqual([])
    expect(new Set(got).size).toBe(got.length)
    expect(got.length).toBeGreaterThan(5 * 9 * 60)
    for (const { place, ...row } of rows) {
      const site = model.sites.find(({ code }) => code === row.siteCode)!
      expect(row).toEqual(minuteJson(city, model.minute(site, Date.parse(row.minute))))
      expect(Number(place.slice(0, 13))).toBeGreaterThan(Date.parse(row.minute) + MINUTE)
    }
    const night = rows.filter(({ minute }) => Date.parse(minute) < MIDNIGHT + 5 * HOUR)
    expect(night.every(row => row.in === 0 && row.inPark === 0)).toBe(true)
  })

  test('[TUR4] who comes back with a place gets what came behind it, after an outage and over a restart', async () => {
    const { city, running, upstream, model } = await scene()
    const first = await listen(running.address)
    await city.clock.advance(Date.parse(START) + 5 * MINUTE)
    await first.settled()
    upstream.outage(true)
    await city.clock.advance(Date.parse(START) + 10 * MINUTE)
    await first.ended
    await expect(listen(running.address)).rejects.toThrow()
    upstream.outage(false)
    const second = await listen(running.address, first.rows.at(-1)!.place)
    await city.clock.advance(Date.parse(START) + 15 * MINUTE)
    await second.settled()
    await running.stop()
    const again = await start(city, model)
    // One that broke off amid those of one instant gets the others of it.
    const amid = Math.floor(second.rows.length / 2)
    const third = await listen(again.running.address, second.rows[amid]!.place)
    expect(third.rows).toEqual(second.rows.slice(amid + 1))
    const got = [...first.rows, ...second.rows].map(idOf)
    expect(new Set(got).size).toBe(got.length)
    expect(wanted(MIDNIGHT, city.clock.now() - MINUTE).filter(id => !got.includes(id))).toEqual([])
  })

  test('[TUR4] a place of long ago is three days ago; one that lies ahead, or is none, is like none', async () => {
    const { running, city } = await scene()
    const now = city.clock.now()
    const [month, ahead, none] = [
      await listen(running.address, `${now - 30 * DAY}/x`),
      await listen(running.address, `${now + DAY}/x`),
      await listen(running.address, 'yesterday'),
    ]
    expect(month.rows.length).toBeGreaterThan(5 * 60 * 24 * 2.9)
    expect(Date.parse(month.rows[0]!.minute)).toBeGreaterThan(now - 3 * DAY - 5 * HOUR)
    for (const { rows } of [ahead, none])
      expect(Math.abs(Date.parse(rows[0]!.minute) - MIDNIGHT)).toBeLessThan(5 * HOUR)
  })

  test('[TUR4] who has no token is refused, and so is another path', async () => {
    const { running } = await scene()
    await expect(listen(running.address, undefined, 'another')).rejects.toThrow('401')
    const elsewhere = new WebSocket(running.address.replace('http:', 'ws:'))
    await expect(new Promise((_, reject) => elsewhere.once('error', reject))).rejects.toThrow('404')
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
