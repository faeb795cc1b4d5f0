import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** The median and the ninth tenth as times; in place of `share` its limit is that of all rows. */
    time: { aggregates: ['percentile'], required: true },
    /** The same as shares of the limit of each, in per cent. */
    share: { aggregates: ['percentile'], required: false, dims: 1 },
    /** How much was in time, and what is late now: of all rows together. */
    onTime: { aggregates: ['ratio'], required: false },
    late: { aggregates: ['count'], required: false },
  },
  options: Options,
  least: { width: 320, height: 130 },
  heading,
  component: () => import('./RangeLimit.vue'),
}
