import type { Widget } from '../widget.ts'
import { Options } from './view.ts'

const count = ['count'] as const

export const widget: Widget = {
  roles: {
    /** By source, group and state: one line a problem. */
    flow: { aggregates: count, required: true, dims: 3 },
    /** By source, and by group of those on the ledger: what stands beside the lines. */
    sources: { aggregates: count, required: true, dims: 1 },
    groups: { aggregates: count, required: true, dims: 1 },
    /** By state. */
    states: { aggregates: count, required: true, dims: 1 },
    /** What is open: where a line stops, and until when. */
    open: { aggregates: ['list'], required: false },
    '*': { aggregates: ['count', 'ratio', 'mean'], required: false },
  },
  options: Options,
  least: { width: 900, height: 320 },
  component: () => import('./ProblemRiver.vue'),
}
