import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** Devices with an alarm now: kind, device, area, event. */
    alarms: { aggregates: ['list'], required: true },
    /** Devices outside their limits, with what they measured. */
    outside: { aggregates: ['list'], required: false },
  },
  options: Options,
  words: moreZh,
  least: { width: 300, height: 110 },
  heading,
  component: () => import('./AlarmList.vue'),
}
