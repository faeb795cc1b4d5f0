import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PacketCap } from './packet-cap.ts'

const PUBLISH = 0x32
const PINGRESP = 0xd0

interface Packet {
  readonly head: number
  readonly body: Buffer
}

/** As the standard has it: the type, the length in sevens of bits, and what follows. */
function written({ head, body }: Packet): Buffer {
  const length: number[] = []
  for (let left = body.length; ; left >>= 7) {
    length.push(left > 127 ? (left & 127) | 128 : left)
    if (left <= 127) return Buffer.concat([Buffer.from([head, ...length]), body])
  }
}

function read(bytes: Buffer): Packet[] {
  const packets: Packet[] = []
  for (let at = 0; at < bytes.length;) {
    const head = bytes[at++] as number
    let length = 0
    for (let shift = 0; ; shift += 7) {
      const part = bytes[at++] as number
      length |= (part & 127) << shift
      if (part < 128) break
    }
    packets.push({ head, body: bytes.subarray(at, at + length) })
    at += length
  }
  return packets
}

/** What comes out behind the cap of packets that come in such pieces. */
async function through(
  most: number | undefined,
  packets: readonly Packet[],
  cuts: readonly number[],
): Promise<Packet[]> {
  const cap = new PacketCap(most)
  const bytes = Buffer.concat(packets.map(written))
  let at = 0
  for (const cut of [...cuts, bytes.length]) {
    const end = Math.min(bytes.length, at + Math.max(1, cut))
    cap.write(bytes.subarray(at, end))
    at = end
  }
  cap.end()
  const chunks: Buffer[] = []
  for await (const chunk of cap as AsyncIterable<Buffer>) chunks.push(chunk)
  return read(Buffer.concat(chunks))
}

test('[MQT9] (F-14) whatever the pieces, a large message is cut and what follows is whole', async () => {
  const most = 200
  const packet = fc.oneof(
    fc.nat({ max: 600 }).map(length => ({ head: PUBLISH, body: Buffer.alloc(length, `${length} `) })),
    fc.constant({ head: PINGRESP, body: Buffer.alloc(0) }),
  )
  let cutOnes = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(packet, { minLength: 1, maxLength: 6 }),
      fc.array(fc.nat({ max: 80 }), { maxLength: 20 }),
      async (packets, cuts) => {
        const expected = packets.map(({ head, body }) => ({ head, body: body.subarray(0, most) }))
        cutOnes += packets.filter(({ body }) => body.length > most).length
        expect(await through(most, packets, cuts)).toEqual(expected)
      },
    ),
    { numRuns: 300 },
  )
  expect(cutOnes).toBeGreaterThan(100)
})

test('[MQT9] a large message is cut behind the longest head that it may have, so that its reader sees that it is large', async () => {
  const body = Buffer.alloc(12 * 2 ** 20, 1)
  const [cut] = await through(undefined, [{ head: PUBLISH, body }], [])
  expect(cut?.body).toHaveLength(65_539 + 5 * 2 ** 20 + 1)
})
