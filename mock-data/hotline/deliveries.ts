import { HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import type { Delivery, Spoilt } from '../delivery/delivery.ts'
import { draw } from '../random.ts'
import { remembered } from '../remembered.ts'
import { stateOfVersion, type Change, type HotlineModel } from './model.ts'
import { cloudEvent, orderJson, timeText, type OrderEvent } from './wire.ts'

const SECOND = 1000
/** A change is on its way at most so long after it came about, unless the receiver is away. */
const LONGEST_DELAY = HOUR

const part = (city: PretendCity, name: string, { order, version }: Change) =>
  draw(city.seed, 'hotline delivery', name, order.orderNo, version)

/** A3: some wait so long that a later version of the same order overtakes them. */
function sentAt(city: PretendCity, change: Change, key: readonly (string | number)[]): number {
  const usual = change.at + (1 + 7 * part(city, 'delay', change)) * SECOND
  const held = city.anomalies.hits('A3', key) ? (2 + 38 * part(city, 'held', change)) * MINUTE : 0
  return Math.floor(usual + held)
}

/** A2: the clerk saved again without a new version; another text, a newer time. */
function changedBody(event: OrderEvent, at: number): OrderEvent {
  const updatedAt = timeText(at)
  const data = { ...event.data, updatedAt, description: `${event.data.description}(补充登记)` }
  return cloudEvent(`${event.id}-b`, data)
}

/** That there will be a delivery, before its content is made. */
interface Plan {
  readonly at: number
  readonly change: Change
  readonly as: 'usual' | 'changed' | Spoilt
}

function plansFor(city: PretendCity, change: Change): Plan[] {
  const key = ['hotline', change.order.orderNo, change.version]
  const hits = (id: 'A1' | 'A2' | 'A22') => city.anomalies.hits(id, key)
  const at = sentAt(city, change, key)
  const later = (seconds: number, name: string) =>
    at + Math.ceil(seconds * SECOND * (0.1 + part(city, name, change)))
  const plans: Plan[] = [{ at, change, as: 'usual' }]
  if (hits('A1')) plans.push({ at: later(80, 'again'), change, as: 'usual' })
  if (hits('A2')) plans.push({ at: later(500, 'changed'), change, as: 'changed' })
  if (hits('A22')) {
    const as = part(city, 'spoilt', change) < 0.5 ? 'signature' : 'timestamp'
    plans.push({ at: later(60, 'forged'), change, as })
  }
  return plans
}

function deliveryOf(city: PretendCity, { at, change: { order, version }, as }: Plan): Delivery {
  const id = `${order.orderNo}-${version}`
  const event = cloudEvent(id, orderJson(stateOfVersion(order, version), city.anomalies))
  if (as === 'usual') return { at, id, event, spoilt: null }
  if (as === 'changed') return { at, id: `${id}-b`, event: changedBody(event, at), spoilt: null }
  return { at, id: `${id}-x`, event, spoilt: as }
}

const byTime = (a: Delivery, b: Delivery) => a.at - b.at || (a.id < b.id ? -1 : 1)

/** What the hotline wants to send with from < at <= to, in the order in which it does. */
export type Deliveries = (from: number, to: number) => Delivery[]

export function createDeliveries(city: PretendCity, model: HotlineModel): Deliveries {
  // By the hour in which the changes came about: a sender asks every second.
  const plansOfHour = remembered(
    hour => model.changes(hour * HOUR - 1, (hour + 1) * HOUR - 1).flatMap(change => plansFor(city, change)),
    8,
  )
  return (from, to) => {
    const first = Math.floor((from - LONGEST_DELAY) / HOUR)
    const hours = Array.from({ length: Math.floor(to / HOUR) - first + 1 }, (_, i) => first + i)
    const due = hours.flatMap(hour => plansOfHour(hour).filter(({ at }) => at > from && at <= to))
    return due.map(plan => deliveryOf(city, plan)).sort(byTime)
  }
}
