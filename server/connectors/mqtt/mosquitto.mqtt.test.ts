import { randomUUID } from 'node:crypto'
import { connectAsync } from 'mqtt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeWith } from '../../../tests/services.ts'
import type { Running } from '../connector.ts'
import { eventually, feedForTests, type FeedForTests } from '../feed-for-tests.ts'
import { mqttConnector } from './mqtt-connector.ts'

await describeWith('mosquitto', 'Mosquitto', url => {
  let name: string
  let started: Running[]

  beforeEach(() => {
    name = `pretend-feed-${randomUUID().slice(0, 8)}`
    started = []
  })
  afterEach(async () => {
    for (const running of started) await running.stop()
    // A session that nobody comes back to would stay with the broker.
    const last = await connectAsync(url, { clientId: name, clean: true })
    await last.endAsync()
  })

  const feedOf = () => feedForTests({ url, topics: [`${name}/#`], clientId: name })
  const listen = async (feed: FeedForTests) => {
    const running = mqttConnector.start(feed.access)
    started.push(running)
    await eventually(() => feed.logs.some(line => line.includes('listening')))
    return running
  }
  const publish = async (from: number, count: number) => {
    const client = await connectAsync(url)
    const sent = Array.from({ length: count }, (_, i) =>
      client.publishAsync(`${name}/d1`, JSON.stringify({ v: from + i }), { qos: 1 }),
    )
    await Promise.all(sent)
    await client.endAsync()
  }
  const values = (feed: FeedForTests) =>
    new Set((feed.records() as { data: { v: number } }[]).map(({ data }) => data.v))

  test('[MQT2] (A1) what could not be kept before a crash is sent again after it', async () => {
    const crashed = feedOf()
    crashed.refuse(Number.POSITIVE_INFINITY)
    const running = await listen(crashed)
    await publish(0, 50)
    await eventually(() => crashed.asked() > 0)
    await running.stop()
    const feed = feedOf()
    await listen(feed)
    await eventually(() => values(feed).size >= 50)
    expect(values(crashed).size).toBe(0)
  })

  test('[MQT3] hundreds of messages at once share far fewer commits', async () => {
    const feed = feedOf()
    await listen(feed)
    await publish(0, 900)
    await eventually(() => values(feed).size >= 900)
    expect(feed.records()).toHaveLength(900)
    expect(feed.pages.length).toBeLessThan(450)
  })

  test('[MQT6] (F-19) a connection that the broker cuts is made again, and nothing is missing', async () => {
    const feed = feedOf()
    const { stop } = await listen(feed)
    await publish(0, 10)
    // A broker lets one connection have a name: whoever comes second cuts the first.
    const second = await connectAsync(url, { clientId: name, clean: false })
    await second.endAsync()
    await publish(10, 10)
    await eventually(() => values(feed).size >= 20)
    expect(feed.failures.length).toBeGreaterThan(0)
    await stop()
  })
})
