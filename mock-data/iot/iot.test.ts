import { connect, connectAsync } from 'mqtt'
import { afterEach, describe, expect, test } from 'vitest'
import { earForTests } from '../mqtt/ear-for-tests.ts'
import { startBroker } from '../mqtt/broker.ts'
import { cornerOf } from '../mqtt/corner-for-tests.ts'
import { createMqtt } from '../mqtt/mqtt.ts'
import { iotContract } from './iot.contract.ts'

const open: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

async function embedded() {
  const running = await startBroker(0)
  open.push(running)
  return cornerOf(running.address)
}

describe('over the embedded broker', () => {
  iotContract(embedded)
})

test('[IOT11] a session that does not fetch costs no more than 10 000 messages', async () => {
  const { url } = await embedded()
  const session = { clientId: 'absent', clean: false }
  const absent = await connectAsync(url, session)
  await absent.subscribeAsync('ly/#', { qos: 1 })
  await absent.endAsync()
  const sender = await connectAsync(url)
  await Promise.all(
    Array.from({ length: 10_500 }, (_, i) => sender.publishAsync('ly/n', String(i), { qos: 1 })),
  )
  const heard: string[] = []
  const back = connect(url, session)
  open.push({ stop: () => back.endAsync(true) })
  await new Promise<void>(resolve => {
    back.on('message', (_topic, payload) => {
      heard.push(payload.toString())
      if (heard.length === 10_000)
        void sender.publishAsync('ly/n', 'the session is taken up again', { qos: 1 })
      if (heard.length === 10_001) resolve()
    })
  })
  await sender.endAsync()
  expect(heard.slice(0, 10_000)).toEqual(Array.from({ length: 10_000 }, (_, i) => String(i)))
  expect(heard.at(-1)).toBe('the session is taken up again')
})

test('[IOT11] whoever listens hears everything', async () => {
  const { url } = await embedded()
  const ear = await earForTests(url, 'ly')
  open.push(ear)
  const sender = await connectAsync(url)
  for (let i = 0; i < 200; i++) await sender.publishAsync('ly/n', String(i), { qos: 1 })
  await sender.endAsync()
  const heard = await ear.until(all => all.length === 200)
  expect(heard.map(({ payload }) => Number(payload))).toEqual(Array.from({ length: 200 }, (_, i) => i))
})

test('[IOT12] the broker in this process can be away; an external one is used as it is', async () => {
  const mqtt = createMqtt({ port: 0, url: null })
  expect(() => mqtt.url()).toThrow('before it was started')
  open.push(await mqtt.start())
  const greet = async () => (await connectAsync(mqtt.url(), { reconnectPeriod: 0 }, false)).endAsync()
  await greet()
  mqtt.outage(true)
  await expect(greet()).rejects.toThrow()
  mqtt.outage(false)
  await greet()
  const external = createMqtt({ port: 0, url: 'mqtt://127.0.0.1:1' })
  expect((await external.start()).address).toBe('mqtt://127.0.0.1:1')
  expect(external.url()).toBe('mqtt://127.0.0.1:1')
})
