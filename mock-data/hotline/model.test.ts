import { afterAll, describe, expect, test } from 'vitest'
import { DAY, dayOfDate, startOfDay } from '../../shared/calendar/civil.ts'
import { cityForTests, type TestOptions } from '../city-for-tests.ts'
import { createCaseFinder } from '../govsvc/asked-about.ts'
import { createGovsvcModel } from '../govsvc/model.ts'
import { LONGEST_LIFE } from './life.ts'
import { changeTimes, createHotlineModel, stateAt } from './model.ts'
import { BUSINESS_LINE, type Order, type Status } from './order.ts'
import { orderJson } from './wire.ts'

const cities: { remove(): void }[] = []
afterAll(() => cities.forEach(city => city.remove()))

function modelAt(options: Partial<TestOptions> = {}) {
  const city = cityForTests({ at: '2026-10-20T12:00:00+08:00', ...options })
  cities.push(city)
  return { city, model: createHotlineModel(city) }
}

const share = <T>(items: readonly T[], test: (item: T) => boolean) => items.filter(test).length / items.length
const { model, city } = modelAt()
const month = Array.from({ length: 28 }, (_, i) => model.ordersOfDay(dayOfDate('2026-09-01') + i))
const orders = month.flat()

describe('[HOT1] volumes', () => {
  test('[HOT1] ordinary Tuesdays to Fridays have about 1 000 orders, Sundays three quarters', () => {
    const on = (date: string) => model.ordersOfDay(dayOfDate(date)).length
    const ordinary = ['2026-09-01', '2026-09-02', '2026-09-03', '2026-09-08', '2026-09-09'].map(on)
    expect(ordinary.reduce((a, b) => a + b, 0) / 5).toBeGreaterThan(940)
    expect(ordinary.reduce((a, b) => a + b, 0) / 5).toBeLessThan(1060)
    expect(on('2026-09-06')).toBeGreaterThan(650)
    expect(on('2026-09-06')).toBeLessThan(850)
  })

  test('[HOT1] the first days of heating bring two and a half times as many, and most are about heating', () => {
    const first = model.ordersOfDay(dayOfDate('2026-11-03'))
    expect(first.length).toBeGreaterThan(2300)
    const heating = share(first, ({ topic }) => topic.path[1] === '供热')
    expect(heating).toBeGreaterThan(0.55)
    expect(heating).toBeLessThan(0.68)
    const complaints = first.filter(o => o.topic.path[1] === '供热' && o.type === '投诉').length
    expect(complaints).toBeGreaterThan(250)
    expect(complaints).toBeLessThan(450)
    expect(share(orders, ({ topic }) => topic.path[1] === '供热')).toBeLessThan(0.05)
  })
})

test('[HOT2] types, channels, calls and dispatch have their mixes', () => {
  expect(share(orders, o => o.type === '咨询')).toBeCloseTo(0.637, 1.7)
  expect(share(orders, o => o.type === '求助')).toBeCloseTo(0.29, 1.7)
  expect(share(orders, o => o.channel === '电话' || o.channel === BUSINESS_LINE)).toBeCloseTo(0.907, 1.7)
  const isCall = ({ channel }: (typeof orders)[number]) => channel === '电话' || channel === BUSINESS_LINE
  const calls = orders.filter(isCall)
  expect(share(calls, o => o.answered === true)).toBeCloseTo(0.9614, 1.7)
  expect(orders.filter(o => !isCall(o)).every(o => o.answered === null)).toBe(true)
  // PRV-04
  const business = orders.filter(({ channel }) => channel === BUSINESS_LINE)
  expect(business.length).toBeGreaterThan(10)
  expect(business.every(({ type }) => type === '投诉')).toBe(true)
  const dispatched = share(orders, o => o.steps.some(step => step.status === 'dispatched'))
  expect(dispatched).toBeGreaterThan(0.23)
  expect(dispatched).toBeLessThan(0.3)
})

test('[HOT2] almost all are answered in time, and almost all who are rung up are satisfied', () => {
  const answered = orders.flatMap(order => {
    const replied = order.steps.find(step => step.status === 'replied')
    const due = order.steps.filter(step => step.due !== undefined && step.at < (replied?.at ?? 0)).at(-1)?.due
    return replied === undefined || due === undefined ? [] : [replied.at > due]
  })
  expect(answered.length).toBeGreaterThan(5000)
  expect(share(answered, late => late)).toBeGreaterThan(0.003)
  expect(share(answered, late => late)).toBeLessThan(0.035)
  const visits = orders.flatMap(order => order.steps.flatMap(step => step.visit?.satisfied ?? []))
  expect(share(visits, satisfied => satisfied)).toBeCloseTo(0.9675, 1.7)
})

const FOLLOWS: Record<Status, readonly Status[]> = {
  received: ['direct_answered', 'dispatched', 'merged'],
  direct_answered: ['visited', 'closed'],
  dispatched: ['signed', 'returned'],
  returned: ['dispatched'],
  signed: ['handling'],
  handling: ['replied', 'extended', 'supervised'],
  extended: ['replied'],
  supervised: ['replied'],
  replied: ['visited'],
  visited: ['reopened', 'closed'],
  reopened: ['signed'],
  merged: [],
  closed: [],
}

test('[HOT3] every life is a path of the state machine, in time order, over within 25 days', () => {
  const seen = new Set<Status>()
  const wrong = orders.filter(({ steps }) => {
    steps.forEach(({ status }) => seen.add(status))
    const ends = steps[0]!.status === 'received' && FOLLOWS[steps.at(-1)!.status].length === 0
    const path = steps.slice(1).every((step, i) => FOLLOWS[steps[i]!.status].includes(step.status))
    const rising = steps.slice(1).every((step, i) => step.at >= steps[i]!.at)
    return !ends || !path || !rising || steps.at(-1)!.at - steps[0]!.at > LONGEST_LIFE
  })
  expect(wrong).toEqual([])
  expect([...seen].sort()).toEqual(Object.keys(FOLLOWS).sort())
})

test('[HOT3] changes of any span together are all versions, each once', () => {
  const day = dayOfDate('2026-09-15')
  const [from, to] = [startOfDay(day) - 1, startOfDay(day) + DAY - 1]
  const whole = model.changes(from, to).map(c => `${c.order.orderNo}-${c.version}`)
  const parts = Array.from({ length: 24 }, (_, h) =>
    model.changes(from + (h * DAY) / 24, from + ((h + 1) * DAY) / 24),
  )
  expect(parts.flat().map(c => `${c.order.orderNo}-${c.version}`)).toEqual(whole)
  expect(new Set(whole).size).toBe(whole.length)
  expect(whole.length).toBeGreaterThan(3000)
})

test('[HOT9] the same seed makes the same orders to the byte, another seed others', () => {
  const day = dayOfDate('2026-09-15')
  const bytes = (seed: string) => JSON.stringify(modelAt({ seed }).model.ordersOfDay(day))
  const first = bytes('a')
  expect(bytes('a')).toBe(first)
  expect(bytes('b')).not.toBe(first)
})

test('[HOT9] what happened until an instant does not depend on when it is asked', () => {
  const at = Date.parse('2026-09-15T10:00:00+08:00')
  const later = modelAt().model
  later.truth(at + 20 * DAY)
  const sample = (states: readonly unknown[]) => JSON.stringify(states.filter((_, i) => i % 23 === 0))
  const asked = later.truth(at)
  expect(asked.length).toBeGreaterThan(25_000)
  expect(sample(asked)).toBe(sample(model.truth(at)))
})

describe('[HOT10] anomalies of the content', () => {
  const rates = { A5: 0.05, A14: 0.03, A23: 0.02, A24: 0.05, A19: 0.08 }
  const odd = modelAt({ rates })
  const oddOrders = Array.from({ length: 14 }, (_, i) =>
    odd.model.ordersOfDay(dayOfDate('2026-09-01') + i),
  ).flat()
  const withNumber = (o: Order) => /0419|000000190001/.test(o.description)
  const hostile = (o: Order) => /^[=@<]/.test(o.description)
  const takenBack = (o: Order) => o.steps.some(step => step.note === '来电人撤回诉求')
  const impossible = (o: Order, { anomalies } = odd.city) => {
    const { history, receivedAt } = orderJson(stateAt(o, o.steps.at(-1)!.at)!, anomalies)
    return history.some(h => h.at < receivedAt)
  }

  test.each([
    ['A24', withNumber, 0.05],
    ['A23', hostile, 0.02],
    ['A5', (o: Order) => o.correction !== null || takenBack(o), 0.05],
  ] as const)('[HOT10] %s occurs near its rate', (_, suffers, rate) => {
    expect(share(oddOrders, suffers)).toBeGreaterThan(rate * 0.8)
    expect(share(oddOrders, suffers)).toBeLessThan(rate * 1.2)
    expect(orders.some(suffers)).toBe(false)
  })

  test('[HOT10] A14 writes impossible times into the history, near its rate', () => {
    expect(share(oddOrders, o => impossible(o))).toBeGreaterThan(0.024)
    expect(share(oddOrders, o => impossible(o))).toBeLessThan(0.036)
    expect(orders.some(o => impossible(o, city))).toBe(false)
  })

  test('[HOT10] A5 makes one more version, and one that is taken back ends there', () => {
    const corrected = oddOrders.filter(o => o.correction !== null)
    expect(corrected.length).toBeGreaterThan(100)
    for (const order of corrected) expect(changeTimes(order)).toHaveLength(order.steps.length + 1)
    const taken = oddOrders.filter(takenBack)
    expect(taken.length).toBeGreaterThan(5)
    for (const order of taken) expect(order.steps.at(-1)!.status).toBe('closed')
  })

  test('[HOT10] A19 reports things of the street that others report too, and none when off', () => {
    const words = (list: readonly Order[]) => share(list, o => o.description.includes('挡住盲道'))
    expect(words(oddOrders)).toBeGreaterThan(words(orders))
    expect(words(orders)).toBe(0)
  })
})

test('[HOT11] numbers in texts are of the 000 exchange or of no region', () => {
  const odd = modelAt({ rates: { A24: 1 } })
  const texts = odd.model.ordersOfDay(dayOfDate('2026-09-15')).map(o => o.description)
  for (const text of texts) {
    const numbers = text.match(/\d[\d -]{6,}\d/g) ?? []
    expect(numbers).toHaveLength(1)
    expect(numbers[0]!.replace(/[ -]/g, '')).toMatch(/^0419000\d{4}$|^000000190001\d{6}$/)
  }
  expect(city.anomalies.rate('A24')).toBe(0)
})

test('[HOT12] callers about approvals name cases that existed and were open, or just closed', () => {
  const cases = createGovsvcModel(city, { volume: 0.2 })
  const days = [0, 1, 2].map(i => dayOfDate('2026-09-15') + i)
  const asking = createHotlineModel(city, createCaseFinder(cases))
  const all = days.flatMap(day => asking.ordersOfDay(day))
  const about = all.filter(o => o.topic.code.startsWith('1101'))
  const known = new Map(
    Array.from({ length: 20 }, (_, i) => cases.casesOfDay('2', days[0]! - 17 + i))
      .flat()
      .map(c => [c.caseNo, c]),
  )
  const naming = about.filter(o => o.relatedCaseNo !== null)
  expect(naming.length / about.length).toBeGreaterThan(0.4)
  expect(naming.length / about.length).toBeLessThan(0.7)
  const wrong = naming.filter(({ relatedCaseNo, steps }) => {
    const found = known.get(relatedCaseNo!)
    return found === undefined || found.acceptAt >= steps[0]!.at || found.resultAt < steps[0]!.at - DAY
  })
  expect(wrong).toEqual([])
  expect(all.filter(o => !o.topic.code.startsWith('1101') && o.relatedCaseNo !== null)).toEqual([])
})
