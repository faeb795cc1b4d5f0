import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

const counts = ['count', 'sum', 'ratio', 'mean', 'share'] as const

export const widget: Widget = {
  roles: {
    value: { aggregates: counts, required: true },
    /** The bright part of a bar: of those, still open. */
    part: { aggregates: counts, required: false },
    /** How many of them are overdue. */
    late: { aggregates: ['count', 'sum'], required: false },
  },
  options: Options,
  least: { width: 300, height: 140 },
  heading,
  component: () => import('./BarRank.vue'),
}
