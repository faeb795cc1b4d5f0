import type { Widget } from '../widget.ts'
import { Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** What its title explains; scenes themselves are judged by the counts that the frame binds. */
    overdue: { aggregates: ['count', 'sum'], required: false },
  },
  options: Options,
  least: { width: 320, height: 130 },
  component: () => import('./SceneStates.vue'),
}
