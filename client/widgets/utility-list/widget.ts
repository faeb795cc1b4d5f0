import type { Widget } from '../widget.ts'
import { Options } from './view.ts'

const number = ['count', 'sum', 'ratio', 'mean', 'share', 'list'] as const

export const widget: Widget = {
  roles: { '*': { aggregates: number, required: false } },
  options: Options,
  least: { width: 320, height: 120 },
  // Each row says itself that its source is silent: the note gives way before they stand on one another.
  rigid: true,
  component: () => import('./UtilityList.vue'),
}
