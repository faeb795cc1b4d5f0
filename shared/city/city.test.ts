import { expect, test } from 'vitest'
import type { Thing } from '../kinds/kind.ts'
import type { Fact } from '../model/fact.ts'
import type { Batch } from '../model/batch.ts'
import { cellKey, feedKey, type FeedReport } from '../model/cell.ts'
import { apply, canTake } from './apply.ts'
import { takeChanges } from './checkpoint.ts'
import { cellValue, type City } from './city.ts'
import { settle } from './settle.ts'
import { batchOf, START, ticketCity, ticketFact } from './ticket.fixture.ts'

const HOUR = 3_600_000
let seq = 0

/** Applies facts with a store that remembers every thing, as the server's does. */
function feed(city: City, things: Map<string, Thing>, ...facts: Fact[]) {
  const faults = apply(city, batchOf(++seq, facts), id => things.get(id) ?? null)
  for (const [id, known] of city.changed) things.set(id, known.thing)
  settle(city)
  return faults
}

const fresh = () => ({ city: ticketCity(), things: new Map<string, Thing>() })
const at = (city: City, metric: string, area = '211000', ...dims: string[]) =>
  cellValue(city, cellKey(metric, area, dims))

test('[FOLD3] a light turns by a tick alone, and a tick that brings no later instant changes nothing', () => {
  const { city, things } = fresh()
  feed(city, things, ticketFact({ id: 'x/1' }))
  expect(at(city, 'overdue')).toBeNull()
  feed(city, things, { type: 'tick', at: START + HOUR })
  expect(at(city, 'overdue')).toBeNull()
  feed(city, things, { type: 'tick', at: START + HOUR + 1 })
  expect(at(city, 'overdue')).toBe(1)
  const before = city.cells.get(cellKey('overdue', '211000', []))
  feed(city, things, { type: 'tick', at: START })
  expect(city.now).toBe(START + HOUR + 1)
  expect(city.cells.get(cellKey('overdue', '211000', []))).toBe(before)
  expect(at(city, 'overdue')).toBe(1)
})

test('[FOLD5] a fact that cannot be taken is a fault, and the rest of its batch goes in', () => {
  const { city, things } = fresh()
  const bad = ticketFact({ id: 'x/2', fields: { topic: 'explode', dueAt: START } })
  const stranger = ticketFact({ id: 'x/9', kind: 'nobody knows' })
  const faults = feed(city, things, ticketFact({ id: 'x/1' }), bad, stranger, ticketFact({ id: 'x/3' }))
  expect(faults.map(fault => fault.fact)).toEqual([bad, stranger])
  expect(at(city, 'all')).toBe(2)
})

test('[FOLD5] a thing that was fine and turns bad keeps its last good state and number', () => {
  const { city, things } = fresh()
  feed(city, things, ticketFact({ id: 'x/1' }))
  const bad = ticketFact({ id: 'x/1', version: 2, fields: { topic: 'explode', dueAt: START } })
  expect(feed(city, things, bad)).toHaveLength(1)
  expect(at(city, 'all')).toBe(1)
  feed(city, things, ticketFact({ id: 'x/1', version: 3, fields: { topic: 'b', dueAt: START + HOUR } }))
  expect(at(city, 'all')).toBe(1)
  expect(at(city, 'open.topic', '211000', 'b')).toBe(1)
  expect(at(city, 'open.topic', '211000', 'a')).toBeNull()
})

test('[FOLD7] a place is the sum of the places below it, and the unlocated count for the city', () => {
  const { city, things } = fresh()
  const codes = ['211002016', '211002016', '211002', '', '999999999999', '211003']
  feed(city, things, ...codes.map((area, i) => ticketFact({ id: `x/${i}`, area })))
  expect(at(city, 'all')).toBe(6)
  expect(at(city, 'all', '211002')).toBe(3)
  expect(at(city, 'all', '211002016')).toBe(2)
  expect(at(city, 'all', '211003')).toBe(1)
})

test('[FOLD8] a dropped thing leaves every number, and an emptied cell is removed', () => {
  const { city, things } = fresh()
  feed(city, things, ticketFact({ id: 'x/1' }))
  feed(city, things, ticketFact({ id: 'x/1', version: 2, op: 'drop' }))
  for (const [key, cell] of city.cells)
    if (!key.startsWith('feed:')) expect([key, cell.json]).toEqual([key, null])
  feed(city, things, ticketFact({ id: 'x/1', version: 1, hash: 'late' }))
  expect(at(city, 'all')).toBeNull()
})

test('[FOLD9] (A2) two bodies under one version are a conflict; the later by source time stands in either order', () => {
  const early = ticketFact({ id: 'x/1', at: START, hash: 'a', fields: { topic: 'early', dueAt: START } })
  const late = ticketFact({ id: 'x/1', at: START + 1, hash: 'b', fields: { topic: 'late', dueAt: START } })
  for (const order of [
    [early, late],
    [late, early],
    [early, late, early, late],
  ]) {
    const { city, things } = fresh()
    for (const fact of order) feed(city, things, fact)
    const part = things.get('x/1')?.parts['main']
    expect([part?.conflict, part?.fields['topic']]).toEqual([true, 'late'])
  }
  const { city, things } = fresh()
  feed(city, things, early, late, ticketFact({ id: 'x/1', version: 2, hash: 'c' }))
  expect(things.get('x/1')?.parts['main']?.conflict).toBe(false)
})

test('[FOLD18] a feed says how much of its past is missing, as its last position had it', () => {
  const { city } = fresh()
  const never = () => null
  const backlog = () => (cellValue(city, feedKey('tickets')) as unknown as FeedReport).backlog
  const at = (seq: number, over: Partial<Batch>) => {
    apply(city, batchOf(seq, [], over), never)
    settle(city)
  }
  at(1, {})
  expect(backlog()).toBeNull()
  at(2, { position: '{"since":1,"backlog":{"left":35,"of":35}}' })
  at(3, { outcome: 'failed', reason: 'HTTP 503' })
  expect(backlog()).toEqual({ left: 35, of: 35 })
  at(4, { position: '{"since":1,"backlog":{"left":2,"of":35}}' })
  at(5, {})
  expect(backlog()).toEqual({ left: 2, of: 35 })
  at(6, { position: '{"since":1}' })
  expect(backlog()).toBeNull()
})

test('[FOLD10] a feed says when it last reported, when it last succeeded and since when it fails', () => {
  const { city } = fresh()
  const never = () => null
  apply(city, batchOf(1, [], { at: START }), never)
  apply(city, batchOf(2, [], { at: START + 5, outcome: 'failed', reason: 'no answer' }), never)
  apply(city, batchOf(3, [], { at: START + 9, outcome: 'failed', reason: 'no answer' }), never)
  settle(city)
  const failing = { at: START + 9, okAt: START, failingSince: START + 5, reason: 'no answer', backlog: null }
  expect(cellValue(city, feedKey('tickets'))).toEqual(failing)
  apply(city, batchOf(4, [ticketFact({ id: 'x/1' })], { at: START + 12 }), never)
  settle(city)
  const well = { at: START + 12, okAt: START + 12, failingSince: 0, reason: '', backlog: null }
  expect(cellValue(city, feedKey('tickets'))).toEqual(well)
  expect(city.feeds.get('tickets')).toMatchObject({ received: 1, accepted: 1, quarantined: 0 })
})

test('[FOLD11] (A3) a part before its main part waits, and counts once the main part is there', () => {
  const { city, things } = fresh()
  feed(city, things, ticketFact({ id: 'x/1', part: 'close', event: START + 60, fields: {} }))
  expect(at(city, 'all')).toBeNull()
  feed(city, things, ticketFact({ id: 'x/1' }))
  expect(at(city, 'onTime')).toEqual({ n: 1, d: 1 })
  expect(at(city, 'worst')).toBeNull()
})

test('[FOLD12] what time can no longer change is not held', () => {
  const { city, things } = fresh()
  feed(city, things, ticketFact({ id: 'x/1' }), ticketFact({ id: 'x/2' }))
  expect(city.held.size).toBe(2)
  feed(city, things, ticketFact({ id: 'x/1', part: 'close', event: START + 60, fields: {} }))
  expect([...city.held.keys()]).toEqual(['x/2'])
  feed(city, things, { type: 'tick', at: START + 2 * HOUR })
  expect(city.held.size).toBe(0)
  expect(at(city, 'overdue')).toBe(1)
})

test('[FOLD13] an older version of a kind is lifted', () => {
  const { city, things } = fresh()
  feed(
    city,
    things,
    ticketFact({ id: 'x/1', kindVersion: 1, fields: { subject: 'old name', dueAt: START + HOUR } }),
  )
  expect(at(city, 'open.topic', '211000', 'old name')).toBe(1)
})

test('[FOLD13] one of a newer version is set aside, and leaves everything as it was', () => {
  const { city, things } = fresh()
  feed(city, things, ticketFact({ id: 'x/1' }))
  const before = things.get('x/1')
  const newer = ticketFact({ id: 'x/1', version: 9, kindVersion: 3, fields: { topic: 'new' } })
  const faults = apply(city, batchOf(99, [newer, ticketFact({ id: 'x/2' })]), id => things.get(id) ?? null)
  expect(faults).toMatchObject([{ fact: newer, place: '99/0' }])
  expect(String(faults[0]?.error)).toMatch(
    /x\/1 was written under version 3 of "ticket"; this program knows 2/,
  )
  expect(canTake(city, newer, id => things.get(id) ?? null)).toBe(false)
  expect(city.held.get('x/1')?.thing).toBe(before)
  settle(city)
  expect(at(city, 'all')).toBe(2)
})

test('[FOLD14] settling without a fact between returns nothing', () => {
  const { city } = fresh()
  apply(city, batchOf(1, [ticketFact({ id: 'x/1' })]), () => null)
  expect(settle(city).length).toBeGreaterThan(10)
  expect(settle(city)).toEqual([])
})

test('[FOLD14] a fact that leaves a number as it was sends no cell for it', () => {
  const { city, things } = fresh()
  feed(city, things, ticketFact({ id: 'x/1' }))
  apply(
    city,
    batchOf(99, [ticketFact({ id: 'x/1', version: 2 })], { at: START + 1 }),
    id => things.get(id) ?? null,
  )
  expect(settle(city).map(cell => cell.key)).toEqual([feedKey('tickets')])
})

test('[FOLD2] windows: a day ends at midnight in China, hours stay for a day, a rolling hour rolls', () => {
  const { city, things } = fresh()
  feed(city, things, ticketFact({ id: 'x/1', event: START + HOUR }), { type: 'tick', at: START + HOUR })
  expect([at(city, 'today'), at(city, 'rolling')]).toEqual([1, 1])
  feed(city, things, { type: 'tick', at: START + 2 * HOUR + 60_000 })
  expect([at(city, 'today'), at(city, 'rolling')]).toEqual([1, null])
  expect(cellValue(city, cellKey('hourly', '211000', [], String(START + HOUR)))).toBe(1)
  feed(city, things, { type: 'tick', at: START + 24 * HOUR })
  expect([at(city, 'today'), at(city, 'month')]).toEqual([null, 1])
  expect(cellValue(city, cellKey('hourly', '211000', [], String(START + HOUR)))).toBe(1)
  feed(city, things, { type: 'tick', at: START + 25 * HOUR })
  expect(cellValue(city, cellKey('hourly', '211000', [], String(START + HOUR)))).toBeNull()
})

test('[FOLD2] what belongs to a later bucket waits for its time', () => {
  const { city, things } = fresh()
  feed(city, things, ticketFact({ id: 'x/1', event: START + 30 * HOUR }))
  expect(at(city, 'today')).toBeNull()
  feed(city, things, { type: 'tick', at: START + 40 * HOUR })
  expect(at(city, 'today')).toBe(1)
  expect(cellValue(city, cellKey('hourly', '211000', [], String(START + 30 * HOUR)))).toBe(1)
})

test('[FOLD15] a device keeps the newest reading of each measure', () => {
  const { city, things } = fresh()
  const reading = (at: number, values: Record<string, number | null>) =>
    ({ type: 'readings', kind: 'ticket', readings: [{ device: 'd/1', at, area: '', values }] }) as const
  feed(
    city,
    things,
    reading(START + 2, { t: 20 }),
    reading(START + 1, { t: 10, p: 5 }),
    reading(START + 3, { p: null }),
  )
  const parts = things.get('d/1')?.parts ?? {}
  expect([parts['t']?.fields['value'], parts['p']?.fields['value']]).toEqual([20, null])
})

test('[FOLD16] a cell that was removed is forgotten after a day, and the floor says so', () => {
  const { city, things } = fresh()
  const key = cellKey('open.topic', '211000', ['a'])
  const hours = (n: number) => feed(city, things, { type: 'tick', at: START + n * HOUR })
  feed(
    city,
    things,
    ticketFact({ id: 'x/1' }),
    ticketFact({ id: 'x/2', fields: { topic: 'b', dueAt: START + HOUR } }),
  )
  hours(1)
  feed(city, things, ticketFact({ id: 'x/1', version: 2, op: 'drop' }))
  const removed = seq
  expect(city.cells.get(key)).toMatchObject({ json: null, seq: removed })
  for (let n = 2; n <= 25; n++) hours(n)
  expect(city.cells.has(key)).toBe(true)
  hours(26)
  expect(city.cells.has(key)).toBe(false)
  expect(city.removals.floor).toBeGreaterThanOrEqual(removed)
  expect(city.removals.marks.length).toBeLessThanOrEqual(26)
  expect(at(city, 'open.topic', '211000', 'b')).toBe(1)
  // What comes back is a cell like any other.
  feed(city, things, ticketFact({ id: 'x/3' }))
  expect(city.cells.get(key)).toMatchObject({ json: '1', seq })
})

test('[FOLD16] a chart that moves on keeps as many cells in a month as in a day', () => {
  const { city, things } = fresh()
  const sizes: number[] = []
  for (let hour = 0; hour < 24 * 30; hour++) {
    const now = START + hour * HOUR
    feed(city, things, { type: 'tick', at: now }, ticketFact({ id: `x/${hour}`, event: now }))
    if (hour === 24 * 5) sizes.push(city.cells.size)
  }
  expect(city.cells.size).toBe(sizes[0])
})

test('[FOLD19] a change leaves alone the numbers that look at nothing it changed', () => {
  const { city, things } = fresh()
  const touched = (...facts: Fact[]) => {
    takeChanges(city)
    feed(city, things, ...facts)
    const { tallies, entries } = takeChanges(city)
    return [...new Set([...tallies, ...entries].map(({ group }) => group.metric))].sort()
  }
  const fields = { topic: 'a', dueAt: START + HOUR, amount: 1, items: [3, 4] }
  expect(touched(ticketFact({ id: 'x/1', fields }))).toContain('all')
  const dearer = { ...fields, amount: 2 }
  const amounts = ['amount', 'mean', 'p50', 'share']
  expect(touched(ticketFact({ id: 'x/1', version: 2, fields: dearer }))).toEqual(amounts)
  expect(touched({ type: 'tick', at: START + HOUR + 1 })).toEqual(['overdue', 'rolling'])
  const fewer = { ...dearer, items: [3, 5] }
  expect(touched(ticketFact({ id: 'x/1', version: 3, fields: fewer }))).toEqual(['items'])
  expect(touched(ticketFact({ id: 'x/1', version: 4, fields: fewer, flags: ['late'] }))).toEqual([])
  expect(at(city, 'items')).toBe(8)
  const moved = touched(ticketFact({ id: 'x/1', version: 5, fields: fewer, area: '211003' }))
  expect(moved).toContain('all')
  expect(at(city, 'all', '211003')).toBe(1)
  expect(at(city, 'all', '211002')).toBeNull()
})
