import { randomUUID } from 'node:crypto'
import { jetstream, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'

/** A stream of the real server, with a second connection that looks after it. */
export interface StreamForTests {
  readonly stream: string
  readonly subject: string
  readonly manager: JetStreamManager
  readonly say: (...contents: readonly (string | Buffer)[]) => Promise<void>
  readonly close: () => Promise<void>
}

export async function streamForTests(url: string): Promise<StreamForTests> {
  const stream = `pretend-feed-${randomUUID().slice(0, 8)}`
  const connection = await connect({ servers: url })
  const manager = await jetstreamManager(connection)
  await manager.streams.add({ name: stream, subjects: [`${stream}.>`] })
  const client = jetstream(connection)
  const subject = `${stream}.s1.d1`
  return {
    ...{ stream, subject, manager },
    say: async (...contents) => {
      for (const content of contents) await client.publish(subject, Buffer.from(content))
    },
    close: async () => {
      await manager.streams.delete(stream)
      await connection.close()
    },
  }
}
