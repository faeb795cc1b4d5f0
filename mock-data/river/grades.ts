import { textOf, type Measure, type Sample } from './samples.ts'

/** GB 3838-2002, table 1, in mg/L: what there is at most for classes Ⅰ to Ⅴ, of oxygen at least. */
const LIMITS = {
  oxygen: [7.5, 6, 5, 3, 2],
  permanganate: [2, 4, 6, 10, 15],
  ammonia: [0.15, 0.5, 1, 1.5, 2],
  phosphorus: [0.02, 0.1, 0.2, 0.3, 0.4],
} as const satisfies { readonly [measure in Exclude<Measure, 'ph'>]: readonly number[] }
const OF_RESERVOIRS = [0.01, 0.025, 0.05, 0.1, 0.2]
const WORST = 6

/** The class, 1 to 6, of what was told rightly of a section; null: nothing was. For tests: the platform does not tell it. */
export function gradeOf(sample: Sample): number | null {
  const grades = (Object.keys(LIMITS) as (keyof typeof LIMITS)[])
    .filter(measure => sample.spoilt[measure] === undefined)
    .map(measure => {
      const isStanding = measure === 'phosphorus' && sample.section.body === '湖库'
      const limits: readonly number[] = isStanding ? OF_RESERVOIRS : LIMITS[measure]
      const value = Number(textOf(sample, measure))
      const at = limits.findIndex(limit => (measure === 'oxygen' ? value >= limit : value <= limit))
      return at === -1 ? WORST : at + 1
    })
  return grades.length === 0 ? null : Math.max(...grades)
}
