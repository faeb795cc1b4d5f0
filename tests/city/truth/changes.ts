import { dayNumber, HOUR } from '../../../shared/calendar/civil.ts'
import { stateAt as orderAt } from '../../../mock-data/hotline/model.ts'
import { stateAt as caseAt } from '../../../mock-data/citymgmt/state.ts'
import { remembered } from '../../../mock-data/remembered.ts'
import { count, expecting, sum, type Expected } from './expected.ts'
import { STREETS } from './streets.ts'
import { CALLS } from './calls.ts'
import { HALL } from './hall.ts'
import type { UpstreamTruth } from './upstreams.ts'

const DAYS = 7

type OfDay = (day: number, at: number) => number

/** 周环比: seven whole days against the seven before; today is in neither. */
const change = (ofDay: OfDay) => (at: number) => {
  const today = dayNumber(at)
  const days = (from: number) => Array.from({ length: DAYS }, (_, i) => today - from - i)
  const [last, before] = [days(1), days(1 + DAYS)].map(some => sum(some, day => ofDay(day, at)))
  return (last! - before!) / before!
}

/** What came, week on week, by what each upstream itself has of those days. */
export function changeExpectations(truth: UpstreamTruth, until: number): readonly Expected[] {
  const { streets, hotline } = truth
  const [casesOf, ordersOf] = [
    remembered(day => streets.casesOfDay(day), 2 * DAYS),
    remembered(day => hotline.ordersOfDay(day), 2 * DAYS),
  ]
  const cases: OfDay = (day, at) => count(casesOf(day), each => caseAt(each, at) !== null)
  const orders: OfDay = (day, at) => count(ordersOf(day), each => orderAt(each, at) !== null)
  const accepted = acceptedByDay(truth, until)
  return [
    expecting(STREETS)('case.received.change', change(cases)),
    expecting(CALLS)('hotline.received.change', change(orders)),
    expecting({ ...STREETS, feeds: [...CALLS.feeds, ...STREETS.feeds] })(
      'city.events.change',
      change((day, at) => cases(day, at) + orders(day, at)),
    ),
    expecting(HALL)(
      'service.accepted.change',
      change(day => accepted.get(day) ?? 0),
    ),
  ]
}

/** By the day that was written: a district's clock may be eight hours behind for a week (A10). */
function acceptedByDay({ city, hall }: UpstreamTruth, until: number): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  for (const { item, acceptAt } of hall.recent(until)) {
    const week = Math.floor(dayNumber(acceptAt) / 7)
    const isBehind = city.anomalies.hits('A10', ['govsvc', item.areaCode.slice(0, 6), week], 25)
    const day = dayNumber(isBehind ? acceptAt - 8 * HOUR : acceptAt)
    found.set(day, (found.get(day) ?? 0) + 1)
  }
  return found
}
