import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apportion, draw, stream, zipf } from './random.ts'

const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

test('[CITY1] the same seed and name give the same draws, another seed or name gives others', () => {
  const draws = (seed: string, name: string) => {
    const chance = stream(seed, name)
    return many(50, () => chance.next())
  }
  expect(draws('a', 'hotline')).toEqual(draws('a', 'hotline'))
  expect(draws('a', 'hotline')).not.toEqual(draws('b', 'hotline'))
  expect(draws('a', 'hotline')).not.toEqual(draws('a', 'grid'))
  expect(stream('a', 'hotline').next()).toBe(0.1661106834653765)
})

test('[CITY2] drawing from a stream moves no stream below it', () => {
  const fresh = stream('a', 'hotline').split('2026-11-22', 7).next()
  const used = stream('a', 'hotline')
  many(100, () => used.next())
  expect(used.split('2026-11-22', 7).next()).toBe(fresh)
})

test('[CITY1] draws are uniform, normal, log-normal, Poisson and weighted as their names say', () => {
  const chance = stream('a', 'shapes')
  expect(mean(many(20_000, () => chance.next()))).toBeCloseTo(0.5, 1)
  expect(mean(many(20_000, () => chance.normal() ** 2))).toBeCloseTo(1, 1)
  const sorted = many(20_001, () => chance.logNormal(1.4, 1.6)).sort((a, b) => a - b)
  expect(sorted[10_000]).toBeCloseTo(1.4, 0)
  expect(mean(many(20_000, () => chance.poisson(2.5)))).toBeCloseTo(2.5, 1)
  expect(mean(many(2_000, () => chance.poisson(700)))).toBeCloseTo(700, -1)
  const heavy = many(10_000, () => chance.weighted(['a', 'b'], [3, 1])).filter(x => x === 'a').length
  expect(heavy / 10_000).toBeCloseTo(0.75, 1)
})

test('[CITY7] a single draw for a name is uniform over names', () => {
  const hits = Array.from({ length: 50_000 }, (_, i) => draw('a', 'A1', i)).filter(x => x < 0.02).length
  expect(hits).toBeGreaterThan(850)
  expect(hits).toBeLessThan(1150)
})

test('[CITY6] apportioned shares sum to their total and stay within one of the exact share', () => {
  const weights = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(fc.nat(1_000_000), weights, (total, list) => {
      const shares = apportion(total, list)
      const sum = list.reduce((a, b) => a + b, 0)
      expect(shares.reduce((a, b) => a + b, 0)).toBe(total)
      shares.forEach((share, i) => expect(Math.abs(share - (total * list[i]!) / sum)).toBeLessThan(1.001))
    }),
  )
  expect(zipf(3, 1)).toEqual([1, 1 / 2, 1 / 3])
})
