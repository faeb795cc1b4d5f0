import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

const numbers = ['sum', 'share', 'ratio', 'mean', 'count'] as const

export const widget: Widget = {
  roles: {
    /** What is told now, and what it was in each period. */
    value: { aggregates: numbers, required: true },
    series: { aggregates: numbers, required: true, series: true },
    /** Where the line is of growth: how it grows now. */
    growth: { aggregates: ['sum'], required: false },
    /** Of an indicator: its unit, its day and what was wanted, with code, value, unit, growthTarget and asOf. */
    list: { aggregates: ['list'], required: false },
  },
  options: Options,
  words: moreZh,
  least: { width: 280, height: 170 },
  rigid: true,
  heading,
  component: () => import('./GrowthLine.vue'),
}
