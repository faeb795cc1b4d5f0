import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

/** Cadres, as posts, with whom each is paired: how often he was there, and what he found. */
export const widget: Widget = {
  roles: {
    /** Rows with number, title, category and party: the pairs. */
    list: { aggregates: ['list'], required: true },
    /** Visits in all, and split by the number of the pair. */
    total: { aggregates: ['count'], required: true },
    visits: { aggregates: ['count'], required: true, dims: 1 },
    /** Visits on which a problem was found, with pair and problem; and the problems that are open, with number. */
    found: { aggregates: ['list'], required: true },
    open: { aggregates: ['list'], required: true },
  },
  options: Options,
  words: moreZh,
  least: { width: 300, height: 300 },
  heading,
  component: () => import('./PairingMatrix.vue'),
}
