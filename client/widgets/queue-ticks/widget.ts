import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  /** A list with zone, waiting, waitMs, waitLimitMs, tooLong and staffed. */
  roles: { zones: { aggregates: ['list'], required: true } },
  options: Options,
  words: moreZh,
  least: { width: 320, height: 130 },
  heading,
  component: () => import('./QueueTicks.vue'),
}
