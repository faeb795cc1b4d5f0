import type { TurnoutTold } from '../../../mock-data/alert/turnouts.ts'
import { remembered } from '../../../mock-data/remembered.ts'
import { DAY, HOUR, MINUTE, dateOfDay, dayNumber, startOfDay } from '../../../shared/calendar/civil.ts'
import { count, expecting, INSTANTS, type Expected, type Way } from './expected.ts'
import type { UpstreamTruth } from './upstreams.ts'

/** Asked every minute or oftener; who is not there is late by time alone. */
const TURNOUTS: Way = { feeds: ['rescue-turnouts'], behindMs: MINUTE / 4, goesOn: false }
const RESOURCES: Way = { feeds: ['rescue-resources'], behindMs: MINUTE / 4, goesOn: false }
const SORTS = { station: '消防救援站', team: '应急救援队', shelter: '应急避难场所', store: '应急物资库' }
/** Whatever was called in a month was told within so long of it. */
const TOLD = 12 * HOUR

/** 消防救援: turnouts and resources, as the emergency platform has them at an instant. */
export function rescueExpectations({ rescue }: UpstreamTruth): readonly Expected[] {
  const monthOf = (at: number) => startOfDay(dayNumber(at) - Number(dateOfDay(dayNumber(at)).slice(8)) + 1)
  const told = remembered(
    (at): readonly TurnoutTold[] =>
      rescue.changed(monthOf(at) - TOLD, at).filter(({ state }) => state !== '撤销'),
    INSTANTS,
  )
  const since = (at: number, from: number) => count(told(at), ({ turnout }) => turnout.calledAt >= from)
  const standing = remembered(at => rescue.standing(at), INSTANTS)
  const is = expecting(TURNOUTS)
  const stands = expecting(RESOURCES)
  return [
    is('rescue.turnouts.today', at => since(at, startOfDay(dayNumber(at)))),
    is('rescue.turnouts.month', at => since(at, monthOf(at))),
    is('rescue.turnouts.open', at =>
      count(rescue.changed(at - DAY, at), ({ state }) => state === '出动中' || state === '已到场'),
    ),
    ...Object.entries(SORTS).flatMap(([code, sort]) => [
      stands('rescue.resources', at => count(standing(at), ({ resource }) => resource.sort === sort), [code]),
      stands(
        'rescue.ready',
        at => count(standing(at), ({ resource, state }) => resource.sort === sort && state === '待命'),
        [code],
      ),
    ]),
  ]
}
