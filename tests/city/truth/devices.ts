import { remembered } from '../../../mock-data/remembered.ts'
import { DOMAINS, type Domain } from '../../../mock-data/iot/devices.ts'
import { MINUTE } from '../../../shared/calendar/civil.ts'
import { count, expecting, INSTANTS, sum, type Expected } from './expected.ts'
import type { Heard, Hearing } from './heard.ts'

type Fleet = (at: number) => readonly Heard[]

const isOnline = ({ online }: Heard) => online
/** `548 / 560`. */
const onlineOf = (all: readonly Heard[]): readonly number[] => [count(all, isOnline), all.length]
const valuesOf = (all: readonly Heard[], measure: string): readonly number[] =>
  all.filter(isOnline).flatMap(({ values }) => values[measure] ?? [])
const countOf = (all: readonly Heard[], measure: string, test: (value: number) => boolean) =>
  count(valuesOf(all, measure), test)
const totalOf = (all: readonly Heard[], measure: string) => sum(valuesOf(all, measure), value => value)
const meanOf = (all: readonly Heard[], measure: string) =>
  totalOf(all, measure) / valuesOf(all, measure).length
const valueOf = (all: readonly Heard[], id: string, measure: string) =>
  totalOf(
    all.filter(({ device }) => device.id === id),
    measure,
  )

/** Pushed at once. They fall silent by time alone. */
const expectingOf = (domain: Domain) =>
  expecting({ feeds: [`iot-${domain}`], behindMs: MINUTE / 4, goesOn: true })

/**
 * 物联网: how many are heard, and what they measure. Nothing of what devices say is kept for who comes later, and when the server began to
 * listen nobody can say: it heard at most what went out, and at least what went out since it surely listened.
 */
export function deviceExpectations({ most, least }: Hearing): readonly Expected[] {
  const [atMost, atLeast] = [accountOf(most), accountOf(least)]
  const second = allOf(atLeast)
  return [
    ...allOf(atMost).map((each, i) => ({ ...each, orElse: second[i]!.at })),
    warmRooms(atMost('room'), atLeast('room')),
  ]
}

type Account = (domain: Domain) => Fleet

/** Each fleet once, as many figures are of one. */
function accountOf(heard: Hearing['most']): Account {
  const fleets = new Map(DOMAINS.map(domain => [domain, remembered(at => heard(domain, at), INSTANTS)]))
  return domain => fleets.get(domain)!
}

const allOf = (fleet: Account): readonly Expected[] => [
  ...heating(fleet('heat')),
  ...pipes(fleet('water'), fleet('gas')),
  ...others(fleet),
  ...rareSpeakers(fleet('room'), fleet('smoke'), fleet('manhole')),
]

function heating(heat: Fleet): readonly Expected[] {
  const is = expectingOf('heat')
  return [
    is('heat.supply', at => meanOf(heat(at), 'supplyT')),
    is('heat.return', at => meanOf(heat(at), 'returnT')),
    is('heat.online', at => onlineOf(heat(at))),
  ]
}

function pipes(water: Fleet, gas: Fleet): readonly Expected[] {
  const [ofWater, ofGas] = [expectingOf('water'), expectingOf('gas')]
  return [
    ofWater('water.pressure', at => meanOf(water(at), 'pressure')),
    ofWater('water.outside', at => countOf(water(at), 'pressure', MPa => MPa < 0.14)),
    ofWater('water.online', at => onlineOf(water(at))),
    ofGas('gas.pressure', at => meanOf(gas(at), 'pressure')),
    ofGas('gas.outside', at => countOf(gas(at), 'pressure', kPa => kPa < 1.5 || kPa > 3)),
    ofGas('gas.online', at => onlineOf(gas(at))),
  ]
}

function others(fleet: Account): readonly Expected[] {
  const [dust, parking, reservoir, power] = [
    fleet('dust'),
    fleet('parking'),
    fleet('reservoir'),
    fleet('power'),
  ]
  return [
    expectingOf('dust')('dust.over', at => countOf(dust(at), 'tsp', tsp => tsp > 800)),
    expectingOf('dust')('dust.sites', at => dust(at).length),
    expectingOf('dust')('dust.online', at => onlineOf(dust(at))),
    expectingOf('parking')('parking.free', at => totalOf(parking(at), 'free')),
    expectingOf('parking')('parking.online', at => onlineOf(parking(at))),
    expectingOf('reservoir')('reservoir.level', at => valueOf(reservoir(at), 'RV-1', 'level')),
    expectingOf('reservoir')('reservoir.online', at => onlineOf(reservoir(at))),
    expectingOf('power')('power.load', at => valueOf(power(at), 'PW-1', 'load')),
    expectingOf('power')('power.online', at => onlineOf(power(at))),
  ]
}

const isCold = (degrees: number) => degrees < 18
const isWarm = (degrees: number) => degrees >= 18

/** They speak once an hour or a day. */
function rareSpeakers(room: Fleet, smoke: Fleet, manhole: Fleet): readonly Expected[] {
  return [
    expectingOf('room')('heat.room.online', at => onlineOf(room(at))),
    expectingOf('room')('heat.room.cold', at => countOf(room(at), 'temperature', isCold)),
    expectingOf('smoke')('smoke.online', at => onlineOf(smoke(at))),
    expectingOf('manhole')('manhole.online', at => onlineOf(manhole(at))),
    expectingOf('manhole')('manhole.battery.low', at =>
      countOf(manhole(at), 'battery', percent => percent < 10),
    ),
  ]
}

/** Those who were heard by the one and not by the other may be warm, or cold. */
function warmRooms(atMost: Fleet, atLeast: Fleet): Expected {
  const share = (warm: readonly Heard[], cold: readonly Heard[]) => {
    const warmOnes = countOf(warm, 'temperature', isWarm)
    return warmOnes / (warmOnes + countOf(cold, 'temperature', isCold))
  }
  return {
    ...expectingOf('room')('heat.room.share', at => share(atMost(at), atLeast(at))),
    orElse: at => [share(atLeast(at), atMost(at))],
  }
}
