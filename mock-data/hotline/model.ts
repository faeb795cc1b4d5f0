import { dateOfDay, dayNumber, endOfDay, startOfDay } from '../../shared/calendar/civil.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { dayFactor, heatingFactor, instantOfDay } from '../day-shape.ts'
import { mattersOfDay, type Matter } from '../matters.ts'
import { stream } from '../random.ts'
import { remembered } from '../remembered.ts'
import { LONGEST_LIFE } from './life.ts'
import { makeOrder, type Call, type CaseFinder, type Surroundings } from './making.ts'
import type { Correction, Order, Step } from './order.ts'

/** Orders of an ordinary working day (DOMAIN 5). */
export const ORDERS_PER_DAY = 1000

/** One version of an order: it came about by a step or by a correction. */
export interface Change {
  readonly order: Order
  /** Counted from 1 in the order of time. */
  readonly version: number
  readonly at: number
}

export interface HotlineModel {
  ordersOfDay(day: number): readonly Order[]
  /** All changes with from < at <= to, in order of time. */
  changes(from: number, to: number): Change[]
  /** All orders received in the last 35 days, as they stood at the instant. */
  truth(at: number): OrderState[]
}

/** An order as it stood at an instant. */
export interface OrderState {
  readonly order: Order
  readonly version: number
  readonly updatedAt: number
  readonly steps: readonly Step[]
  readonly correction: Correction | null
}

/** The instants at which an order changes; its version is the place in this list, from 1. */
export function changeTimes(order: Order): number[] {
  const times = order.steps.map(step => step.at)
  return order.correction === null ? times : [...times, order.correction.at].sort((a, b) => a - b)
}

/** Null before it was received. */
export function stateAt(order: Order, at: number): OrderState | null {
  const times = changeTimes(order).filter(time => time <= at)
  if (times.length === 0) return null
  const correction = order.correction !== null && order.correction.at <= at ? order.correction : null
  const steps = order.steps.filter(step => step.at <= at)
  return { order, version: times.length, updatedAt: times.at(-1)!, steps, correction }
}

/** The order right after that version came about. */
export const stateOfVersion = (order: Order, version: number): OrderState => {
  const state = stateAt(order, changeTimes(order)[version - 1]!)!
  return { ...state, version }
}

function calls(city: PretendCity, day: number): Call[] {
  const chance = stream(city.seed, 'hotline', day)
  const mean = ORDERS_PER_DAY * dayFactor('hotline', day, city.calendar, city.weather)
  const heating = 1 - 1 / heatingFactor(day, city.weather)
  const count = chance.poisson(mean)
  const ordinary = Array.from({ length: count }, (): Call => ({
    at: instantOfDay('hotline', day, chance),
    heating: chance.happens(heating),
    matter: null,
  }))
  const shared = [...mattersOfDay(city, day - 1), ...mattersOfDay(city, day)]
  const reported = shared.flatMap(matter => callAbout(matter, day))
  return [...ordinary, ...reported].sort((a, b) => a.at - b.at)
}

function callAbout(matter: Matter, day: number): Call[] {
  const at = matter.heard.hotline
  return at === undefined || dayNumber(at) !== day ? [] : [{ at, heating: false, matter }]
}

function ordersOf(surroundings: Surroundings, day: number): Order[] {
  const date = dateOfDay(day).replaceAll('-', '')
  const orders: Order[] = []
  for (const call of calls(surroundings.city, day)) {
    const orderNo = `LY${date}${String(orders.length + 1).padStart(5, '0')}`
    const earlier = orders.length > 20 ? orders[orders.length - 20]!.orderNo : null
    orders.push(makeOrder(surroundings, call, orderNo, earlier))
  }
  return orders
}

const NO_CASES: CaseFinder = () => null

export function createHotlineModel(city: PretendCity, findCase: CaseFinder = NO_CASES): HotlineModel {
  const ordersOfDay = remembered(
    (day): readonly Order[] => ordersOf({ city, findCase }, day),
    DAYS_OF_PAST + 3,
  )
  const changesOfDay = remembered((day): readonly Change[] => {
    const span = { from: startOfDay(day) - 1, to: endOfDay(day) }
    const first = dayNumber(span.from - LONGEST_LIFE)
    const days = Array.from({ length: day - first + 1 }, (_, i) => ordersOfDay(first + i))
    return days.flatMap(orders => changesWithin(orders, span)).sort(byTime)
  }, 3)
  const changes = (from: number, to: number): Change[] => {
    const days = Array.from({ length: dayNumber(to) - dayNumber(from) + 1 }, (_, i) => dayNumber(from) + i)
    return days.flatMap(day => {
      const all = changesOfDay(day)
      return all.slice(firstAfter(all, from), firstAfter(all, to))
    })
  }
  const truth = (at: number): OrderState[] => {
    const days = Array.from({ length: DAYS_OF_PAST + 1 }, (_, i) => dayNumber(at) - DAYS_OF_PAST + i)
    return days.flatMap(day => ordersOfDay(day).flatMap(order => stateAt(order, at) ?? []))
  }
  return { ordersOfDay, changes, truth }
}

const byTime = (a: Change, b: Change) => a.at - b.at || (a.order.orderNo < b.order.orderNo ? -1 : 1)

/** The place of the first that is later than the instant. */
function firstAfter(changes: readonly Change[], at: number): number {
  let low = 0
  let high = changes.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (changes[middle]!.at <= at) low = middle + 1
    else high = middle
  }
  return low
}

function changesWithin(orders: readonly Order[], { from, to }: { from: number; to: number }): Change[] {
  const found: Change[] = []
  for (const order of orders) {
    if (lastChange(order) <= from) continue
    changeTimes(order).forEach((at, i) => {
      if (at > from && at <= to) found.push({ order, version: i + 1, at })
    })
  }
  return found
}

const lastChange = ({ steps, correction }: Order) => Math.max(steps.at(-1)!.at, correction?.at ?? 0)
