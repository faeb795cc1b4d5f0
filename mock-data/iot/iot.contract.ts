import { afterEach, expect, test } from 'vitest'
import type { Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import type { Corner } from '../mqtt/corner-for-tests.ts'
import { earForTests, type Heard } from '../mqtt/ear-for-tests.ts'
import { createIot } from './iot.ts'
import { createIotModel } from './model.ts'

const START = '2026-11-23T12:00:00+08:00'
const TOPIC = /^[a-z]+\/\d{6}(\d{3})?\/[A-Z]{2}-\d+\/[a-zA-Z]+$/

/** What every broker must carry. */
export function iotContract(broker: () => Promise<Corner>): void {
  const open: { stop(): Promise<void> | void }[] = []
  afterEach(async () => {
    for (const thing of open.splice(0).reverse()) await thing.stop()
  })

  async function scene(rates: Rates = {}) {
    const { url, root, forget } = await broker()
    const city = cityForTests({ at: START, rates })
    const ear = await earForTests(url, root)
    open.push({ stop: city.remove }, ear)
    open.push({ stop: () => forget([...new Set(ear.heard.map(({ topic }) => topic))]) })
    const model = createIotModel(city, { rate: 70, speed: 1 })
    const upstream = createIot(city, { url: () => url, root }, model)
    const running = await upstream.start()
    open.push(running)
    await ear.until(heard => online(heard).size === model.gateways.length && heard.length >= 58 + 628)
    return { url, root, city, ear, model, upstream }
  }

  const online = (heard: readonly Heard[]) =>
    new Set(
      heard.filter(h => h.topic.startsWith('gateway/') && h.payload.includes('online')).map(h => h.topic),
    )
  const isWill = ({ topic, payload }: Heard) => topic.startsWith('gateway/') && payload === '{"v":"offline"}'
  const line = ({ topic, payload }: Pick<Heard, 'topic' | 'payload'>) => `${topic} ${payload}`

  test('[IOT5] a subscriber hears exactly what was said, in topics and payloads of the one shape', async () => {
    const { city, ear, model } = await scene()
    const before = ear.heard.length
    const from = city.clock.now()
    await city.clock.advance(from + 6000)
    const said = model.said(from, from + 6000).map(({ message }) => message)
    const heard = (await ear.until(all => all.length - before >= said.length)).slice(before)
    expect(heard.map(line).sort()).toEqual(
      said.map(m => line({ topic: m.topic, payload: String(m.payload) })).sort(),
    )
    expect(said.length).toBeGreaterThan(250)
    expect(heard.filter(({ topic }) => !TOPIC.test(topic))).toEqual([])
    for (const { payload } of heard) {
      const { v, t } = JSON.parse(payload) as { v: unknown; t: unknown }
      expect(typeof v).toBe('number')
      expect(Number(t) > from - 1 && Number(t) <= from + 6000).toBe(true)
    }
  })

  test('[IOT6] [IOT10] in an outage the wills are spoken and nothing else; afterwards all are back', async () => {
    const { url, root, city, ear, model, upstream } = await scene()
    upstream.outage(true)
    await city.clock.advance(city.clock.now() + 1000)
    await ear.until(heard => heard.filter(isWill).length === model.gateways.length)
    const count = ear.heard.length
    await city.clock.advance(city.clock.now() + 30_000)
    const late = await earForTests(url, root)
    open.push(late)
    const retained = await late.until(heard => heard.filter(isWill).length === model.gateways.length)
    expect(retained.every(({ packet }) => packet.retain)).toBe(true)
    expect(ear.heard.slice(count)).toEqual([])
    upstream.outage(false)
    await city.clock.advance(city.clock.now() + 1000)
    await ear.until(heard => online(heard.slice(count)).size === model.gateways.length)
  })

  test('[IOT7] what a car park said last stays retained for whoever comes later', async () => {
    const { url, root, city, ear } = await scene()
    await city.clock.advance(city.clock.now() + 31_000)
    const isFree = ({ topic }: Heard) => /^parking\/.*\/free$/.test(topic)
    await ear.until(heard => new Set(heard.filter(isFree).map(h => h.topic)).size === 20)
    const late = await earForTests(url, root)
    open.push(late)
    const kept = (await late.until(heard => heard.filter(isFree).length === 20)).filter(isFree)
    const last = new Map(ear.heard.filter(isFree).map(h => [h.topic, h.payload]))
    expect(kept.filter(({ topic, payload }) => last.get(topic) !== payload)).toEqual([])
  })
}
