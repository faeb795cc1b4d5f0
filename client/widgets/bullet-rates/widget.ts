import type { Widget } from '../widget.ts'
import { Options } from './view.ts'

export const widget: Widget = {
  roles: { '*': { aggregates: ['count', 'sum', 'ratio', 'mean', 'share'], required: false } },
  options: Options,
  least: { width: 300, height: 150 },
  rigid: true,
  component: () => import('./BulletRates.vue'),
}
