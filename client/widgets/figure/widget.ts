import type { Widget } from '../widget.ts'
import { Options } from './view.ts'

const number = ['count', 'sum', 'ratio', 'mean', 'share'] as const

export const widget: Widget = {
  roles: {
    value: { aggregates: number, required: true },
    '*': { aggregates: number, required: false },
  },
  options: Options,
  least: { width: 200, height: 110 },
  component: () => import('./FigureWidget.vue'),
}
