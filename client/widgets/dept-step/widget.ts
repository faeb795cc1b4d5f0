import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** By department and station: where the cases lie, and the median share of the station's time. */
    stations: { aggregates: ['count'], required: true, dims: 2 },
    share: { aggregates: ['percentile'], required: true, dims: 2 },
  },
  options: Options,
  least: { width: 300, height: 120 },
  heading,
  component: () => import('./DeptStep.vue'),
}
