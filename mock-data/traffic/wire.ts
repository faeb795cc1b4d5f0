import { HOUR } from '../../shared/calendar/civil.ts'
import { plainTime } from '../time-text.ts'
import type { BoardTold } from './boards.ts'
import type { AccidentTold, RoadTold } from './model.ts'
import type { ShareTold } from './share-lots.ts'
import type { SignalTold } from './signals.ts'

const MISSING = '—'
/** What a counting camera says that has lost its count. */
const SPIKE = '99.9'

/** Five minutes of a road as the platform tells them: text, China time without an offset. */
export function roadJson({ road, at, heardAt, index, speed, passings, spoilt }: RoadTold) {
  const told = spoilt === 'spike' ? SPIKE : index.toFixed(1)
  return {
    roadCode: road.code,
    roadName: road.name,
    districtCode: road.town.district,
    townCode: road.town.code,
    cameras: road.cameras,
    time: plainTime(at),
    congestionIndex: spoilt === 'missing' ? MISSING : told,
    speed: spoilt === 'missing' ? MISSING : String(speed),
    passings: String(passings),
    publishedAt: plainTime(heardAt),
  }
}

/** A14: the officer wrote the hour before. */
const clearedAt = ({ accident }: AccidentTold): number =>
  accident.impossible ? accident.at - HOUR : accident.clearedAt

export function accidentJson(told: AccidentTold) {
  const { accident, changedAt, state } = told
  return {
    accidentNo: accident.no,
    roadCode: accident.road.code,
    roadName: accident.road.name,
    place: accident.place,
    districtCode: accident.town.district,
    townCode: accident.town.code,
    class: accident.sort,
    occurredAt: plainTime(accident.at),
    reportedAt: plainTime(accident.reportedAt),
    clearedAt: state === '已撤除' ? plainTime(clearedAt(told)) : null,
    state,
    changedAt: plainTime(changedAt),
  }
}

export function signalJson({ signal, state, changedAt }: SignalTold) {
  return {
    signalCode: signal.code,
    crossing: signal.crossing,
    districtCode: signal.town.district,
    townCode: signal.town.code,
    state,
    changedAt: plainTime(changedAt),
  }
}

export type RoadJson = ReturnType<typeof roadJson>
export type AccidentJson = ReturnType<typeof accidentJson>

/** A unit's car park as the register of shared bays has it. */
export function shareJson({ lot, state, bays, asOf, changedAt }: ShareTold) {
  return {
    ...{ windowNo: lot.no, unit: lot.unit, carPark: lot.name, slots: lot.slots, state },
    districtCode: lot.town.district,
    townCode: lot.town.code,
    bays: bays === null ? MISSING : String(bays),
    asOf: plainTime(asOf),
    changedAt: plainTime(changedAt),
  }
}

/** A guidance board as it was read last, with what its car parks had told by then. */
export function boardJson({ board, state, readAt, shownAt, lots }: BoardTold) {
  return {
    ...{ boardNo: board.no, place: board.place, state },
    districtCode: board.town.district,
    townCode: board.town.code,
    lots: lots.map(({ lot, shown, counted }) => ({
      lotNo: lot.id,
      lotName: `演示${lot.id}停车场`,
      shown,
      counted,
    })),
    shownAt: shownAt === null ? null : plainTime(shownAt),
    readAt: plainTime(readAt),
  }
}
