import { remembered } from '../../../mock-data/remembered.ts'
import type { Domain } from '../../../mock-data/iot/devices.ts'
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

/** 物联网: how many are heard, and what they measure. */
export const deviceExpectations = (hearing: Hearing): readonly Expected[] => {
  const fleet = (domain: Domain): Fleet => remembered(at => hearing.heard(domain, at), INSTANTS)
  return [
    ...heating(fleet('heat')),
    ...pipes(fleet('water'), fleet('gas')),
    ...others(fleet),
    ...slowOnes(hearing),
  ]
}

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

function others(fleet: (domain: Domain) => Fleet): readonly Expected[] {
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

/**
 * They speak once an hour or a day, and nothing of it is kept for who comes later. When the server began to listen nobody can say: it heard
 * at most what was said since the city began, and at least what was said since it surely listened.
 */
function slowOnes({ heard, surelyFrom }: Hearing): readonly Expected[] {
  const between = (domain: Domain, metric: string, of: (all: readonly Heard[]) => readonly number[]) => ({
    ...expectingOf(domain)(metric, at => of(heard(domain, at))),
    orElse: (at: number) => of(heard(domain, at, surelyFrom)),
  })
  const cold = (all: readonly Heard[]) => countOf(all, 'temperature', degrees => degrees < 18)
  const warm = (all: readonly Heard[]) => countOf(all, 'temperature', degrees => degrees >= 18)
  const [atMost, atLeast]: readonly [Fleet, Fleet] = [
    at => heard('room', at),
    at => heard('room', at, surelyFrom),
  ]
  return [
    between('room', 'heat.room.online', onlineOf),
    between('room', 'heat.room.cold', all => [cold(all)]),
    {
      ...expectingOf('room')(
        'heat.room.share',
        at => warm(atMost(at)) / (warm(atMost(at)) + cold(atLeast(at))),
      ),
      orElse: at => [warm(atLeast(at)) / (warm(atLeast(at)) + cold(atMost(at)))],
    },
    between('smoke', 'smoke.online', onlineOf),
    between('manhole', 'manhole.online', onlineOf),
    between('manhole', 'manhole.battery.low', all => [countOf(all, 'battery', percent => percent < 10)]),
  ]
}
