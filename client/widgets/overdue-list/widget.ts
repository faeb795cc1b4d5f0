import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  /** A list of what is overdue, worst first, with title, department, dueAt and step. */
  roles: {
    overdue: { aggregates: ['list'], required: true },
    /** Supervisions of items that are in the first: target, item, state, light. */
    pressed: { aggregates: ['list'], required: false },
  },
  options: Options,
  least: { width: 300, height: 120 },
  heading,
  component: () => import('./OverdueList.vue'),
}
