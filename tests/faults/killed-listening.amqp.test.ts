import { test } from 'vitest'
import { queueForTests } from '../../server/connectors/amqp/queue-for-tests.ts'
import { describeWith } from '../services.ts'
import { killAmidOrders } from './killed-listening.ts'
import { timeLimit } from '../../scripts/check/long-form.ts'

await describeWith('rabbit', 'RabbitMQ', url => {
  test(
    '[AMQ8] (F-01, A1) however often the server is killed while messages come in, each is in once',
    { timeout: timeLimit(300) },
    async () => {
      const queue = await queueForTests(url)
      await killAmidOrders({
        ...{ connector: 'amqp', url },
        settings: { user: null, queue: queue.queue, declare: null },
        tell: order => queue.say(JSON.stringify(order)),
      })
      await queue.close()
    },
  )
})
