import { DAY, HOUR, MINUTE, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { stream } from '../random.ts'
import type { Fix } from './model.ts'

type FlawKind = 'silent' | 'stuck' | 'jumping'

interface Flaw {
  readonly kind: FlawKind
  readonly from: number
  readonly to: number
}

const KINDS: readonly FlawKind[] = ['silent', 'stuck', 'jumping']

/** A16: what is wrong with a vehicle's terminal for some time of the day. */
export function flawOf(city: PretendCity, vehicle: string, at: number): Flaw | null {
  const day = dayNumber(at)
  if (!city.anomalies.hits('A16', ['gps', vehicle, day])) return null
  const chance = stream(city.seed, 'gps flaw', vehicle, day)
  const from = startOfDay(day) + chance.between(4, 20) * HOUR
  const to = from + chance.logNormal(70, 0.7) * MINUTE
  return from <= at && at < to ? { kind: chance.pick(KINDS), from: Math.floor(from), to } : null
}

/** Half of the jumps end at 0,0, the others far away. */
function jumped(city: PretendCity, fix: Fix): Fix {
  const chance = stream(city.seed, 'gps jump', fix.vehicle.id, fix.at)
  if (!chance.happens(0.3)) return fix
  const { lon, lat } = fix.position
  const position = chance.happens(0.5) ? { lon: 0, lat: 0 } : { lon: lon + 1.2, lat: lat - 0.7 }
  return { ...fix, position }
}

/** A fix as the terminal tells it; null when it says nothing. `before` gives the fixes of an earlier instant. */
export function flawed(city: PretendCity, fix: Fix, before: (at: number) => readonly Fix[]): Fix | null {
  const flaw = flawOf(city, fix.vehicle.id, fix.at)
  switch (flaw?.kind) {
    case undefined:
      return fix
    case 'silent':
      return null
    case 'stuck': {
      const frozen = before(flaw.from).find(({ vehicle }) => vehicle.id === fix.vehicle.id)
      return frozen === undefined ? null : { ...frozen, at: fix.at }
    }
    case 'jumping':
      return jumped(city, fix)
  }
}

/** A10: one terminal in 200 never leaves 1970, runs ten minutes ahead, or takes China time for UTC. */
export function terminalTime(city: PretendCity, vehicle: string, at: number): number {
  if (!city.anomalies.hits('A10', ['gps', vehicle])) return at
  const chance = stream(city.seed, 'gps clock', vehicle)
  return chance.pick([at % DAY, at + 10 * MINUTE, at + 8 * HOUR])
}
