import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    used: { aggregates: ['mean', 'share'], required: true, dims: 1 },
    limit: { aggregates: ['mean', 'share'], required: false, dims: 1 },
    /** What was published of all stages together, by code. */
    whole: { aggregates: ['sum'], required: false, dims: 1 },
  },
  options: Options,
  least: { width: 320, height: 210 },
  heading,
  component: () => import('./StageLimits.vue'),
}
