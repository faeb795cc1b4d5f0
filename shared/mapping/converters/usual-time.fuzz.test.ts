import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NOW } from '../mapping.fixture.ts'
import { parseCivil } from './civil-text.ts'
import { readUsual } from './usual-time.ts'
import { LONG } from '../../../scripts/check/long-form.ts'

const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)
const options = { numRuns: LONG ? 50_000 : 1_000, seed }

test('[MAP26] the short way to read the usual text says what the long way says, or nothing', () => {
  const two = fc.integer({ min: 0, max: 99 }).map(n => String(n).padStart(2, '0'))
  const near = (low: number, high: number) =>
    fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: low, max: high }).map(n => String(n).padStart(2, '0')) },
      { weight: 1, arbitrary: fc.constantFrom('1', 'x1', '1 ', '99', '60') },
    )
  const offsets = fc.oneof(
    fc.constantFrom('', 'Z', '+08:00', '-05:30', '+08', '+0800', ' +08:00', 'z', '+14:00', '+14:01', '.5'),
    fc.tuple(fc.constantFrom('+', '-'), two, fc.constantFrom(':', ''), two).map(parts => parts.join('')),
  )
  const parts = [near(1900, 2100), near(1, 12), near(1, 31), near(0, 24), near(0, 59), near(0, 59)] as const
  let read = 0
  fc.assert(
    fc.property(...parts, fc.constantFrom(' ', 'T'), offsets, (y, mo, d, h, mi, s, between, offset) => {
      const text = `${y}-${mo}-${d}${between}${h}:${mi}:${s}${offset}`
      const usual = readUsual(text, 8 * 3_600_000)
      if (Number.isNaN(usual)) return
      const civil = parseCivil(text, NOW)
      expect(civil).not.toBeNull()
      expect(usual).toBe(civil!.local - (civil!.offset ?? 8 * 3_600_000))
      read++
    }),
    options,
  )
  expect(read).toBeGreaterThan(options.numRuns / 20)
})
