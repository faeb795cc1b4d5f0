import { PassThrough } from 'node:stream'
import type { ChannelModel } from 'amqplib'
import { expect, test } from 'vitest'
import { eventually } from '../feed-for-tests.ts'
import { flowOf } from './flow.ts'

/** Reads as the client does: whenever something is there, all of it. */
function reading() {
  const stream = new PassThrough({ highWaterMark: 16 })
  const flow = flowOf({ connection: { stream } } as unknown as ChannelModel)
  const rooms: (() => void)[] = []
  let read = 0
  stream.on('readable', () => {
    for (let some = stream.read() as Buffer | null; some !== null; some = stream.read() as Buffer | null) {
      read += some.length
      flow.pass(room => void rooms.push(room))
    }
  })
  return { stream, flow, rooms, read: () => read }
}

test('[AMQ3] while there is no room nothing more is read of the broker, and then it goes on', async () => {
  const { stream, flow, rooms, read } = reading()
  stream.write(Buffer.alloc(10))
  await eventually(() => rooms.length === 1)
  // What fits into the buffer waits in it, and what does not is not taken from whoever writes.
  const isTaken = stream.write(Buffer.alloc(40))
  await new Promise(resolve => setImmediate(resolve))
  expect([read(), isTaken]).toEqual([10, false])
  rooms[0]?.()
  await eventually(() => read() === 50)
  expect(rooms.length).toBe(2)
  stream.write(Buffer.alloc(5))
  await new Promise(resolve => setImmediate(resolve))
  expect(read()).toBe(50)
  // A farewell is heard though nothing has room.
  flow.open()
  await eventually(() => read() === 55)
})
