import { expect, test } from 'vitest'
import { INTERNAL } from '../../shared/audience/veil.ts'
import { apply } from '../../shared/city/apply.ts'
import { settle } from '../../shared/city/settle.ts'
import { areas, batchOf, START, ticketCity, ticketFact } from '../../shared/city/ticket.fixture.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'
import { Hub } from './hub.ts'

const scene: SceneDocument = {
  id: 'overview',
  title: { zh: '总览', en: '' },
  order: 1,
  dwell: 60,
  panels: [
    {
      id: 'a',
      widget: 'w',
      title: { zh: 'a', en: '' },
      metrics: { value: 'all', map: 'all@cells' },
      options: {},
    },
    {
      id: 'b',
      widget: 'w',
      title: { zh: 'b', en: '' },
      metrics: { hours: 'hourly@city', worst: 'worst' },
      options: {},
    },
  ],
  layouts: {},
}
const CITY = 'overview/211000@internal'

function setUp() {
  const city = ticketCity()
  const parts = { areas, veilOf: (audience: string) => (audience === 'internal' ? INTERNAL : null) }
  const shown = {
    epoch: 'j.s',
    head: 0,
    cells: city.cells,
    scene: (id: string) => (id === 'overview' ? scene : null),
  }
  const hub = new Hub(parts, shown)
  let seq = 0
  const flush = (...facts: Parameters<typeof ticketFact>[0][]) => {
    apply(city, batchOf(++seq, facts.map(ticketFact)), () => null)
    return hub.flushed(settle(city), seq)
  }
  return { city, hub, shown, flush }
}

const keysOf = (cells: readonly unknown[]) => cells.filter((_, i) => i % 2 === 0)

test('[LIVE2] [LIVE3] one message per topic concerned, from where it stood', () => {
  const { hub, flush } = setUp()
  hub.answer(CITY, null)
  hub.answer('overview/211003@internal', null)
  const messages = flush({ id: 'x/1', area: '211002016' })
  const city = messages.find(([topic]) => topic === CITY)
  expect(city?.slice(0, 4)).toEqual([CITY, 'j.s', 0, 1])
  expect(messages.find(([topic]) => topic.includes('211003'))?.[4]).toEqual(
    expect.arrayContaining(['feed:tickets']),
  )
  expect(keysOf(messages.find(([topic]) => topic.includes('211003'))?.[4] ?? [])).not.toContain(
    'all|211003||',
  )
  const [again] = flush({ id: 'x/2', area: '211002016' }).filter(([topic]) => topic === CITY)
  expect(again?.slice(2, 4)).toEqual([1, 2])
  expect(hub.flushed([], 9)).toEqual([])
  expect(hub.position(CITY)).toBe(2)
})

test('[LIVE4] a cursor that means something is answered with a delta, any other with the whole', () => {
  const { hub, shown, flush } = setUp()
  flush({ id: 'x/1' })
  hub.answer(CITY, null)
  flush({ id: 'x/2' })
  const delta = hub.answer(CITY, { epoch: 'j.s', seq: 1 })
  expect(delta?.slice(0, 4)).toEqual([CITY, 'j.s', 1, 2])
  expect(keysOf(delta?.[4] ?? [])).toContain('all|211000||')
  expect(hub.answer(CITY, { epoch: 'j.s', seq: 2 })?.[4]).toEqual([])
  for (const cursor of [
    null,
    { epoch: 'other.s', seq: 1 },
    { epoch: 'j.s', seq: 3 },
    { epoch: 'j.s', seq: 0 },
  ]) {
    expect(hub.answer(CITY, cursor)?.[2]).toBe(0)
  }
  hub.reset({ ...shown, epoch: 'j2.s', head: 2 })
  expect(hub.answer(CITY, { epoch: 'j.s', seq: 2 })?.slice(1, 3)).toEqual(['j2.s', 0])
  hub.reset({ ...shown, epoch: 'j3.s', goesOnFrom: ({ epoch, seq }) => epoch === 'j2.s' && seq < 2, head: 2 })
  expect(hub.answer(CITY, { epoch: 'j2.s', seq: 1 })?.slice(1, 3)).toEqual(['j3.s', 1])
  expect(hub.answer(CITY, { epoch: 'j2.s', seq: 2 })?.slice(1, 3)).toEqual(['j3.s', 0])
})

test('[LIVE5] a removed cell is null in a delta and absent from a whole', () => {
  const { hub, flush } = setUp()
  flush({ id: 'x/1' })
  hub.answer(CITY, null)
  flush({ id: 'x/1', version: 2, op: 'drop' })
  const delta = hub.answer(CITY, { epoch: 'j.s', seq: 1 })?.[4] ?? []
  expect(delta[delta.indexOf('all|211000||') + 1]).toBeNull()
  expect(keysOf(hub.answer(CITY, null)?.[4] ?? [])).not.toContain('all|211000||')
  hub.dropRemoved(2)
  expect(hub.answer(CITY, { epoch: 'j.s', seq: 1 })?.[2]).toBe(0)
})

test('[LIVE6] what is no topic is refused and opens nothing', () => {
  const { hub } = setUp()
  const names = [
    '',
    'overview',
    'nothing/211000@internal',
    'overview/999999@internal',
    'overview/211000@public',
  ]
  for (const name of names) expect(hub.answer(name, null)).toBeNull()
  expect(hub.topics).toEqual([])
})

test('[LIVE7] a closed topic says the same when it is opened again', () => {
  const { hub, flush } = setUp()
  flush({ id: 'x/1' })
  const before = hub.answer(CITY, null)
  hub.close(CITY)
  expect(hub.topics).toEqual([])
  expect(new Set(hub.answer(CITY, null)?.[4])).toEqual(new Set(before?.[4]))
})

test('[LIVE10] the whole is made once until it changes', () => {
  const { hub, flush } = setUp()
  flush({ id: 'x/1' })
  expect(hub.answer(CITY, null)).toBe(hub.answer(CITY, null))
  const old = hub.answer(CITY, null)
  flush({ id: 'x/2' })
  expect(hub.answer(CITY, null)).not.toBe(old)
})

test('[LIVE11] a topic carries what its panels ask for, at the scope they ask for, and every feed', () => {
  const { hub, flush } = setUp()
  flush({ id: 'x/1', area: '211002016', event: START })
  const keys = keysOf(hub.answer('overview/211002@internal', null)?.[4] ?? []) as string[]
  expect(keys).toEqual(
    expect.arrayContaining(['feed:tickets', 'all|211002||', 'worst|211002||', `hourly|211000||${START}`]),
  )
  expect(keys.filter(key => key.startsWith('all|211002016:'))).toHaveLength(1)
  expect(keys).not.toContain('all|211000||')
  expect(keys.some(key => key.startsWith('amount'))).toBe(false)
})
