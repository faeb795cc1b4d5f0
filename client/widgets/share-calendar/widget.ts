import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

/** 错峰共享: the hours of seven days in which bays of units are open to residents, and their car parks. */
export const widget: Widget = {
  roles: {
    /** Bays by day and hour. */
    hours: { aggregates: ['sum'], required: true, dims: 2 },
    /** Car parks with title, state, bays, from and until. */
    list: { aggregates: ['list'], required: true },
    /** Car parks and bays open now. */
    open: { aggregates: ['count'], required: true },
    bays: { aggregates: ['sum'], required: true },
  },
  options: Options,
  words: moreZh,
  least: { width: 320, height: 190 },
  rigid: true,
  heading,
  component: () => import('./ShareCalendar.vue'),
}
