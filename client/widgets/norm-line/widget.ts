import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

const number = ['count', 'sum', 'ratio', 'mean', 'share'] as const

/** Today's line over what is usual: the series holds today and the days before it. */
export const widget: Widget = {
  roles: {
    series: { aggregates: ['count'], required: true, series: true },
    '*': { aggregates: number, required: false },
  },
  options: Options,
  least: { width: 280, height: 170 },
  rigid: true,
  heading,
  component: () => import('./NormLine.vue'),
}
