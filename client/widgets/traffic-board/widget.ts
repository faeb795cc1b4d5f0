import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading } from './heading.ts'
import { Options } from './view.ts'

export const widget: Widget = {
  roles: {
    index: { aggregates: ['mean'], required: true },
    /** By the hour, of today and yesterday. */
    hours: { aggregates: ['share', 'mean'], required: true, series: true },
    speed: { aggregates: ['mean'], required: false },
    /** With device, index, speed, outside, online, faulty and event, the worst first. */
    roads: { aggregates: ['list'], required: true },
    /** By place. */
    spots: { aggregates: ['count'], required: false, dims: 1 },
    accidents: { aggregates: ['count'], required: true },
    open: { aggregates: ['count'], required: false },
    out: { aggregates: ['count'], required: false },
  },
  options: Options,
  words: moreZh,
  least: { width: 320, height: 200 },
  rigid: true,
  heading,
  component: () => import('./TrafficBoard.vue'),
}
