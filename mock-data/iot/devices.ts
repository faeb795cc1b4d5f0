import type { PretendCity } from '../city.ts'
import { apportion, stream } from '../random.ts'

export const DOMAINS = [
  'heat',
  'room',
  'dust',
  'parking',
  'manhole',
  'smoke',
  'water',
  'gas',
  'reservoir',
  'power',
] as const
export type Domain = (typeof DOMAINS)[number]

export interface Device {
  readonly id: string
  readonly domain: Domain
  /** Town of 9 digits; the city's 6 where a device belongs to no town. */
  readonly area: string
  /** The connection it reports through. */
  readonly gateway: string
  /** Bays of a car park; 0 elsewhere. */
  readonly bays: number
}

/** How many there are (DOMAIN 5, SCENES 3), by prefix of their ids and digits of their number. */
export const FLEET: {
  readonly [domain in Domain]: readonly [prefix: string, digits: number, count: number]
} = {
  heat: ['HS', 3, 560],
  room: ['RT', 4, 2000],
  dust: ['DS', 2, 46],
  parking: ['PK', 2, 20],
  manhole: ['MH', 4, 3000],
  smoke: ['SM', 5, 15_000],
  water: ['WP', 3, 400],
  gas: ['GP', 3, 400],
  reservoir: ['RV', 1, 2],
  power: ['PW', 1, 9],
}

/** Bays of all car parks together. */
export const BAYS = 6000

const CITY = '211000'
const OF_THE_CITY: ReadonlySet<Domain> = new Set(['reservoir', 'power'])

/** Where a domain has its devices: towns by people, heat and smoke detectors mostly where blocks of flats are. */
function areasOf(city: PretendCity, domain: Domain, count: number): string[] {
  if (OF_THE_CITY.has(domain)) return Array.from({ length: count }, () => CITY)
  const { towns } = city.places
  const weights = towns.map(({ code, name }) => city.places.weightOf(code) * (name.endsWith('街道') ? 3 : 1))
  const shares = apportion(count, weights)
  return towns.flatMap(({ code }, i) => Array.from({ length: shares[i]! }, () => code))
}

function bayCounts(seed: string, count: number): number[] {
  const chance = stream(seed, 'iot', 'bays')
  return apportion(
    BAYS,
    Array.from({ length: count }, () => chance.between(1, 4)),
  )
}

export function fleetOf(city: PretendCity, domain: Domain): Device[] {
  const [prefix, digits, count] = FLEET[domain]
  const bays = domain === 'parking' ? bayCounts(city.seed, count) : []
  return areasOf(city, domain, count).map((area, i) => ({
    id: `${prefix}-${String(i + 1).padStart(digits, '0')}`,
    domain,
    area,
    gateway: `GW-${domain}-${area.slice(0, 6)}`,
    bays: bays[i] ?? 0,
  }))
}

export const createDevices = (city: PretendCity): readonly Device[] =>
  DOMAINS.flatMap(domain => fleetOf(city, domain))
