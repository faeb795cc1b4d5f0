import { effect } from 'vue'
import { describe, expect, test } from 'vitest'
import { cellKey } from '../../shared/model/cell.ts'
import type { Value } from '../../shared/model/value.ts'
import { PROTOCOL_VERSION, SILENCE_MS, type Watch } from '../../shared/sync/protocol.ts'
import type { Connection } from './connection.ts'
import { createLive } from './live.ts'
import { bench, type FakeWire } from './wire.fixture.ts'

const TOPIC = 'overview/211000@public'
const OTHER = 'projects/211000@public'
const KEY = cellKey('cases', '211000', [])

const LINES = new Map<string, number>()
const lineOf = (topic: string) => LINES.get(topic) ?? LINES.set(topic, LINES.size + 1).size
const answer = (topic: string, from: number, to: number, ...flat: unknown[]) =>
  [topic, 'e1', lineOf(topic), from, to, flat] as const
const news = (topic: string, from: number, to: number, ...flat: unknown[]) =>
  [lineOf(topic), from, to, flat] as const
const beat = (topic: string, to: number, now = 1000) => [topic, 'e1', to, now, 1] as const
const asked = (wire: FakeWire | undefined) => (wire?.sent('watch') ?? []) as Watch[]

function started() {
  const stage = bench()
  const changes: Connection['state'][] = []
  let shut = 0
  const live = createLive({
    ...stage.parts,
    onChange: c => changes.push(c.state),
    onRefused: () => {},
    onShut: () => void shut++,
    onTime: () => {},
  })
  live.show([TOPIC])
  return { ...stage, live, changes, shut: () => shut }
}

describe('one connection', () => {
  test('[LIV1] it asks for what is on show once it is open, without a cursor the first time', () => {
    const { wires } = started()
    expect(asked(wires[0])).toEqual([])
    wires[0]?.hear('connect')
    expect(asked(wires[0])).toEqual([{ protocol: PROTOCOL_VERSION, topic: TOPIC, cursor: null }])
  })

  test('[LIV2] what came is on the screen with the next picture, all of it at once', () => {
    const { wires, live, picture, changes } = started()
    let pictures = 0
    let total: Value = null
    let part: Value = null
    effect(() => {
      pictures++
      total = live.cells(TOPIC).get(KEY)
      part = live.cells(OTHER).get(KEY)
    })
    live.show([TOPIC, OTHER])
    wires[0]?.hear('connect')
    wires[0]?.hear('answer', ...answer(TOPIC, 0, 5, KEY, 412))
    wires[0]?.hear('answer', ...answer(OTHER, 0, 5, KEY, 11))
    expect([total, part, pictures]).toEqual([null, null, 1])
    picture()
    expect([total, part]).toEqual([412, 11])
    expect(changes).toEqual(['catchingUp', 'live'])
  })

  test('[LIV10] it hears that the server does not have it, or sent it away; not that a cable was pulled', () => {
    const { wires, shut, pass } = started()
    wires[0]?.hear('connect')
    wires[0]?.hear('disconnect', 'transport close')
    expect(shut()).toBe(0)
    pass(2_000)
    wires[1]?.hear('connect_error', new Error('403'))
    expect(shut()).toBe(1)
    pass(2_000)
    wires[2]?.hear('connect')
    wires[2]?.hear('disconnect', 'io server disconnect')
    expect(shut()).toBe(2)
  })

  test('[LIV3] after a loss it asks from where it was, and what the old socket still says is not heard', () => {
    const { wires, live, picture, pass } = started()
    wires[0]?.hear('connect')
    wires[0]?.hear('answer', ...answer(TOPIC, 0, 5, KEY, 1))
    picture()
    wires[0]?.hear('disconnect')
    pass(1000)
    expect(wires).toHaveLength(2)
    expect(wires[0]?.closed).toBe(true)
    wires[0]?.hear('news', ...news(TOPIC, 5, 6, KEY, 666))
    wires[1]?.hear('connect')
    expect(asked(wires[1])).toEqual([
      { protocol: PROTOCOL_VERSION, topic: TOPIC, cursor: { epoch: 'e1', seq: 5 } },
    ])
    wires[1]?.hear('answer', ...answer(TOPIC, 5, 7, KEY, 2))
    picture()
    expect(live.cells(TOPIC).get(KEY)).toBe(2)
  })

  test('[LIV4] a gap and a beat that is ahead are asked about, once until the answer', () => {
    const { wires, live, picture } = started()
    wires[0]?.hear('connect')
    wires[0]?.hear('answer', ...answer(TOPIC, 0, 5, KEY, 1))
    picture()
    wires[0]?.hear('news', ...news(TOPIC, 8, 9, KEY, 4))
    wires[0]?.hear('beat', ...beat(TOPIC, 9))
    picture()
    wires[0]?.hear('beat', ...beat(TOPIC, 9))
    picture()
    expect(asked(wires[0]).slice(1)).toEqual([
      { protocol: PROTOCOL_VERSION, topic: TOPIC, cursor: { epoch: 'e1', seq: 5 } },
    ])
    expect(live.cells(TOPIC).get(KEY)).toBe(1)
    wires[0]?.hear('answer', ...answer(TOPIC, 5, 9, KEY, 4))
    wires[0]?.hear('beat', ...beat(TOPIC, 9))
    picture()
    expect(asked(wires[0])).toHaveLength(2)
    expect(live.cells(TOPIC).get(KEY)).toBe(4)
  })

  test('[LIV4] an answer that does not come in three beats is asked for again', () => {
    const { wires, picture } = started()
    wires[0]?.hear('connect')
    const after = [1, 2, 3, 4].map(() => {
      wires[0]?.hear('beat', ...beat(TOPIC, 9))
      picture()
      return asked(wires[0]).length
    })
    expect(after).toEqual([1, 1, 2, 2])
  })

  test('[LIV5] a silent server is noticed, and left when it stays silent', () => {
    const { wires, picture, pass, changes } = started()
    wires[0]?.hear('connect')
    wires[0]?.hear('answer', ...answer(TOPIC, 0, 5))
    picture()
    pass(SILENCE_MS - 1)
    expect(changes.slice(-1)).toEqual(['live'])
    pass(1)
    expect(changes.slice(-1)).toEqual(['silent'])
    wires[0]?.hear('beat', ...beat(TOPIC, 5))
    expect(changes.slice(-1)).toEqual(['live'])
    pass(SILENCE_MS + 10_000)
    expect(changes.slice(-2)).toEqual(['silent', 'waiting'])
    expect(wires[0]?.closed).toBe(true)
  })

  test('[LIV6] a scene that comes round again asks only for what changed', () => {
    const { wires, live, picture } = started()
    wires[0]?.hear('connect')
    wires[0]?.hear('answer', ...answer(TOPIC, 0, 5, KEY, 1))
    picture()
    live.show([OTHER])
    expect(wires[0]?.sent('leave')).toEqual([{ topic: TOPIC }])
    wires[0]?.hear('news', ...news(TOPIC, 5, 6, KEY, 9))
    picture()
    expect(live.cells(TOPIC).get(KEY)).toBe(1)
    live.show([TOPIC])
    expect(asked(wires[0]).slice(-1)).toEqual([
      { protocol: PROTOCOL_VERSION, topic: TOPIC, cursor: { epoch: 'e1', seq: 5 } },
    ])
  })

  test('[LIV12] a topic that left the show, or whose server was lost, says until when it was kept up to date', () => {
    const { wires, live, picture, pass } = started()
    wires[0]?.hear('connect')
    expect(live.keptUntil(TOPIC), 'never answered').toBeNull()
    wires[0]?.hear('answer', ...answer(TOPIC, 0, 5, KEY, 1))
    wires[0]?.hear('beat', ...beat(TOPIC, 5, 10_000))
    picture()
    expect(live.keptUntil(TOPIC), 'on show').toBeNull()
    pass(2000)
    wires[0]?.hear('beat', ...beat(TOPIC, 5, 12_000))
    picture()
    live.show([OTHER])
    wires[0]?.hear('answer', ...answer(OTHER, 0, 5, KEY, 1))
    picture()
    pass(4000)
    wires[0]?.hear('beat', ...beat(OTHER, 5, 16_000))
    picture()
    expect([live.keptUntil(TOPIC), live.keptUntil(OTHER)]).toEqual([12_000, null])
    wires[0]?.hear('disconnect')
    pass(1000)
    wires[1]?.hear('connect')
    expect([live.keptUntil(TOPIC), live.keptUntil(OTHER)]).toEqual([12_000, 16_000])
    wires[1]?.hear('answer', ...answer(OTHER, 5, 5))
    picture()
    expect(live.keptUntil(OTHER), 'answered again').toBeNull()
  })

  test('[LIV7] of the topics shown before, sixteen are kept', () => {
    const { wires, live, picture } = started()
    wires[0]?.hear('connect')
    const topics = Array.from({ length: 20 }, (_, i) => `s${i}/211000@public`)
    for (const topic of topics) {
      live.show([topic])
      wires[0]?.hear('answer', ...answer(topic, 0, 5, KEY, 1))
      picture()
    }
    expect(topics.map(live.isKnown).filter(Boolean).length).toBeLessThanOrEqual(16)
    expect(live.isKnown(topics[19] as string)).toBe(true)
    expect(live.isKnown(topics[0] as string)).toBe(false)
  })

  test('[LIV9] news are of the line that an answer of this connection told; others are not taken in', () => {
    const { wires, live, picture, pass } = started()
    wires[0]?.hear('connect')
    wires[0]?.hear('news', 1, 0, 4, [KEY, 3])
    picture()
    expect(live.isKnown(TOPIC)).toBe(false)
    wires[0]?.hear('answer', TOPIC, 'e1', 1, 0, 5, [KEY, 1])
    wires[0]?.hear('news', 1, 5, 6, [KEY, 2])
    wires[0]?.hear('news', 2, 6, 7, [KEY, 3])
    picture()
    expect(live.cells(TOPIC).get(KEY)).toBe(2)
    wires[0]?.hear('disconnect')
    pass(1000)
    wires[1]?.hear('connect')
    wires[1]?.hear('news', 1, 6, 7, [KEY, 4])
    picture()
    expect(live.cells(TOPIC).get(KEY)).toBe(2)
  })

  test('[LIV1] stopped, it says nothing more and sets no more timers', () => {
    const { wires, live, pass } = started()
    wires[0]?.hear('connect')
    live.stop()
    wires[0]?.hear('disconnect')
    pass(60_000)
    expect(wires).toHaveLength(1)
    expect(wires[0]?.closed).toBe(true)
  })
})
