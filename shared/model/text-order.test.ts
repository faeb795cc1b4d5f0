import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareText } from './text-order.ts'

test('[TXT1] texts are in the order of their UTF-8 bytes', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', '辽', '\ue000', '\uffff', '😀', '𠮷', '\0'),
    maxLength: 4,
  })
  let apart = 0
  fc.assert(
    fc.property(text, text, (a, b) => {
      const bytes = Buffer.compare(Buffer.from(a), Buffer.from(b))
      expect(Math.sign(compareText(a, b))).toBe(bytes)
      if (bytes !== Math.sign(Number(a > b) - Number(a < b))) apart++
    }),
    { numRuns: 3000 },
  )
  expect(apart).toBeGreaterThan(10)
})
