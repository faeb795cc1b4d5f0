import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

const number = ['count', 'sum', 'ratio', 'mean', 'share'] as const

export const widget: Widget = {
  roles: {
    /** What is open, by stage. */
    stock: { aggregates: ['count'], required: true, dims: 1 },
    /** Of it, what is overdue. */
    late: { aggregates: ['count'], required: false, dims: 1 },
    /** How much is through. */
    share: { aggregates: ['ratio'], required: false },
    '*': { aggregates: number, required: false },
  },
  options: Options,
  least: { width: 320, height: 210 },
  heading,
  component: () => import('./StageGates.vue'),
}
