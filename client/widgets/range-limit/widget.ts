import type { Widget } from '../widget.ts'
import { Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** The median and the ninth tenth of the share of the limit that was used, in per cent. */
    share: { aggregates: ['percentile'], required: true, dims: 1 },
    /** The same as times. */
    time: { aggregates: ['percentile'], required: true, dims: 1 },
  },
  options: Options,
  least: { width: 320, height: 130 },
  component: () => import('./RangeLimit.vue'),
}
