import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    lights: { aggregates: ['count'], required: true },
    /** All of them: not drawn, it is what the title explains. */
    all: { aggregates: ['count', 'list'], required: false },
    beside: { aggregates: ['count', 'sum'], required: false, dims: 1 },
  },
  options: Options,
  least: { width: 300, height: 150 },
  heading,
  component: () => import('./LightMatrix.vue'),
}
