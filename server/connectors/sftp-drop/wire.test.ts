import { describe, expect, test } from 'vitest'
import { attributes, data, handle, names, packet, status } from './sftp-server-for-tests.ts'
import { INIT, isFile, packetOf, Packets, replyIn, WireFault, type Reply, type Request } from './wire.ts'

const hex = (bytes: Buffer) => bytes.toString('hex')
/** Of a packet what is behind its length. */
const body = (bytes: Buffer) => bytes.subarray(4)

describe('requests', () => {
  test('[SFT1] a request is its length, type, number and body, as the draft writes it', () => {
    const path = Buffer.from('/出')
    const h = Buffer.from('h1')
    const vectors: readonly (readonly [request: Request, bytes: string])[] = [
      [{ type: 'opendir', path }, '0000000d 0b 00000007 00000004 2fe587ba'],
      [{ type: 'lstat', path }, '0000000d 07 00000007 00000004 2fe587ba'],
      [{ type: 'open', path }, '00000015 03 00000007 00000004 2fe587ba 00000001 00000000'],
      [{ type: 'readdir', handle: h }, '0000000b 0c 00000007 00000002 6831'],
      [{ type: 'close', handle: h }, '0000000b 04 00000007 00000002 6831'],
      [{ type: 'fstat', handle: h }, '0000000b 08 00000007 00000002 6831'],
      [
        { type: 'read', handle: h, offset: 2 ** 33 + 1, length: 32_768 },
        '00000017 05 00000007 00000002 6831 0000000200000001 00008000',
      ],
    ]
    for (const [request, bytes] of vectors)
      expect(hex(packetOf(7, request)), request.type).toBe(bytes.replaceAll(' ', ''))
    expect(hex(INIT)).toBe('000000050100000003')
  })

  test('[SFT2] there is no request that would change anything: files are opened to be read', () => {
    const types: { readonly [type in Request['type']]: number } = {
      ...{ opendir: 11, readdir: 12, close: 4, lstat: 7, fstat: 8, open: 3, read: 5 },
    }
    const h = Buffer.from('h')
    for (const [type, number] of Object.entries(types)) {
      const request = { type, path: h, handle: h, offset: 0, length: 1 } as Request
      expect(packetOf(0, request).readUInt8(4), type).toBe(number)
    }
  })
})

describe('replies', () => {
  test('[SFT1] each is read as the draft writes it', () => {
    const at = 0x6553_f100
    const vectors: readonly (readonly [bytes: string, reply: Reply])[] = [
      ['02 00000003', { type: 'version', version: 3 }],
      ['02 00000003 00000001 61 00000001 62', { type: 'version', version: 3 }],
      ['65 00000007 00000002 00000002 6e6f 00000000', { type: 'status', id: 7, code: 2, words: 'no' }],
      ['65 00000007 00000001', { type: 'status', id: 7, code: 1, words: '' }],
      ['66 00000007 00000002 6831', { type: 'handle', id: 7, handle: Buffer.from('h1') }],
      ['67 00000007 00000003 616263', { type: 'data', id: 7, data: Buffer.from('abc') }],
      [
        // Two names: with all attributes and an extension, and with none.
        '68 00000007 00000002' +
          '00000001 61 00000002 2d61 8000000f 0000000000000005 00000001 00000002 000081a4 6553f100 6553f100 00000001 00000001 78 00000001 79' +
          '00000001 62 00000000 00000000',
        { type: 'names', id: 7, names: [Buffer.from('a'), Buffer.from('b')] },
      ],
      [
        '69 00000007 0000000d 0000000000000005 000081a4 6553f0ff 6553f100',
        { type: 'attributes', id: 7, attributes: { size: 5, mode: 0o100644, changed: at } },
      ],
    ]
    for (const [bytes, reply] of vectors)
      expect(replyIn(Buffer.from(bytes.replaceAll(' ', ''), 'hex')), bytes).toEqual(reply)
  })

  test('[SFT6] (F-14) what is none is a fault with a reason, wherever it is cut or bent', () => {
    const honest = [
      ...[names(1, 'a', 'b'), attributes(1, 5), handle(1, 'h'), data(1, 'abc'), packet(2, 3)],
      status(1, 4, 'no'),
    ]
    for (const whole of honest.map(body))
      for (let end = 0; end < whole.length; end++) {
        const cut = whole.subarray(0, end)
        // A code without words is whole: some servers say no more.
        if (whole[0] === 101 && end === 9) continue
        // Of a status the language at the end is not read.
        if (whole[0] === 101 && end >= whole.length - 4) continue
        expect(() => replyIn(cut), `${hex(whole)} cut at ${end}`).toThrow(WireFault)
      }
    const odd: readonly (readonly [bytes: Buffer, said: RegExp])[] = [
      [packet(200, 1), /type 200/],
      [packet(104, 1, 0xffff_ffff), /ends within/],
      [packet(104, 1, 1, 'x'.repeat(1_025), '', 0), /1025 bytes where 1024/],
      [packet(102, 1, 'x'.repeat(257)), /257 bytes where 256/],
      [names(1, '../../etc/passwd'), /slash or a NUL/],
      [names(1, '/etc/passwd'), /slash or a NUL/],
      [names(1, 'a\0.csv'), /slash or a NUL/],
      [names(1, ''), /empty/],
      [packet(104, 1, 1, 'a', '', 0x10), /version 3 does not have/],
      [packet(104, 1, 1, 'a', '', 0x8000_0000, 0xffff_ffff), /ends within/],
      [packet(105, 1, 0x4, 0o100644), /does not tell size/],
    ]
    for (const [bytes, said] of odd) expect(() => replyIn(body(bytes)), hex(bytes)).toThrow(said)
  })

  test('[SFT6] of all kinds of things only a file is one', () => {
    const kinds = { pipe: 1, device: 2, folder: 4, disk: 6, file: 8, link: 10, socket: 12 }
    const files = Object.entries(kinds).filter(([, kind]) =>
      isFile({ size: 0, mode: kind << 12, changed: 0 }),
    )
    expect(files.map(([name]) => name)).toEqual(['file'])
  })
})

describe('packets', () => {
  test('[SFT1] they are the same however the pipe cuts them', () => {
    const sent = [packet(2, 3), data(1, 'x'.repeat(1_000)), handle(2, 'h')]
    const stream = Buffer.concat(sent)
    for (const size of [1, 3, 4, 5, 64, stream.length]) {
      const packets = new Packets()
      const heard: Buffer[] = []
      for (let at = 0; at < stream.length; at += size)
        heard.push(...packets.add(stream.subarray(at, at + size)))
      expect(heard, `by ${size}`).toEqual(sent.map(body))
    }
  })

  test('[SFT6] (F-14) one that says that it is larger than any is a fault before it comes, and so is an empty one', () => {
    const length = (bytes: number) => Buffer.from(bytes.toString(16).padStart(8, '0'), 'hex')
    expect(new Packets().add(length(256 * 1024))).toEqual([])
    expect(() => new Packets().add(length(256 * 1024 + 1))).toThrow('a packet of 262145 bytes')
    expect(() => new Packets().add(length(0xffff_ffff))).toThrow('a packet of 4294967295 bytes')
    expect(() => new Packets().add(length(0))).toThrow('a packet of 0 bytes')
  })

  test('[SFT6] a shell that greets is quoted', () => {
    expect(() => new Packets().add(Buffer.from('Welcome to the exchange!\r\n'))).toThrow(
      'instead of SFTP it says "Welcome to the exchange!"',
    )
  })
})
