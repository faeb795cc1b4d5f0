import type { Widget } from '../widget.ts'
import { Options } from './view.ts'

export const widget: Widget = {
  roles: { '*': { aggregates: ['count', 'sum', 'ratio', 'mean', 'share', 'percentile'], required: false } },
  options: Options,
  least: { width: 150, height: 120 },
  component: () => import('./FactList.vue'),
}
