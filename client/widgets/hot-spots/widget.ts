import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  /** Split by `area`: a community each. */
  roles: { places: { aggregates: ['count', 'sum'], required: true, dims: 1 } },
  options: Options,
  least: { width: 300, height: 130 },
  heading,
  component: () => import('./HotSpots.vue'),
}
