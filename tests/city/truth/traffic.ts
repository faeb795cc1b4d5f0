import { remembered } from '../../../mock-data/remembered.ts'
import type { AccidentTold } from '../../../mock-data/traffic/model.ts'
import { DAY, HOUR, MINUTE, dateOfDay, dayNumber, startOfDay } from '../../../shared/calendar/civil.ts'
import { count, expecting, INSTANTS, type Expected, type Way } from './expected.ts'
import type { UpstreamTruth } from './upstreams.ts'

/** Asked every minute. */
const ACCIDENTS: Way = { feeds: ['traffic-accidents'], behindMs: MINUTE / 4, goesOn: false }
const SHARES: Way = { feeds: ['traffic-share'], behindMs: MINUTE / 4, goesOn: false }
const SIGNALS: Way = { feeds: ['traffic-signals'], behindMs: MINUTE / 4, goesOn: false }
/** Read every five minutes, and asked every minute. */
const BOARDS: Way = { feeds: ['traffic-boards'], behindMs: MINUTE / 4, goesOn: true }
/** Whatever happened in a month was reported within so long of it. */
const REPORTED = 12 * HOUR

/** 智慧交通: accidents and traffic lights, as the traffic police have them at an instant. */
export function trafficExpectations({ traffic }: UpstreamTruth): readonly Expected[] {
  const told = remembered((at): readonly AccidentTold[] => {
    const month = startOfDay(dayNumber(at)) - DAY * Number(dateOfDay(dayNumber(at)).slice(8))
    return traffic.changed(month - REPORTED, at).filter(({ state }) => state !== '误报')
  }, INSTANTS)
  const happened = (at: number, from: number) => told(at).filter(({ accident }) => accident.at >= from)
  const today = (at: number) => happened(at, startOfDay(dayNumber(at)))
  const ofMonth = (at: number) =>
    happened(at, startOfDay(dayNumber(at) - Number(dateOfDay(dayNumber(at)).slice(8)) + 1))
  const is = expecting(ACCIDENTS)
  return [
    is('traffic.accidents.today', at => today(at).length),
    is('traffic.accidents.open', at => count(told(at), ({ state }) => state === '处置中')),
    ...traffic.spots.map(({ place }) =>
      is(
        'traffic.accidents.place.month',
        at => count(ofMonth(at), ({ accident }) => accident.place === place),
        [place],
      ),
    ),
    expecting(SIGNALS)('traffic.signals.out', at =>
      count(traffic.lights(at), ({ state }) => state !== '正常'),
    ),
    expecting(SHARES)('parking.share.suspended', at =>
      count(traffic.shares(at), ({ state }) => state === '暂停'),
    ),
    expecting(BOARDS)('parking.boards.out', at =>
      count(traffic.boardsAt(at), ({ state }) => state !== '正常'),
    ),
  ]
}
