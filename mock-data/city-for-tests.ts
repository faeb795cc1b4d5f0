import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NO_ANOMALIES, type Rates } from './anomalies.ts'
import { createPretendCity, type PretendCity } from './city.ts'
import { clockByHand, type ClockByHand } from './clock-by-hand.ts'

export interface CityForTests extends PretendCity {
  readonly clock: ClockByHand
  /** Deletes its folder. */
  remove(): void
}

export interface TestOptions {
  /** ISO, with offset. */
  readonly at: string
  readonly seed?: string
  /** Anomalies are off, except those named here. */
  readonly rates?: Rates
  /** An existing folder, to continue a city after a restart. */
  readonly folder?: string
}

export function cityForTests({ at, seed = 'test', rates = {}, folder }: TestOptions): CityForTests {
  const clock = clockByHand(Date.parse(at))
  const home = folder ?? mkdtempSync(join(tmpdir(), 'pretend-city-'))
  const city = createPretendCity({ seed, clock, folder: home, rates: { ...NO_ANOMALIES, ...rates } })
  return { ...city, clock, remove: () => rmSync(home, { recursive: true, force: true }) }
}
