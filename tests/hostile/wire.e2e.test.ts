import { connect, type Socket as TcpSocket } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { PROTOCOL_VERSION, type AnswerMessage, type NewsMessage } from '../../shared/sync/protocol.ts'
import { expectUnharmed } from './aftermath.ts'
import { peakMegabytes, startHostileCity, type HostileCity } from './hostile-city.ts'
import { batch, post } from './pushes.ts'
import { HOST, INGEST, SAYINGS } from './sayings.ts'
import { LONG } from '../../scripts/check/long-form.ts'

let city: HostileCity
let port: number
let slow: Slow
beforeAll(async () => {
  city = await startHostileCity([{ id: 'hotline', of: 'hotline', settings: {} }])
  port = Number(new URL(city.address).port)
  slow = openSlow(LONG ? 500 : 0)
})
afterAll(() => city.stop())

/** A body has 30 s, headers 10: waiting for the bodies is for the long form. */

interface Slow {
  readonly count: number
  /** Until the server has closed all of them. */
  readonly closed: () => Promise<void>
}

/** Where an attack comes from: whoever comes from elsewhere meanwhile is let in (T-HTTP-01). */
const ATTACKER = '127.0.0.2'
/** TRUST asks for 2 000 sockets that ask without end: in the long form. */
const ASKING = LONG ? 2_000 : 200
const AT_ONCE = 50

/** Connections that say a letter now and then and never come to an end; everything else here happens beside them. */
function openSlow(bodies: number): Slow {
  const firsts = [
    ...Array.from({ length: 500 }, () => `GET /livez HTTP/1.1\r\n${HOST}X-`),
    ...Array.from({ length: bodies }, () => `${INGEST}Content-Length: 1000\r\n\r\n{`),
  ]
  const sockets = firsts.map(first => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: ATTACKER }, () => socket.write(first))
    return socket.on('error', () => undefined).resume()
  })
  const ends = sockets.map(socket => new Promise<void>(resolve => socket.on('close', () => resolve())))
  const dripping = setInterval(() => sockets.forEach(socket => socket.writable && socket.write('a')), 500)
  return {
    count: sockets.length,
    closed: async () => {
      await Promise.all(ends)
      clearInterval(dripping)
    },
  }
}

/**
 * Says something to the port; answers what came back when the server closed the connection. What is too large is read to its
 * end, so that its sender hears the answer: there the answer is enough.
 */
const said = (text: string | Buffer): Promise<string> =>
  new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.on('data', chunk => {
      answer += chunk.toString('latin1')
      if (answer.includes('send fewer events')) socket.destroy()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answer))
    socket.write(text)
  })

const statuses = (answer: string) =>
  [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))

const asPerson = (text: string): string =>
  text.replace(/^(GET \/api\/(?:records|explain)\S* HTTP\/1\.1\r\n)/, `$1Cookie: ${city.cookie}\r\n`)

describe('bytes on the port', () => {
  test.each(SAYINGS)('[HOS10] (T-HTTP-02) $name', async ({ text, answers }) => {
    // The API is for people: what is asked of it is asked by one.
    const signedIn = typeof text === 'string' ? asPerson(text) : text
    const answer = await said(signedIn)
    expect([...new Set(statuses(answer))]).toEqual(answers)
    expect(answer).not.toMatch(/node_modules|\.ts:|at Object|Error:/)
    await expectUnharmed(city, ['hotline'])
  })
})

/** Fewer than wait before a port at most: who knocks while that many wait is not heard, and knocks again only seconds later. */
const KNOCKING = 250

/** As many connections as that, as fast as the port answers whether it has them. */
async function floodFrom(localAddress: string, count: number) {
  const sockets: TcpSocket[] = []
  const flood = { refused: 0, end: () => sockets.forEach(socket => socket.destroy()) }
  let answered = 0
  for (let i = 0; i < count; i++) {
    const socket = connect({ port, host: '127.0.0.1', localAddress })
    let isAnswered = false
    const hear = () => {
      if (!isAnswered) answered++
      isAnswered = true
    }
    socket.on('connect', hear)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      hear()
      flood.refused++
    })
    // A connection that is not read does not notice its end.
    socket.resume()
    sockets.push(socket)
    if (i % KNOCKING === 0) await city.until(() => i - answered < KNOCKING, 'the port answers')
  }
  return flood
}

describe('words on a socket', () => {
  const open: Socket[] = []
  afterEach(() => open.splice(0).forEach(socket => socket.close()))

  async function screen(): Promise<Socket> {
    const socket = io(city.address, {
      ...{ transports: ['websocket'], forceNew: true, reconnection: false },
      extraHeaders: { cookie: city.cookie },
    })
    open.push(socket)
    await new Promise<void>((resolve, reject) => {
      socket.on('connect', resolve)
      socket.on('connect_error', reject)
    })
    return socket
  }
  const TOPIC = 'overview/211000@internal'
  const watch = (over: object = {}) => ({ protocol: PROTOCOL_VERSION, topic: TOPIC, cursor: null, ...over })
  const heard = (socket: Socket, event: string) =>
    new Promise<unknown>(resolve => socket.once(event, (...words: unknown[]) => resolve(words)))

  /** The topic as somebody who knows nothing is told it. */
  function expectWhole(answer: unknown): void {
    expect(answer).toEqual([TOPIC, expect.any(String), 1, 0, expect.any(Number), expect.any(Array)])
    expect((answer as AnswerMessage)[5]).toContain('doc:scene/overview')
  }

  /** A screen that has its picture and keeps what it hears after it. */
  async function wallThatListens(): Promise<{ wall: Socket; expectNewsOfTheHotline: () => Promise<void> }> {
    const wall = await screen()
    const heardSince: NewsMessage[] = []
    wall.on('news', (...words) => heardSince.push(words as unknown as NewsMessage))
    const answer = heard(wall, 'answer')
    wall.emit('watch', watch())
    const [, , line, , seq] = (await answer) as AnswerMessage
    return {
      wall,
      /** Each piece of news goes on where the one before ended, so that nothing is missing up to the hotline's. */
      expectNewsOfTheHotline: async () => {
        await city.until(
          () => heardSince.some(([, , , cells]) => cells.includes('feed:hotline')),
          'the wall hears of the hotline',
        )
        let reached = seq
        for (const [of, from, to] of heardSince) {
          expect([of, from]).toEqual([line, reached])
          expect(to).toBeGreaterThan(from)
          reached = to
        }
      },
    }
  }

  const WORDS: readonly (readonly [
    name: string,
    event: string,
    words: readonly unknown[],
    reason: string,
  ])[] = [
    ['nothing', 'watch', [], 'malformed'],
    ['null', 'watch', [null], 'malformed'],
    ['a topic that is a prototype', 'watch', [watch({ topic: '__proto__/1@internal' })], 'malformed'],
    ['a topic of 10 KB', 'watch', [watch({ topic: `a${'x'.repeat(10_000)}/1@internal` })], 'malformed'],
    ['a place that is none', 'watch', [watch({ topic: 'overview/999999999999@internal' })], 'topic'],
    ['an audience that is none', 'watch', [watch({ topic: 'overview/211000@mayor' })], 'topic'],
    ['a cursor of half a number', 'watch', [watch({ cursor: { epoch: 'x', seq: 0.5 } })], 'malformed'],
    ['an epoch of 10 KB', 'watch', [watch({ cursor: { epoch: 'x'.repeat(10_000), seq: 1 } })], 'malformed'],
    ['another protocol', 'watch', [watch({ protocol: 999 })], 'protocol'],
    ['more than was asked', 'watch', [watch({ admin: true })], 'malformed'],
    ['bytes', 'watch', [Buffer.alloc(1_000)], 'malformed'],
    ['leaving nothing', 'leave', [{}], 'malformed'],
  ]

  test.each(WORDS)('[HOS12] (T-SOCK-01) %s', async (_name, event, words, reason) => {
    const socket = await screen()
    const refusal = heard(socket, 'refused')
    socket.emit(event, ...words)
    expect(await refusal).toMatchObject([{ reason, protocol: PROTOCOL_VERSION }])
    const answer = heard(socket, 'answer')
    socket.emit('watch', watch())
    expectWhole(await answer)
    await expectUnharmed(city, ['hotline'])
  })

  test('[HOS12] (T-SOCK-01) a cursor that means nothing is answered with the whole', async () => {
    for (const cursor of [
      { epoch: 'x', seq: 1e308 },
      { epoch: '', seq: Number.MAX_SAFE_INTEGER },
    ]) {
      const socket = await screen()
      const answer = heard(socket, 'answer')
      socket.emit('watch', watch({ cursor }))
      const [, , , from] = (await answer) as unknown[]
      expect(from).toBe(0)
    }
  })

  test('[HOS12] (T-SOCK-01) words that nobody listens to, and a name of the language, change nothing', async () => {
    const socket = await screen()
    for (const event of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'news', 'join'])
      socket.emit(event, TOPIC)
    const answer = heard(socket, 'answer')
    socket.emit('watch', watch())
    expectWhole(await answer)
    await expectUnharmed(city, ['hotline'])
  })

  test.each([
    ['a packet that is none', '4{'],
    [
      'an attachment that never comes, and then another word',
      '451-["watch",{"_placeholder":true,"num":0}]|42["watch"]',
    ],
    ['a thousand attachments', '41000-["watch"]|42["watch"]'],
    ['a namespace that is none', '40/admin,|42/admin,["watch"]'],
    ['70 KB', `42["watch","${'x'.repeat(70_000)}"]`],
  ])('[HOS12] (T-SOCK-01) the frame %s breaks this socket at most', async (_name, frames) => {
    const socket = await screen()
    const engine = socket.io.engine as unknown as { transport: { ws: { send(text: string): void } } }
    for (const frame of frames.split('|')) engine.transport.ws.send(frame)
    const other = await screen()
    const answer = heard(other, 'answer')
    other.emit('watch', watch())
    expectWhole(await answer)
    await expectUnharmed(city, ['hotline'])
  })

  test('[HOS13] (T-SOCK-01) sockets that ask without end are cut off; memory is bounded and a wall hears of changes', async () => {
    const { expectNewsOfTheHotline } = await wallThatListens()
    const askWithoutEnd = async () => {
      const socket = await screen()
      const cut = heard(socket, 'disconnect')
      for (let i = 0; i < 500; i++) socket.emit('watch', watch())
      await cut
    }
    for (let n = 0; n < ASKING; n += AT_ONCE)
      await Promise.all(Array.from({ length: AT_ONCE }, askWithoutEnd))
    expect((await post(city.address, batch())).status).toBe(200)
    await expectNewsOfTheHotline()
    await expectUnharmed(city, ['hotline'])
    expect(peakMegabytes(city.server)).toBeLessThan(500)
  })

  test('[HOS11] (T-HTTP-01) while one address floods the port its connections are cut off, and a wall that was there and a new one hear of changes', async () => {
    const { wall, expectNewsOfTheHotline } = await wallThatListens()
    const flood = await floodFrom(ATTACKER, 6_000)
    await city.until(() => flood.refused >= 5_000, 'all but its share are refused')
    // All of this from another address, while the flood holds all that it may.
    const another = await wallThatListens()
    await expectUnharmed(city, ['hotline'])
    await Promise.all([expectNewsOfTheHotline(), another.expectNewsOfTheHotline()])
    expect([wall.connected, another.wall.connected]).toEqual([true, true])
    flood.end()
    await expectUnharmed(city, ['hotline'])
  })
})

test('[HOS11] (T-HTTP-01) who says a little now and then was cut off, while all of this went on', async () => {
  expect(slow.count).toBeGreaterThanOrEqual(500)
  await slow.closed()
  await expectUnharmed(city, ['hotline'])
})
