import { expect, test } from 'vitest'
import type { Thing } from '../kinds/kind.ts'
import { cellKey } from '../model/cell.ts'
import type { Fact } from '../model/fact.ts'
import { apply } from './apply.ts'
import { cellValue } from './city.ts'
import { settle } from './settle.ts'
import { batchOf, START, ticketCity, ticketFact } from './ticket.fixture.ts'

const HOUR = 3_600_000

test('[MET15] whole days are held against as many before them, and today against nothing', () => {
  const city = ticketCity()
  const things = new Map<string, Thing>()
  let seq = 0
  const feed = (...facts: Fact[]) => {
    expect(apply(city, batchOf(++seq, facts), id => things.get(id) ?? null)).toEqual([])
    for (const [id, known] of city.changed) things.set(id, known.thing)
    settle(city)
  }
  const change = () => cellValue(city, cellKey('change', '211000', []))
  const day = (n: number, i: number) => ticketFact({ id: `x/${n}.${i}`, event: START + n * 24 * HOUR + i })
  // Five on the first two days, four on the next two, one today.
  const days = [2, 3, 1, 3, 1].flatMap((many, n) => Array.from({ length: many }, (_, i) => day(n, i)))
  feed(...days)
  const shownAt = (hours: number) => {
    feed({ type: 'tick', at: START + hours * HOUR })
    return change()
  }
  expect(shownAt(0)).toBeNull()
  expect(shownAt(24)).toEqual({ n: 2, d: 0 })
  expect(shownAt(4 * 24)).toEqual({ n: 4 - 5, d: 5 })
  expect(shownAt(4 * 24 + 23)).toEqual({ n: -1, d: 5 })
  expect(shownAt(5 * 24)).toEqual({ n: 4 - 4, d: 4 })
  // What comes late lies in its own day.
  feed(day(1, 9))
  expect(change()).toEqual({ n: -1, d: 5 })
  expect(shownAt(8 * 24)).toEqual({ n: -1, d: 1 })
  expect(shownAt(9 * 24)).toBeNull()
})
