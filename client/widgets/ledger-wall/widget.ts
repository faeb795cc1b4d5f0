import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

const counts = ['count', 'sum'] as const

/** Every ledger that departments keep, side by side: how much is in it, what is open, what is late. */
export const widget: Widget = {
  roles: {
    /** By theme, ledger and state. */
    states: { aggregates: counts, required: true, dims: 3 },
    /** By ledger. */
    total: { aggregates: counts, required: true, dims: 1 },
    late: { aggregates: counts, required: true, dims: 1 },
    amount: { aggregates: ['sum'], required: false, dims: 1 },
    /** By ledger and unit. */
    quantity: { aggregates: ['sum'], required: false, dims: 2 },
  },
  options: Options,
  words: moreZh,
  least: { width: 300, height: 300 },
  rigid: true,
  heading,
  component: () => import('./LedgerWall.vue'),
}
