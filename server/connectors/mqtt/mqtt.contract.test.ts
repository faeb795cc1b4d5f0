import { connectorContract } from '../connector.contract.ts'
import { eventually } from '../feed-for-tests.ts'
import { brokerForTests } from './broker-for-tests.ts'
import { mqttConnector } from './mqtt-connector.ts'

connectorContract({
  connector: mqttConnector,
  listens: true,
  faults: [
    [{ url: 'http://127.0.0.1' }, '/url'],
    [{ topics: [] }, '/topics'],
    [{ clientId: 'a/b' }, '/clientId'],
    [{ qos: 2 }, 'additional'],
  ],
  open: async () => {
    const { url, broker, away, close } = await brokerForTests()
    let listening = 0
    broker.on('subscribe', () => listening++)
    const publish = async (payload: string) => {
      await eventually(() => listening > 0)
      await new Promise<void>((resolve, reject) =>
        broker.publish(
          { cmd: 'publish', topic: 'city/d1', payload, qos: 1, retain: false, dup: false },
          error => (error ? reject(error) : resolve()),
        ),
      )
    }
    return {
      settings: { url, topics: ['city/#'], clientId: 'contract' },
      say: numbers => publish(JSON.stringify(numbers.map(number => ({ number })))),
      numberOf: record => (record as { data: { number: number } }).data.number,
      garbage: () => publish('{"v":NaN'),
      away,
      awayIs: 'unreachable',
      close,
    }
  },
})
