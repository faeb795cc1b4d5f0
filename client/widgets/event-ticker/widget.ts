import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  /** A list with the columns event, kind, area, title, state and light. */
  roles: { events: { aggregates: ['list'], required: true } },
  options: Options,
  least: { width: 400, height: 100 },
  heading,
  component: () => import('./EventTicker.vue'),
}
