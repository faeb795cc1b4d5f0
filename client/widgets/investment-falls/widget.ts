import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

const counts = ['count'] as const
const sums = ['sum'] as const

export const widget: Widget = {
  roles: {
    /** All projects with title, class, phase, investment and area. */
    list: { aggregates: ['list'], required: true },
    total: { aggregates: counts, required: true },
    totalMoney: { aggregates: sums, required: true },
    /** What is begun, over all classes. */
    begun: { aggregates: counts, required: true },
    begunMoney: { aggregates: sums, required: true },
    /** What stands at the gates. */
    class: { aggregates: counts, required: true, dims: 1 },
    classMoney: { aggregates: sums, required: true, dims: 1 },
    phase: { aggregates: counts, required: true, dims: 1 },
    phaseMoney: { aggregates: sums, required: true, dims: 1 },
    /** Bound `@districts`. */
    district: { aggregates: counts, required: true },
    districtMoney: { aggregates: sums, required: true },
  },
  options: Options,
  words: moreZh,
  least: { width: 640, height: 380 },
  heading,
  component: () => import('./InvestmentFalls.vue'),
}
