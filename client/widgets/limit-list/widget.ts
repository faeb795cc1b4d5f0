import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** Rows with area, device and what was measured; its metric says the limit. */
    list: { aggregates: ['list'], required: true },
    /** How many there are in all. */
    count: { aggregates: ['count'], required: false },
    /** What the devices stand on: rows with device, title, state, and how far each is. */
    things: { aggregates: ['list'], required: false },
    '*': { aggregates: ['count', 'sum', 'ratio', 'share'], required: false },
  },
  options: Options,
  least: { width: 300, height: 130 },
  heading,
  component: () => import('./LimitList.vue'),
}
