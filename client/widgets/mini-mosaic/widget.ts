import type { Widget } from '../widget.ts'
import { Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** Bound `@towns`: what colours a town. */
    value: { aggregates: ['count', 'sum'], required: true, dims: 1 },
    /** The same of the place on show: the figure over a map. */
    sum: { aggregates: ['count', 'sum'], required: true, dims: 1 },
    /** All groups together, of every town and of the place, so that something can be left over. */
    towns: { aggregates: ['count', 'sum'], required: true },
    all: { aggregates: ['count', 'sum'], required: true },
  },
  options: Options,
  least: { width: 260, height: 220 },
  component: () => import('./MiniMosaic.vue'),
}
