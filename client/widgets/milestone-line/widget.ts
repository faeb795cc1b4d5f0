import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

/** What was reached, one after the other, each with what it is made of. */
export const widget: Widget = {
  roles: {
    /** Rows with number, parent, title, stage and doneAt. */
    list: { aggregates: ['list'], required: true },
  },
  options: Options,
  least: { width: 300, height: 110 },
  heading,
  component: () => import('./MilestoneLine.vue'),
}
