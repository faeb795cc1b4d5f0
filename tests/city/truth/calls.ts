import { dayNumber, HOUR, MINUTE } from '../../../shared/calendar/civil.ts'
import { createDeliveries } from '../../../mock-data/hotline/deliveries.ts'
import { stateAt, stateOfVersion, type OrderState } from '../../../mock-data/hotline/model.ts'
import { remembered } from '../../../mock-data/remembered.ts'
import { count, expecting, INSTANTS, type Expected, type Way } from './expected.ts'
import { STREETS, type streetCases } from './streets.ts'
import type { UpstreamTruth } from './upstreams.ts'

/** Pushed within ten seconds. */
export const CALLS: Way = { feeds: ['hotline'], behindMs: MINUTE / 4, goesOn: true }

const isOver = ({ steps }: OrderState) => ['closed', 'merged'].includes(steps.at(-1)!.status)

/**
 * What 12345 had told of its day by an instant before `until`: all that its query knew when the server first asked, and what it
 * pushed since. Some pushes are held back until a later version overtakes them (A3).
 */
export function ordersTold(
  { city, hotline }: UpstreamTruth,
  askedAt: number,
  until: number,
): (at: number) => readonly OrderState[] {
  const deliveries = createDeliveries(city, hotline)(askedAt - HOUR, until).filter(
    ({ spoilt }) => spoilt === null,
  )
  return remembered(at => {
    const day = hotline.ordersOfDay(dayNumber(at))
    const known = new Map(day.map(order => [order.orderNo, stateAt(order, askedAt)?.version ?? 0]))
    for (const { at: sentAt, event } of deliveries) {
      const { orderNo, version } = event.data as { orderNo: string; version: number }
      if (sentAt <= at) known.set(orderNo, Math.max(version, known.get(orderNo) ?? 0))
    }
    return day.flatMap(order => {
      const version = known.get(order.orderNo)!
      return version === 0 ? [] : [stateOfVersion(order, version)]
    })
  }, INSTANTS)
}

/** 12345: the orders of the day. */
export function callExpectations(today: ReturnType<typeof ordersTold>): readonly Expected[] {
  const ofGroup = (at: number, name: string) =>
    today(at).filter(({ order, correction }) => (correction?.topic ?? order.topic).path[1] === name)
  const is = expecting(CALLS)
  const utilities = ['供热', '供水', '供气', '供电']
  return [
    is('hotline.heating.today', at => ofGroup(at, '供热').length),
    ...utilities.map(name => is('hotline.utilities.today', at => ofGroup(at, name).length, [name])),
    is('hotline.received.today', at => today(at).length),
    is('hotline.closed-share.today', at => count(today(at), isOver) / today(at).length),
    is('hotline.approvals.today', at => ofGroup(at, '审批服务').length),
    is('hotline.approvals-linked.today', at =>
      count(ofGroup(at, '审批服务'), ({ order }) => order.relatedCaseNo !== null),
    ),
  ]
}

/** 城市事件: what 12345 and 数字城管 have of the day, each counted in its own. */
export function eventExpectations(
  calls: ReturnType<typeof ordersTold>,
  cases: ReturnType<typeof streetCases>,
): readonly Expected[] {
  const is = expecting({ ...STREETS, feeds: ['hotline', ...STREETS.feeds], goesOn: true })
  const casesToday = (at: number) =>
    count(cases(at), ({ steps }) => dayNumber(steps[0]!.at) === dayNumber(at))
  return [is('city.events.today', at => calls(at).length + casesToday(at))]
}
