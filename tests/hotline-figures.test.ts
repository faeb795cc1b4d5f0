import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { localTime } from '../mock-data/govsvc/rows.ts'
import { createHotlineModel } from '../mock-data/hotline/model.ts'
import { orderJson } from '../mock-data/hotline/wire.ts'
import type { Row } from '../shared/kinds/kind.ts'
import { createIntake } from './intake.fixture.ts'

const AT = '2026-11-23T10:24:00+08:00'
const NOW = Date.parse(AT)

const pretend = cityForTests({ at: AT })
afterAll(() => pretend.remove())
const { take, cell, shown, rowsOf } = createIntake(NOW, ['hotline-order'])

const DAY = 86_400_000
/** Two weeks of whole days, and what is on its way. */
const recent = NOW - 16 * DAY
const truth = createHotlineModel(pretend)
  .truth(NOW)
  .filter(({ order, updatedAt }) => order.steps[0]!.at > recent || updatedAt > recent)
beforeAll(() => {
  take(
    'hotline',
    truth.map(state => orderJson(state, pretend.anomalies)),
  )
})

test('[RFG5] every order stands as its upstream knows it, and by a regular way', () => {
  const rows = rowsOf('hotline/')
  const marked: Row[] = []
  for (const { order, steps } of truth) {
    const { row } = rows.get(order.orderNo)!
    const last = steps
      .map(step => step.status)
      .filter(status => status !== 'extended' && status !== 'supervised')
      .at(-1)
    expect(row['state'], order.orderNo).toBe(last)
    if ((row['marks'] as readonly string[]).includes('irregular')) marked.push(row)
  }
  expect(marked).toEqual([])
  const today = truth.filter(({ order }) => order.steps[0]!.at >= Date.parse('2026-11-23T00:00:00+08:00'))
  expect(shown('hotline.received.today')).toBe(today.length)
  expect(today.length).toBeGreaterThan(200)
})

test('[RFG5] [MET15] (PRV-01) 环比: the last seven whole days against the seven before', () => {
  const midnight = Date.parse('2026-11-23T00:00:00+08:00')
  const between = (from: number, to: number) =>
    truth.filter(({ order }) => {
      const at = order.steps[0]!.at - midnight
      return at >= from * DAY && at < to * DAY
    }).length
  const [after, before] = [between(-7, 0), between(-14, -7)]
  expect(Math.min(after, before)).toBeGreaterThan(1_000)
  expect(cell('hotline.received.change')).toEqual({ n: after - before, d: before })
  expect(shown('hotline.received.change')).toBeCloseTo((100 * (after - before)) / before, 9)
})

test('[RFG93] (PRV-04) calls to the line for business complaints are counted by themselves', () => {
  const months = truth.filter(({ order }) => localTime(order.steps[0]!.at).startsWith('2026-11'))
  const business = months.filter(({ order }) => order.channel === '营商投诉专线')
  expect(business.length).toBeGreaterThan(2)
  expect(shown('hotline.business.month')).toBe(business.length)
  const today = business.filter(({ order }) => localTime(order.steps[0]!.at).startsWith('2026-11-23'))
  expect(shown('hotline.business.today') ?? 0).toBe(today.length)
})

test('[RFG93] (IOC-16) what was handed over to departments, and what came back or was opened again, are told apart', () => {
  const isToday = (at: number) => localTime(at).startsWith('2026-11-23')
  const handed = truth.filter(
    ({ order, steps }) => isToday(order.steps[0]!.at) && steps.some(({ status }) => status === 'dispatched'),
  )
  expect(handed.length).toBeGreaterThan(30)
  expect(shown('hotline.transfers.today')).toBe(handed.length)
  const months = truth.filter(({ order }) => localTime(order.steps[0]!.at).startsWith('2026-11'))
  const dispatched = months.filter(({ steps }) => steps.some(({ status }) => status === 'dispatched'))
  expect(cell('hotline.returned.month')).toEqual({
    n: dispatched.filter(({ steps }) => steps.some(({ status }) => status === 'returned')).length,
    d: dispatched.length,
  })
})
