import type { ReadingsFact } from '../../shared/model/fact.ts'
import { compareText } from '../../shared/model/text-order.ts'
import { range } from '../ground/city.ts'

/** A sort of devices: how many, how often each speaks, and what it says. */
interface Sort {
  readonly kind: string
  readonly prefix: string
  readonly count: number
  /** Between two messages of one device, ms. */
  readonly every: number
  /** Messages take turns among these. */
  readonly messages: readonly (readonly string[])[]
}

/** About 750 messages a second, as DOMAIN 5 counts them for a city of this size. */
const SORTS: readonly Sort[] = [
  {
    kind: 'vehicle',
    prefix: 'gps/HW',
    count: 5_000,
    every: 15_000,
    messages: [['lon', 'lat', 'speed', 'heading']],
  },
  {
    kind: 'heat-station',
    prefix: 'iot/HS',
    count: 560,
    every: 3_000,
    messages: [['supplyT'], ['returnT'], ['flow'], ['pressure'], ['energy']],
  },
  { kind: 'gas-point', prefix: 'park/TAG', count: 2_000, every: 10_000, messages: [['pressure']] },
  { kind: 'water-point', prefix: 'iot/WP', count: 800, every: 60_000, messages: [['pressure']] },
  { kind: 'room-sensor', prefix: 'iot/RT', count: 2_000, every: 600_000, messages: [['temperature']] },
  { kind: 'smoke-detector', prefix: 'iot/SM', count: 15_000, every: 3_600_000, messages: [['density']] },
]

const TOWNS = ['211002016', '211002017', '211003005', '211004002', '211011001', '211021100', '211081101']

/** Where a measure begins; it wanders by some hundredths a minute. */
const START: { readonly [measure: string]: number } = {
  lon: 123_170_000,
  lat: 41_270_000,
  speed: 300,
  heading: 90,
  supplyT: 812,
  returnT: 455,
  flow: 9_000,
  pressure: 300,
  energy: 1_234_567,
  temperature: 205,
  density: 12,
}

/** Chance that is the same in every run. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

interface Told {
  readonly sort: Sort
  readonly at: number
  readonly device: string
  readonly area: string
  readonly values: { readonly [measure: string]: number }
}

/** What a city's devices say from an instant on, second by second: the facts of each second, one for each kind. */
export function* cityReadings(from: number, seconds: number): Generator<ReadingsFact[]> {
  const draw = chance(7)
  const devices = SORTS.flatMap(sort =>
    range(sort.count, n => ({
      sort,
      device: `${sort.prefix}-${String(n).padStart(5, '0')}`,
      area: TOWNS[n % TOWNS.length] as string,
      phase: Math.floor(draw() * sort.every),
      turn: 0,
      values: { ...START },
    })),
  )
  for (let second = 0; second < seconds; second++) {
    const told: Told[] = []
    const start = from + second * 1_000
    for (const device of devices) {
      const { sort, phase } = device
      const since = (((start - from - phase) % sort.every) + sort.every) % sort.every
      const wait = (sort.every - since) % sort.every
      if (wait >= 1_000) continue
      const measures = sort.messages[device.turn++ % sort.messages.length] ?? []
      const values: { [measure: string]: number } = {}
      for (const measure of measures) {
        const value = (device.values[measure] ?? 0) + Math.round((draw() - 0.5) * 8)
        values[measure] = device.values[measure] = Math.max(0, value)
      }
      // A line takes some time: few instants are exact.
      told.push({
        sort,
        at: start + wait + Math.floor(draw() * 200),
        device: device.device,
        area: device.area,
        values,
      })
    }
    yield factsOf(told)
  }
}

function factsOf(told: readonly Told[]): ReadingsFact[] {
  const kinds = [...new Set(told.map(({ sort }) => sort.kind))].sort(compareText)
  return kinds.map(kind => ({
    type: 'readings',
    kind,
    readings: told
      .filter(({ sort }) => sort.kind === kind)
      .map(({ device, at, area, values }) => ({ device, at, area, values })),
  }))
}
