import { describeWith } from '../../../tests/services.ts'
import { connectorContract } from '../connector.contract.ts'
import { proxyForTests } from '../proxy-for-tests.ts'
import { amqp } from './amqp.ts'
import { queueForTests } from './queue-for-tests.ts'

await describeWith('rabbit', 'RabbitMQ', url => {
  connectorContract({
    connector: amqp,
    listens: true,
    faults: [
      [{ url: 'http://127.0.0.1' }, '/url'],
      [{ url: 'amqp://user:secret@127.0.0.1' }, '/url'],
      [{ queue: '' }, '/queue'],
      [{ prefetch: 0 }, '/prefetch'],
      [{ declare: { bindings: [{ exchange: 'x' }] } }, '/declare/bindings/0'],
      [{ noAck: true }, 'additional'],
    ],
    open: async () => {
      const queue = await queueForTests(url)
      const proxy = await proxyForTests(url)
      return {
        settings: { url: proxy.url, queue: queue.queue },
        say: numbers => queue.say(JSON.stringify(numbers.map(number => ({ number })))),
        numberOf: record => (record as { data: { number: number } }).data.number,
        garbage: () => queue.say('{"v":NaN'),
        away: proxy.away,
        awayIs: 'unreachable',
        close: async () => {
          await proxy.close()
          await queue.close()
        },
      }
    },
  })
})
