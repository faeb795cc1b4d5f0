import { randomUUID } from 'node:crypto'
import { connect } from 'amqplib'

/** A queue of the real broker, bound to an exchange of its own, with a second connection that looks after it. */
export interface QueueForTests {
  readonly queue: string
  readonly exchange: string
  readonly say: (...contents: readonly (string | Buffer)[]) => Promise<void>
  /** Messages that nobody has yet, and those that nobody acknowledged. */
  readonly waiting: () => Promise<number>
  readonly remove: () => Promise<void>
  /** It is there again, and bound as before. */
  readonly make: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function queueForTests(url: string): Promise<QueueForTests> {
  const queue = `pretend-feed-${randomUUID().slice(0, 8)}`
  const exchange = `${queue}-told`
  const model = await connect(url)
  const channel = await model.createConfirmChannel()
  await channel.assertExchange(exchange, 'topic', { durable: false })
  const make = async () => {
    await channel.assertQueue(queue, { durable: true })
    await channel.bindQueue(queue, exchange, 'city.#')
  }
  await make()
  const remove = async () => void (await channel.deleteQueue(queue))
  return {
    ...{ queue, exchange, remove, make },
    say: async (...contents) => {
      for (const content of contents) channel.publish(exchange, 'city.s1.d1', Buffer.from(content))
      await channel.waitForConfirms()
    },
    waiting: async () => (await channel.checkQueue(queue)).messageCount,
    close: async () => {
      await remove()
      await channel.deleteExchange(exchange)
      await model.close()
    },
  }
}
