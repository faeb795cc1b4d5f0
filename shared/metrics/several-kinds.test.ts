import { expect, test } from 'vitest'
import { apply } from '../city/apply.ts'
import { cellValue, createCity } from '../city/city.ts'
import { settle } from '../city/settle.ts'
import { areas, batchOf, START, ticketFact } from '../city/ticket.fixture.ts'
import { chinaCalendar } from '../calendar/naive.fixture.ts'
import { cellKey } from '../model/cell.ts'
import { otherKind, smallKind, smallMetric } from './small-kind.fixture.ts'

const kinds = [smallKind, otherKind]
const factOf = (kind: string, id: string, good: boolean) =>
  ticketFact({ id, kind, kindVersion: 1, fields: { good, open: true, amount: 3 } })

test('[MET6] a metric over several kinds counts each thing of them once', () => {
  const metrics = [
    smallMetric({ id: 'both', kind: ['small', 'other'] }),
    smallMetric({ id: 'both.good', kind: ['small', 'other'], where: [['good', '=', true]], by: ['kind'] }),
    smallMetric({ id: 'one', kind: 'small' }),
  ]
  const city = createCity({ areas, calendarOf: () => chinaCalendar, kinds, metrics, now: START })
  const facts = [factOf('small', 'a/1', true), factOf('other', 'b/1', true), factOf('other', 'b/2', false)]
  expect(apply(city, batchOf(1, facts), () => null)).toEqual([])
  settle(city)
  const at = (metric: string, ...dims: string[]) => cellValue(city, cellKey(metric, '211000', dims))
  expect([at('both'), at('one'), at('both.good', 'small'), at('both.good', 'other')]).toEqual([3, 1, 1, 1])
})

test('[MET6] a city refuses a metric of which it lacks one kind', () => {
  const metrics = [smallMetric({ kind: ['small', 'nobody'] })]
  expect(() => createCity({ areas, calendarOf: () => chinaCalendar, kinds, metrics, now: START })).toThrow(
    /"nobody"/,
  )
})
