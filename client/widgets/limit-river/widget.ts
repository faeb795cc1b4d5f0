import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** By department: open cases with share, risk and overdueDays. */
    river: { aggregates: ['list'], required: true, dims: 1 },
    /** By department: how many those are. */
    open: { aggregates: ['count'], required: true, dims: 1 },
    risk: { aggregates: ['count'], required: true, dims: 1 },
    /** By department and station: where the cases lie, and the median share of the station's time. */
    stations: { aggregates: ['count'], required: true, dims: 2 },
    share: { aggregates: ['percentile'], required: true, dims: 2 },
    accepted: { aggregates: ['count'], required: true, dims: 1 },
    closed: { aggregates: ['count'], required: true, dims: 1 },
  },
  options: Options,
  words: moreZh,
  least: { width: 680, height: 360 },
  heading,
  component: () => import('./LimitRiver.vue'),
}
