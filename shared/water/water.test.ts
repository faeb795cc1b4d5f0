import { expect, test } from 'vitest'
import { classOf, waterQualityOf, type Sample } from './water.ts'

const NONE: Sample = { ph: null, oxygen: null, permanganate: null, ammonia: null, phosphorus: null }

test('[WTR1] (IOC-24) a limit belongs to its class, and beyond the last it is 劣V', () => {
  const of = (...values: readonly number[]) => values.map(value => classOf('ammonia', value, 'river'))
  expect(of(0, 150, 151, 500, 1000, 1500, 2000, 2001)).toEqual([1, 1, 2, 2, 3, 4, 5, 6])
  expect([7500, 7499, 5000, 2000, 1999].map(o => classOf('oxygen', o, 'river'))).toEqual([1, 2, 3, 5, 6])
  expect([6000, 6001].map(v => classOf('permanganate', v, 'river'))).toEqual([3, 4])
  expect([25, 26].map(v => classOf('phosphorus', v, 'reservoir'))).toEqual([2, 3])
  expect([25, 100].map(v => classOf('phosphorus', v, 'river'))).toEqual([2, 2])
})

test('[WTR2] the worst decides, what was not measured does not, and a pH beyond is of no class', () => {
  expect(waterQualityOf(NONE, 2, 'river')).toBeNull()
  expect(waterQualityOf({ ...NONE, ph: 720 }, 2, 'river')).toBeNull()
  expect(waterQualityOf({ ...NONE, oxygen: 9000, ammonia: 900 }, null, 'river')).toEqual({
    ...{ grade: 3, factors: [] },
  })
  const acid = (ph: number) => waterQualityOf({ ...NONE, ph, oxygen: 9000 }, 2, 'river')?.grade
  expect([599, 600, 900, 901].map(acid)).toEqual([6, 1, 1, 6])
})

test('[WTR3] what is worse than wanted is named', () => {
  const sample: Sample = { ph: 730, oxygen: 5500, permanganate: 3000, ammonia: 900, phosphorus: 60 }
  expect(waterQualityOf(sample, 2, 'river')).toEqual({ grade: 3, factors: ['oxygen', 'ammonia'] })
  expect(waterQualityOf(sample, 3, 'river')?.factors).toEqual([])
})
