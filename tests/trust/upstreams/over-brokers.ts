import { randomUUID } from 'node:crypto'
import { connectAsync } from 'mqtt'
import { queueForTests } from '../../../server/connectors/amqp/queue-for-tests.ts'
import { streamForTests } from '../../../server/connectors/nats/stream-for-tests.ts'
import { proxyForTests } from '../../../server/connectors/proxy-for-tests.ts'
import { SERVICES } from '../../services.ts'
import { asJson, JSON_PLACES, placeOf, within, type Told, type Walk } from './upstream.ts'

const UNREACHABLE = '连接不上。上游或网络:请来源系统的运维查服务是否在运行、网络是否通。'
const places = within(JSON_PLACES, 'data')

/** A real Mosquitto whose cable is pulled: it keeps what is said meanwhile. */
export const mqttWalk: Walk = {
  ...{ connector: 'mqtt', id: 'walk-mqtt', service: 'mosquitto', secret: null, places },
  said: UNREACHABLE,
  async open() {
    const proxy = await proxyForTests(SERVICES.mosquitto.url)
    const name = `walk-${randomUUID().slice(0, 8)}`
    const client = await connectAsync(SERVICES.mosquitto.url)
    // Retained, as the last word of each thing is: whoever comes later hears it, too.
    const tell = async (events: readonly Told[], retain = true) => {
      for (const each of events)
        await client.publishAsync(`${name}/${each.number}`, JSON.stringify(asJson(each)), { qos: 1, retain })
    }
    const topics: string[] = []
    return {
      typed: [
        ['url', proxy.url],
        ['topics', `${name}/#`],
        ['clientId', name],
      ],
      place: placeOf(proxy.url),
      tell: events => {
        topics.push(...events.map(({ number }) => `${name}/${number}`))
        return tell(events)
      },
      breakOff: () => proxy.away(true),
      comeBack: async events => {
        await tell(events, false)
        await proxy.away(false)
      },
      async close() {
        for (const topic of topics) await client.publishAsync(topic, '', { retain: true })
        await client.endAsync()
        // A session that nobody comes back to would stay with the broker.
        const last = await connectAsync(SERVICES.mosquitto.url, { clientId: name, clean: true })
        await last.endAsync()
        await proxy.close()
      },
    }
  },
}

/** A queue of a real RabbitMQ, which somebody removes, and makes again. */
export const amqpWalk: Walk = {
  ...{ connector: 'amqp', id: 'walk-amqp', service: 'rabbit', secret: null, places },
  said: '要取的内容不在那里。接入设置:向来源系统核对地址、表名、队列名、流名或文件夹。',
  async open() {
    const { url } = SERVICES.rabbit
    const queue = await queueForTests(url)
    const tell = (events: readonly Told[]) => queue.say(...events.map(each => JSON.stringify(asJson(each))))
    return {
      typed: [
        ['url', url],
        ['queue', queue.queue],
      ],
      place: placeOf(url),
      tell,
      breakOff: queue.remove,
      comeBack: async events => {
        await queue.make()
        await tell(events)
      },
      close: queue.close,
    }
  },
}

/** A stream of a real NATS server whose cable is pulled. */
export const natsWalk: Walk = {
  ...{ connector: 'nats', id: 'walk-nats', service: 'nats', secret: null, places },
  said: UNREACHABLE,
  async open() {
    const proxy = await proxyForTests(SERVICES.nats.url)
    const stream = await streamForTests(SERVICES.nats.url)
    const tell = (events: readonly Told[]) => stream.say(...events.map(each => JSON.stringify(asJson(each))))
    return {
      typed: [
        ['url', proxy.url],
        ['stream', stream.stream],
        ['durable', 'walk'],
      ],
      place: placeOf(proxy.url),
      tell,
      breakOff: () => proxy.away(true),
      comeBack: async events => {
        await tell(events)
        await proxy.away(false)
      },
      async close() {
        await stream.close()
        await proxy.close()
      },
    }
  },
}
