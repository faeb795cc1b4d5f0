import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    lights: { aggregates: ['count'], required: true },
    beside: { aggregates: ['count', 'sum'], required: false, dims: 1 },
  },
  options: Options,
  least: { width: 300, height: 150 },
  heading,
  component: () => import('./LightMatrix.vue'),
}
