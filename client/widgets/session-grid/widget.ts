import type { Widget } from '../widget.ts'
import { Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** Sessions with event, number, theme, state and firms, the newest first. */
    sessions: { aggregates: ['list'], required: true },
    /** What was raised at each, by its number. */
    raised: { aggregates: ['count'], required: false, dims: 1 },
  },
  options: Options,
  least: { width: 240, height: 140 },
  component: () => import('./SessionGrid.vue'),
}
