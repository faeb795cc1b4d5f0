import fc from 'fast-check'
import { START } from '../city/ticket.fixture.ts'
import { heatStation } from '../kinds/device/devices.ts'
import type { Reading } from '../model/fact.ts'
import type { Rollup } from './rollup.ts'

/** Readings by chance, and what they say by the plain definition. For tests. */

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

const AREAS = ['211002016', '211002017', '211003005', '211003', '', '999999']

const value = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -200, max: 1100 }) },
  { weight: 1, arbitrary: fc.constantFrom(-999, 99_999, 1_000_000_000_000) },
  { weight: 1, arbitrary: fc.constant(null) },
)
const names = ['supplyT', 'returnT', 'energy', 'status']

/** Mostly in the first minutes, so that many fall together. */
const instant = fc
  .oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 3 * MINUTE }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 * HOUR }) },
    { weight: 1, arbitrary: fc.constantFrom(0, MINUTE - 1, MINUTE, HOUR - 1, HOUR) },
  )
  .map(ms => START + ms)

export const reading: fc.Arbitrary<Reading> = fc.record({
  device: fc.constantFrom('iot/HS-1', 'iot/HS-2', 'iot/HS-3'),
  at: instant,
  area: fc.constantFrom(...AREAS),
  values: fc.dictionary(fc.constantFrom(...names), value, { minKeys: 1 }),
})

/** No measure of a device twice at one instant: what a judge lets through. */
export function judged(readings: readonly Reading[]): Reading[] {
  const seen = new Set<string>()
  return readings.flatMap(one => {
    const values: Record<string, number | null> = {}
    for (const [name, said] of Object.entries(one.values)) {
      const key = `${one.device} ${name} ${one.at}`
      if (!seen.has(key)) values[name] = said
      seen.add(key)
    }
    return Object.keys(values).length === 0 ? [] : [{ ...one, values }]
  })
}

interface Said {
  readonly at: number
  readonly value: number
}

/** The definition, word by word; null: nothing that counts. */
export function plainRollup(
  readings: readonly Reading[],
  measure: string,
  from: number,
  span: number,
): Rollup | null {
  const said = readings
    .filter(({ at }) => at >= from && at < from + span)
    .map(({ at, values, marks }) => ({
      at,
      value: marks?.[measure] === 'held' ? null : (values[measure] ?? null),
    }))
    .filter(
      (one): one is Said => one.value !== null && heatStation.telemetry?.isValue(measure, one.value) === true,
    )
  if (said.length === 0) return null
  const values = said.map(one => one.value)
  const lastAt = Math.max(...said.map(one => one.at))
  return {
    n: said.length,
    sum: values.reduce((a, b) => a + b, 0),
    min: Math.min(...values),
    max: Math.max(...values),
    last: Math.max(...said.filter(one => one.at === lastAt).map(one => one.value)),
    lastAt,
  }
}
