import { HOUR } from '../../shared/calendar/civil.ts'
import { plainTime } from '../time-text.ts'
import type { ResourceTold } from './resources.ts'
import type { TurnoutTold } from './turnouts.ts'

/** An entry of the register as the platform tells it; coordinates are WGS84. */
export function resourceJson({ resource, state, changedAt }: ResourceTold) {
  const { code, name, sort, town, community, position, people, vehicles, holds } = resource
  return {
    ...{ resourceNo: code, name, class: sort, people, vehicles, capacity: holds, state },
    districtCode: town.district,
    townCode: town.code,
    communityCode: community?.code ?? null,
    lon: position.lon.toFixed(6),
    lat: position.lat.toFixed(6),
    changedAt: plainTime(changedAt),
  }
}

/** A14: a vehicle's clock. */
const BEHIND = 3 * HOUR

/** What has not happened yet is null; a record that is taken back keeps what was told. */
export function turnoutJson({ turnout, state, changedAt }: TurnoutTold) {
  const { no, sort, town, community, station, calledAt, dispatchedAt, impossible } = turnout
  const arrivedAt = impossible ? turnout.arrivedAt - BEHIND : turnout.arrivedAt
  return {
    ...{ callNo: no, class: sort, station: station.name, state },
    districtCode: town.district,
    townCode: town.code,
    communityCode: community?.code ?? null,
    calledAt: plainTime(calledAt),
    dispatchedAt: plainTime(dispatchedAt),
    arrivedAt: state === '出动中' ? null : plainTime(arrivedAt),
    endedAt: state === '已结束' ? plainTime(turnout.endedAt) : null,
    changedAt: plainTime(changedAt),
  }
}

export type ResourceJson = ReturnType<typeof resourceJson>
export type TurnoutJson = ReturnType<typeof turnoutJson>
