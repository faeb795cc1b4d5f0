import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    pulse: { aggregates: ['count'], required: true, series: true, dims: 1 },
    /** All of the day: not drawn, it is what the title explains. */
    all: { aggregates: ['count'], required: false },
    /** The same by the hour over some weeks: days of quarters would be much to send for one dotted line. */
    usual: { aggregates: ['count'], required: false, series: true },
  },
  options: Options,
  least: { width: 480, height: 120 },
  rigid: true,
  heading,
  component: () => import('./Pulse.vue'),
}
