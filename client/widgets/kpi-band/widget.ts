import type { Widget } from '../widget.ts'
import { Options } from './view.ts'

export const widget: Widget = {
  roles: { '*': { aggregates: ['count', 'sum', 'ratio', 'mean', 'share'], required: false } },
  options: Options,
  least: { width: 600, height: 110 },
  // Each figure says itself when its feed is late: one tag for seven feeds would blame the wrong ones.
  bare: true,
  component: () => import('./KpiBand.vue'),
}
