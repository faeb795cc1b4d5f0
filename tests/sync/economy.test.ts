import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { START, ticketFact } from '../../shared/city/ticket.fixture.ts'
import type { CellsMessage } from '../../shared/sync/protocol.ts'
import { nothingHappened, ScreenModel } from './screen-model.ts'
import { ServerModel } from './server-model.ts'

/*
 * Convergence alone is blind to waste: a server that always answered with the whole topic would pass. These rules hold it to
 * saying what changed, and nothing else.
 */

const CITY = 'overview/211000@internal'
const BAITA = 'overview/211002@internal'
const LIAOYANG = 'overview/211021@internal'

const ticket = (id: string, version: number, area = '211002016') =>
  ticketFact({ id, version, at: START + version, hash: String(version), area })

/** A server with so many tickets, one entry each, flushed after every one; and what was said in each flush. */
function served(entries: number) {
  const server = new ServerModel()
  server.answer(CITY, null)
  const flushes: CellsMessage[] = []
  for (let seq = 1; seq <= entries; seq++) {
    server.push([ticket(`t/${seq}`, 1)])
    flushes.push(...server.flush())
  }
  return { server, flushes, epoch: server.position(CITY).epoch }
}

const keysOf = ([, , , , cells]: CellsMessage) => cells.filter((_, i) => i % 2 === 0) as string[]
const answer = (server: ServerModel, topic: string, epoch: string, seq: number): CellsMessage => {
  const message = server.answer(topic, { epoch, seq })
  if (message === null) throw new Error(`${topic} was refused`)
  return message
}

describe('what a question costs', () => {
  test('[SYNC5] any cursor from the first entry on is answered with the cells changed after it, and no other', () => {
    let told = 0
    const { server, flushes, epoch } = served(60)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), seq => {
        const message = answer(server, CITY, epoch, seq)
        const later = new Set(flushes.slice(seq).flatMap(keysOf))
        expect(message.slice(0, 4)).toEqual([CITY, epoch, seq, 60])
        expect(new Set(keysOf(message))).toEqual(later)
        expect(keysOf(message)).toHaveLength(later.size)
        told += later.size
      }),
    )
    expect(told).toBeGreaterThan(100)
  })

  test('[SYNC5] a cursor at the head is answered with nothing, also after a crash', () => {
    const { server, epoch } = served(5)
    expect(answer(server, CITY, epoch, 5)).toEqual([CITY, epoch, 5, 5, []])
    server.checkpoint()
    server.crash()
    const { epoch: later } = server.position(CITY)
    expect(later).not.toBe(epoch)
    expect(answer(server, CITY, epoch, 5)).toEqual([CITY, later, 5, 5, []])
    expect(answer(server, CITY, epoch, 3)[2]).toBe(3)
  })

  test('[SYNC5] a screen that was away for one change of many is told that one', () => {
    const server = new ServerModel()
    server.push(
      Array.from({ length: 40 }, (_, i) => ticket(`t/${i}`, 1, i % 2 === 0 ? '211002016' : '211021100')),
    )
    server.flush()
    const whole = server.answer(LIAOYANG, null)
    server.push([ticket('t/1', 2, '211021100')])
    server.flush()
    const message = answer(server, LIAOYANG, server.position(LIAOYANG).epoch, 1)
    expect(keysOf(message).length).toBeLessThan(keysOf(whole as CellsMessage).length)
    expect(keysOf(message)).toEqual(['feed:tickets'])
  })

  test('[SYNC6] another epoch, a future entry and a forgotten past are answered with the whole topic', () => {
    const { server, epoch } = served(5)
    for (const [strange, seq] of [
      ['other.epoch', 3],
      [epoch, 6],
    ] as const)
      expect(answer(server, CITY, strange, seq)[2]).toBe(0)
    expect(server.answer(CITY, null)?.[2]).toBe(0)
    server.forgetRemoved()
    expect(answer(server, CITY, epoch, 4)[2]).toBe(0)
    expect(answer(server, CITY, epoch, 5)[2]).toBe(5)
  })

  test('[SYNC5] who asks between a checkpoint and its flush is told as of when the cells are', () => {
    const { server } = served(2)
    server.push([ticket('t/9', 50)])
    server.checkpoint()
    expect(server.answer(LIAOYANG, null)?.[3]).toBe(3)
    server.restoreBackup(1)
    expect(server.position(LIAOYANG).to).toBe(2)
  })

  test('[SYNC6] [JRN16] after a restore what was told after the copy is answered with the whole topic, however late', () => {
    const { server, epoch } = served(5)
    server.restoreBackup(2)
    for (let n = 0; n < 4; n++) {
      expect(answer(server, CITY, epoch, 5)[2]).toBe(0)
      expect(answer(server, CITY, epoch, 4)[2]).toBe(0)
      server.push([ticket('t/9', 50 + n)])
      server.flush()
    }
    expect(server.head).toBeGreaterThan(5)
    expect(answer(server, CITY, epoch, 3)[2]).toBe(3)
  })
})

describe('what silence costs', () => {
  test('[SYNC7] an idle city flushes nothing, and its beats make no screen ask', () => {
    const { server } = served(3)
    const happened = nothingHappened()
    let questions = 0
    const screen = new ScreenModel(CITY, happened, (asking, { topic, cursor }) => {
      questions++
      const message = server.answer(topic, cursor)
      if (message !== null) asking.send({ type: 'answer', message: server.lines.answer(message) })
    })
    for (let beats = 0; beats < 20; beats++) {
      expect(server.flush()).toEqual([])
      const { epoch, to } = server.position(CITY)
      screen.send({ type: 'beat', message: [CITY, epoch, to, START, 1] })
      screen.deliverAll()
    }
    expect(questions).toBe(1)
  })

  test('[SYNC8] a flush is one message for each open topic it concerns, all to the same entry', () => {
    const { server } = served(3)
    server.answer(BAITA, null)
    server.answer(LIAOYANG, null)
    server.push([ticket('t/9', 1, '211002017')])
    server.push([ticket('t/10', 1, '211002017')])
    const messages = server.flush()
    expect(messages.map(([topic]) => topic).sort()).toEqual([CITY, BAITA, LIAOYANG].sort())
    expect(new Set(messages.map(([, , , to]) => to))).toEqual(new Set([5]))
    const quiet = messages.find(([topic]) => topic === LIAOYANG)
    expect(keysOf(quiet as CellsMessage)).toEqual(['feed:tickets'])
  })
})
