import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** By name: how many there are of how many there should be. */
    value: { aggregates: ['share', 'ratio'], required: true, dims: 1 },
    /** The day they are of. */
    asOf: { aggregates: ['last'], required: false },
    /** By name: how many are missing, here and in each district. */
    missing: { aggregates: ['sum', 'count'], required: false, dims: 1 },
    gaps: { aggregates: ['sum', 'count'], required: false, dims: 1 },
  },
  options: Options,
  words: moreZh,
  least: { width: 220, height: 190 },
  heading,
  component: () => import('./QuotaRows.vue'),
}
