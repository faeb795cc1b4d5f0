import { afterEach, expect, test } from 'vitest'
import { cityForTests } from '../city-for-tests.ts'
import type { Corner } from '../mqtt/corner-for-tests.ts'
import { earForTests, type Heard } from '../mqtt/ear-for-tests.ts'
import { createGps } from './gps.ts'
import { batchMessages } from './messages.ts'
import { createGpsModel } from './model.ts'

/** What every broker must carry. */
export function gpsContract(broker: () => Promise<Corner>): void {
  const open: { stop(): Promise<void> | void }[] = []
  afterEach(async () => {
    for (const thing of open.splice(0).reverse()) await thing.stop()
  })
  const isBatch = ({ topic }: Heard) => topic.endsWith('/batch')
  const isTable = ({ topic }: Heard) => topic.startsWith('gps/211000/fleet/')
  const isWill = ({ payload }: Heard) => payload === '{"v":"offline"}'

  async function scene() {
    const { url, root, forget } = await broker()
    const city = cityForTests({ at: '2026-11-23T10:24:00+08:00' })
    const ear = await earForTests(url, root)
    open.push({ stop: city.remove }, ear)
    open.push({ stop: () => forget([...new Set(ear.heard.map(({ topic }) => topic))]) })
    const model = createGpsModel(city)
    const upstream = createGps(city, { url: () => url, root }, model)
    open.push(await upstream.start())
    await ear.until(heard => new Set(heard.map(({ topic }) => topic)).size === 9)
    return { url, root, city, ear, model, upstream }
  }

  test('[GPS4] [GPS6] seven arrays every 15 seconds, exactly as they were taken', async () => {
    const { city, ear, model } = await scene()
    const from = city.clock.now()
    await city.clock.advance(from + 30_000)
    const said = [from + 15_000, from + 30_000].flatMap((at, i) =>
      city.places.districts.flatMap(({ code }) =>
        batchMessages(city, model, code, at, (from / 15_000 + i + 1) % 2 === 0),
      ),
    )
    const heard = (await ear.until(all => all.filter(isBatch).length === 14)).filter(isBatch)
    expect(heard.map(({ payload }) => payload).sort()).toEqual(said.map(({ payload }) => payload).sort())
  })

  test('[GPS5] [GPS6] whoever comes later has the tables at once, and in an outage the last wills', async () => {
    const { url, root, city, upstream } = await scene()
    const late = await earForTests(url, root)
    open.push(late)
    await late.until(heard => heard.filter(isTable).length === 2 && heard.length === 9)
    upstream.outage(true)
    const count = late.heard.length
    await city.clock.advance(city.clock.now() + 60_000)
    await late.until(heard => heard.filter(isWill).length === 7)
    expect(late.heard.slice(count).filter(heard => !isWill(heard))).toEqual([])
    upstream.outage(false)
    await city.clock.advance(city.clock.now() + 1000)
    await late.until(heard => heard.slice(count).filter(isTable).length >= 2)
  })
}
