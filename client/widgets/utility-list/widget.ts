import type { Widget } from '../widget.ts'
import { Options } from './view.ts'

const number = ['count', 'sum', 'ratio', 'mean', 'share', 'list'] as const

export const widget: Widget = {
  roles: { '*': { aggregates: number, required: false } },
  options: Options,
  least: { width: 320, height: 120 },
  component: () => import('./UtilityList.vue'),
}
