import fc from 'fast-check'
import { expect, test } from 'vitest'
import { risesOf } from './rises.ts'

test('[DEV9] (A16) a counter that begins at 0 again has risen by what it says, and nothing is ever less than nothing', () => {
  expect(risesOf([])).toEqual([])
  expect(risesOf([100, 130, 130, 5, 12])).toEqual([null, 30, 0, 5, 7])
  const steps = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(steps, fc.nat(19), (list, reset) => {
      let value = 1_000
      const words = list.map((step, i) => (value = i === reset ? step : value + step))
      expect(risesOf(words).slice(1)).toEqual(list.slice(1))
    }),
  )
})
