import { afterAll, expect, test } from 'vitest'
import { MINUTE } from '../shared/calendar/civil.ts'
import { cityForTests } from './city-for-tests.ts'
import { plannedOutages } from './outages.ts'
import { createSilence } from './upstream.ts'

const START = Date.parse('2026-03-02T00:00:00+08:00')
const WEEKS = 20
const odd = cityForTests({ at: '2026-03-02T00:00:00+08:00', rates: { A15: 1 } })
const quiet = cityForTests({ at: '2026-03-02T00:00:00+08:00' })
afterAll(() => [odd, quiet].forEach(city => city.remove()))

/** Beginnings and lengths, in minutes, of what an upstream is out of order in twenty weeks. */
function outagesOf(isOn: (at: number) => boolean): number[] {
  const lengths: number[] = []
  for (let minute = 0; minute < WEEKS * 7 * 1440; minute++) {
    if (!isOn(START + minute * MINUTE)) continue
    if (isOn(START + (minute - 1) * MINUTE)) lengths[lengths.length - 1]! += 1
    else lengths.push(1)
  }
  return lengths
}

test('[CITY8] a source is out of order about once a week, for at least 20 minutes', () => {
  const lengths = outagesOf(plannedOutages(odd, 'hotline'))
  expect(lengths.length).toBeGreaterThan(WEEKS - 3)
  expect(lengths.length).toBeLessThan(WEEKS + 3)
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(19)
  expect(outagesOf(plannedOutages(odd, 'govsvc'))).not.toEqual(lengths)
})

test('[CITY8] on the marked day every source has an outage within the office hours', () => {
  const noon = Date.parse('2026-11-25T09:00:00+08:00')
  for (const name of ['hotline', 'govsvc', 'gcproj', 'party']) {
    const isOn = plannedOutages(odd, name)
    const minutes = Array.from({ length: 9 * 60 }, (_, i) => isOn(noon + i * MINUTE)).filter(Boolean).length
    expect(minutes).toBeGreaterThanOrEqual(40)
  }
})

test('[CITY8] with A15 off nothing is ever out of order, except by hand', () => {
  const planned = plannedOutages(quiet, 'hotline')
  expect(outagesOf(planned)).toEqual([])
  const silence = createSilence(planned)
  expect(silence.isOn(START)).toBe(false)
  silence.switch(true)
  expect(silence.isOn(START)).toBe(true)
  silence.switch(false)
  expect(silence.isOn(START)).toBe(false)
})
