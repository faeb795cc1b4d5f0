import { describeWith } from '../../../tests/services.ts'
import { connectorContract } from '../connector.contract.ts'
import { proxyForTests } from '../proxy-for-tests.ts'
import { nats } from './nats.ts'
import { streamForTests } from './stream-for-tests.ts'

await describeWith('nats', 'NATS', url => {
  connectorContract({
    connector: nats,
    listens: true,
    faults: [
      [{ url: 'http://127.0.0.1' }, '/url'],
      [{ url: 'nats://user:secret@127.0.0.1' }, '/url'],
      [{ stream: 'a.b' }, '/stream'],
      [{ durable: '' }, '/durable'],
      [{ mostPending: 0 }, '/mostPending'],
      [{ queue: 'a' }, 'additional'],
    ],
    open: async () => {
      const stream = await streamForTests(url)
      const proxy = await proxyForTests(url)
      return {
        settings: { url: proxy.url, stream: stream.stream, durable: 'contract' },
        say: numbers => stream.say(JSON.stringify(numbers.map(number => ({ number })))),
        numberOf: record => (record as { data: { number: number } }).data.number,
        garbage: () => stream.say('{"v":NaN'),
        away: proxy.away,
        awayIs: 'unreachable',
        close: async () => {
          await proxy.close()
          await stream.close()
        },
      }
    },
  })
})
