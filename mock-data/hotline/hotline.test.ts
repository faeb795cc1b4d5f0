import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests, type CityForTests } from '../city-for-tests.ts'
import { createDeliveries } from './deliveries.ts'
import { createHotline } from './hotline.ts'
import { createHotlineModel } from './model.ts'
import { receiverForTests, type ReceiverForTests } from '../delivery/receiver-for-tests.ts'
import { orderJson, type OrderJson } from './wire.ts'

const SECRET = 'a secret of the tests'
const START = '2026-10-20T10:00:00+08:00'
const open: { stop(): Promise<void> | void }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

/** The truth hangs on the seed alone, so the quiet cities of these tests share it. */
const quietCity = cityForTests({ at: START })
afterAll(quietCity.remove)
const quiet = createHotlineModel(quietCity)

async function hotlineAt(city: CityForTests, receiver: ReceiverForTests<OrderJson>) {
  const model = city.anomalies.rate('A5') > 0 ? createHotlineModel(city) : quiet
  const upstream = createHotline(city, { serverUrl: receiver.url, secret: SECRET, port: 0 }, model)
  const running = await upstream.start()
  open.push(running)
  return { model, upstream, running }
}

async function scene(rates: Rates = {}, at = START) {
  const city = cityForTests({ at, rates })
  const receiver = await receiverForTests<OrderJson>(SECRET, city.clock.now, '/api/ingest/hotline')
  open.push({ stop: city.remove }, receiver)
  return { city, receiver, ...(await hotlineAt(city, receiver)) }
}

const keys = (events: readonly { data?: OrderJson }[]) =>
  events.map(({ data }) => `${data!.orderNo}-${data!.version}`)
const unique = (list: readonly string[]) => [...new Set(list)].sort()
const expectedKeys = (city: CityForTests, model: ReturnType<typeof createHotlineModel>, from: number) =>
  unique(createDeliveries(city, model)(from, city.clock.now()).map(d => d.event.id.replace(/-b$/, '')))

describe('[HOT4] pushes', () => {
  test('[HOT4] each change arrives as a signed CloudEvent with the whole order as it then stood', async () => {
    const { city, receiver, model } = await scene()
    await city.clock.advance(Date.parse(START) + 20 * MINUTE)
    const truth = new Map(
      model.truth(city.clock.now()).map(s => [s.order.orderNo, orderJson(s, city.anomalies)]),
    )
    const events = receiver.events()
    expect(events.length).toBeGreaterThan(1000)
    expect(receiver.pushes.every(({ status }) => status === 200)).toBe(true)
    const wrong = events.filter(({ type, subject, data, time }) => {
      const envelope = type === 'cn.liaoyang.hotline.order' && subject === data!.orderNo
      const history = truth.get(subject!)!.history.slice(0, data!.history.length)
      const timely = Date.parse(time!) === Date.parse(data!.updatedAt)
      return !envelope || !timely || JSON.stringify(data!.history) !== JSON.stringify(history)
    })
    expect(wrong).toEqual([])
    expect(unique(keys(events))).toEqual(expectedKeys(city, model, Date.parse('2026-10-20T00:00:00+08:00')))
  })

  test('[HOT6] the morning so far is caught up in batches, later changes come one by one', async () => {
    const { city, receiver } = await scene()
    await city.clock.advance(Date.parse(START) + MINUTE)
    const sizes = receiver.pushes.map(({ events }) => events.length)
    expect(Math.max(...sizes)).toBe(100)
    receiver.pushes.length = 0
    await city.clock.advance(Date.parse(START) + 10 * MINUTE)
    expect(Math.max(...receiver.pushes.map(({ events }) => events.length))).toBe(1)
  })

  test('[HOT7] in a quiet night an empty batch comes every 30 seconds', async () => {
    const { city, receiver } = await scene({}, '2026-10-20T03:00:00+08:00')
    await city.clock.advance(Date.parse('2026-10-20T03:30:00+08:00'))
    const empty = receiver.pushes.filter(({ events }) => events.length === 0)
    expect(empty.length).toBeGreaterThan(35)
    expect(empty.length).toBeLessThanOrEqual(62)
    expect(empty[0]!.headers['content-type']).toContain('application/cloudevents-batch+json')
  })
})

describe('[HOT5] at least once', () => {
  test('[HOT5] errors, throttling and cut connections lose nothing', async () => {
    const { city, receiver, model } = await scene()
    let turn = 0
    receiver.answer = () => [200, 503, 200, 0, 429, 200][turn++ % 6]!
    await city.clock.advance(Date.parse(START) + 20 * MINUTE)
    receiver.answer = () => 200
    await city.clock.advance(Date.parse(START) + 25 * MINUTE)
    const wanted = expectedKeys(city, model, Date.parse('2026-10-20T00:00:00+08:00'))
    expect(unique(keys(receiver.events()))).toEqual(wanted)
    expect(receiver.pushes.some(({ status }) => status === 503)).toBe(true)
  })

  test('[HOT6] an order that is always refused is tried on, and holds up no other', async () => {
    const { city, receiver, model } = await scene()
    await city.clock.advance(Date.parse(START) + MINUTE)
    const poison = createDeliveries(city, model)(city.clock.now(), city.clock.now() + 10 * MINUTE)[2]!.event
      .id
    receiver.pushes.length = 0
    receiver.answer = push => (push.events.some(({ id }) => id === poison) ? 400 : 200)
    await city.clock.advance(Date.parse(START) + 40 * MINUTE)
    const refused = receiver.pushes.filter(({ status }) => status === 400)
    expect(refused.length).toBeGreaterThan(3)
    const wanted = expectedKeys(city, model, Date.parse(START) + MINUTE).filter(key => key !== poison)
    const got = new Set(keys(receiver.events()))
    expect(wanted.filter(key => !got.has(key)).length).toBeLessThan(8)
  })

  test('[HOT5] A15: silent in an outage, afterwards everything comes', async () => {
    const { city, receiver, model, upstream } = await scene()
    await city.clock.advance(Date.parse(START) + MINUTE)
    upstream.outage(true)
    receiver.pushes.length = 0
    await city.clock.advance(Date.parse(START) + HOUR)
    expect(receiver.pushes).toEqual([])
    upstream.outage(false)
    await city.clock.advance(Date.parse(START) + HOUR + MINUTE)
    const wanted = expectedKeys(city, model, Date.parse(START) + MINUTE)
    expect(wanted.length).toBeGreaterThan(300)
    expect(unique(keys(receiver.events()))).toEqual(wanted)
  })

  test('[HOT5] [HOT9] a restart in the middle sends on where nothing is missing', async () => {
    const { city, receiver, model, running } = await scene()
    await city.clock.advance(Date.parse(START) + 10 * MINUTE)
    receiver.answer = () => 503
    await city.clock.advance(Date.parse(START) + 20 * MINUTE)
    await running.stop()
    receiver.answer = () => 200
    const again = cityForTests({ at: '2026-10-20T10:30:00+08:00', folder: city.folder })
    const other = await receiverForTests<OrderJson>(SECRET, again.clock.now, '/api/ingest/hotline')
    open.push(other)
    await hotlineAt(again, other)
    await again.clock.advance(Date.parse(START) + 40 * MINUTE)
    const got = unique([...keys(receiver.events()), ...keys(other.events())])
    expect(got).toEqual(expectedKeys(again, model, Date.parse('2026-10-20T00:00:00+08:00')))
    expect(keys(other.events()).length).toBeLessThan(got.length / 2)
  })
})

describe('[HOT10] anomalies of the delivery', () => {
  const rates = { A1: 0.1, A2: 0.05, A3: 0.1, A22: 0.02 }

  test('[HOT10] A1, A2, A3 and A22 occur near their rates', async () => {
    const { city, receiver, model } = await scene(rates)
    await city.clock.advance(Date.parse(START) + 20 * MINUTE)
    const first = createDeliveries(city, model)(Date.parse('2026-10-20T00:00:00+08:00'), city.clock.now())
    const events = receiver.events()
    const near = (found: number, rate: number) => {
      // Four standard deviations of so many independent draws: a fixed share of the rate is too narrow for the rare ones.
      const spread = 4 * Math.sqrt(first.length * rate * (1 - rate))
      expect(Math.abs(found - first.length * rate)).toBeLessThan(spread)
      expect(found).toBeGreaterThan(0)
    }
    near(events.length - new Set(events.map(({ id }) => id)).size, 0.1)
    near(events.filter(({ id }) => id.endsWith('-b')).length, 0.05)
    near(receiver.pushes.filter(({ status }) => status === 401).length, 0.02)
    const versions = new Map<string, number>()
    let overtaken = 0
    for (const { data } of events) {
      if (data!.version < (versions.get(data!.orderNo) ?? 0)) overtaken++
      versions.set(data!.orderNo, Math.max(data!.version, versions.get(data!.orderNo) ?? 0))
    }
    expect(overtaken).toBeGreaterThan(20)
  })

  test('[HOT10] A2 keeps number and version, with another text and a newer time', async () => {
    const { city, receiver } = await scene({ A2: 0.2 })
    await city.clock.advance(Date.parse(START) + 30 * MINUTE)
    const events = receiver.events()
    const changed = events.filter(({ id }) => id.endsWith('-b'))
    expect(changed.length).toBeGreaterThan(100)
    const originals = new Map(events.map(({ id, data }) => [id, data!]))
    const wrong = changed.filter(({ id, data }) => {
      const original = originals.get(id.slice(0, -2))!
      const same = data!.orderNo === original.orderNo && data!.version === original.version
      return !same || data!.description === original.description || data!.updatedAt <= original.updatedAt
    })
    expect(wrong).toEqual([])
  })

  test('[HOT10] with all off each version is delivered exactly once, and nothing is refused', async () => {
    const { city, receiver } = await scene()
    await city.clock.advance(Date.parse(START) + 10 * MINUTE)
    const ids = receiver.events().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(receiver.pushes.some(({ status }) => status !== 200)).toBe(false)
  })
})

interface Page {
  readonly total: number
  readonly pages: number
  readonly orders: readonly OrderJson[]
}

test('[HOT8] the reconciliation serves all 35 days in pages and agrees with the truth', async () => {
  const { city, model, running, upstream } = await scene()
  const ask = async (query: string) => {
    const response = await fetch(`${running.address}?${query}`)
    return { status: response.status, page: (await response.json()) as Page }
  }
  const first = (await ask('size=1000')).page
  const pages = [first]
  for (let n = 2; n <= first.pages; n++) pages.push((await ask(`size=1000&page=${n}`)).page)
  const orders = pages.flatMap(page => page.orders)
  const truth = model.truth(city.clock.now())
  expect(orders).toHaveLength(truth.length)
  expect(first.total).toBe(truth.length)
  const served = new Map(orders.map(o => [o.orderNo, JSON.stringify(o)]))
  const wrong = truth.filter(
    s => served.get(s.order.orderNo) !== JSON.stringify(orderJson(s, city.anomalies)),
  )
  expect(wrong).toEqual([])
  const times = orders.map(o => o.updatedAt)
  expect(times).toEqual([...times].sort())
  const since = encodeURIComponent('2026-10-20T09:00:00+08:00')
  const recent = (await ask(`updatedSince=${since}&size=1000`)).page
  expect(recent.orders.map(o => o.orderNo)).toEqual(
    orders.filter(o => o.updatedAt > '2026-10-20T09:00:00+08:00').map(o => o.orderNo),
  )
  expect((await ask('page=x')).status).toBe(400)
  expect((await ask('updatedSince=yesterday')).status).toBe(400)
  upstream.outage(true)
  await expect(ask('')).rejects.toThrow()
})
