import { createReceptionModel, type Visit } from '../../../mock-data/reception/model.ts'
import { remembered } from '../../../mock-data/remembered.ts'
import { dayNumber, fieldsOfDay, MINUTE } from '../../../shared/calendar/civil.ts'
import { count, expecting, INSTANTS, type Expected, type Way } from './expected.ts'
import type { UpstreamTruth } from './upstreams.ts'

const VISITS: Way = { feeds: ['reception-visits', 'reception-steps'], behindMs: 3 * MINUTE, goesOn: true }

/** Visits to stations (PRV-01): how many came, and which way they went. */
export function receptionExpectations({ city }: UpstreamTruth): readonly Expected[] {
  const is = expecting(VISITS)
  const model = createReceptionModel(city)
  const at = remembered(now => model.until(now), INSTANTS)
  const past = ({ steps }: Visit, now: number) => steps.filter(step => step.at <= now)
  const isOver = (now: number) => (visit: Visit) =>
    ['办结', '当场答复'].includes(past(visit, now).at(-1)?.name ?? '')
  const monthOf = (instant: number) => {
    const { year, month } = fieldsOfDay(dayNumber(instant))
    return `${year}-${month}`
  }
  const gone = (way: string) => (now: number) =>
    count(at(now), visit => monthOf(visit.cameAt) === monthOf(now) && past(visit, now)[0]?.name === way)
  return [
    is('visit.today', now => count(at(now), ({ cameAt }) => dayNumber(cameAt) === dayNumber(now))),
    is('visit.open', now => count(at(now), visit => !isOver(now)(visit))),
    is('visit.answered.month', gone('当场答复')),
    is('visit.solvable.month', gone('24小时解决')),
    is('visit.escalated.month', gone('困难上报')),
  ]
}
