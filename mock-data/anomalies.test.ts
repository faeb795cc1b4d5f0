import { expect, test } from 'vitest'
import { anomalyIds, createAnomalies, NO_ANOMALIES } from './anomalies.ts'

const RECORDS = 200_000

test('[CITY7] A1 to A24 are all registered', () => {
  expect(anomalyIds).toEqual(Array.from({ length: 24 }, (_, i) => `A${i + 1}`))
})

test.each(['A1', 'A2', 'A3', 'A5', 'A14', 'A24'] as const)('[CITY7] %s hits near its rate', id => {
  const anomalies = createAnomalies('a')
  const hits = Array.from({ length: RECORDS }, (_, i) => anomalies.hits(id, ['hotline', i])).filter(
    Boolean,
  ).length
  const wanted = anomalies.rate(id) * RECORDS
  expect(Math.abs(hits - wanted)).toBeLessThan(4 * Math.sqrt(wanted))
})

test('[CITY7] a rate of 0 is never, of 1 is always, and the same record gets the same answer', () => {
  const off = createAnomalies('a', NO_ANOMALIES)
  const on = createAnomalies('a', { A5: 1 })
  const ordinary = createAnomalies('a', { A5: 0.5 })
  for (let i = 0; i < 1000; i++) {
    expect(anomalyIds.some(id => off.hits(id, [i]))).toBe(false)
    expect(on.hits('A5', [i])).toBe(true)
    expect(ordinary.hits('A5', [i])).toBe(ordinary.hits('A5', [i]))
  }
})
