import type { Widget } from '../widget.ts'
import { Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** The rounds of the day by how they stand. */
    state: { aggregates: ['count'], required: true, dims: 1 },
    '*': { aggregates: ['count', 'sum'], required: false },
  },
  options: Options,
  least: { width: 320, height: 170 },
  component: () => import('./RouteDots.vue'),
}
