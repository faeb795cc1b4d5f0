import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  /** A list of matters with title, state, light, dueAt and daysLeft: each with who has it, and until when. */
  roles: { list: { aggregates: ['list'], required: true } },
  options: Options,
  least: { width: 300, height: 120 },
  heading,
  component: () => import('./MatterList.vue'),
}
