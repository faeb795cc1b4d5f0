import type { Widget } from '../widget.ts'
import { Options } from './view.ts'

const counts = ['count', 'sum'] as const

export const widget: Widget = {
  roles: {
    value: { aggregates: counts, required: true, dims: 2 },
    /** A second figure under each, by the same dimensions. */
    beside: { aggregates: counts, required: false, dims: 2 },
  },
  options: Options,
  least: { width: 380, height: 180 },
  component: () => import('./CrossTable.vue'),
}
