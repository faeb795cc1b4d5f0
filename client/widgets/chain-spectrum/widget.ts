import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** By chain. */
    output: { aggregates: ['sum'], required: true, dims: 1 },
    growth: { aggregates: ['sum'], required: true, dims: 1 },
    energy: { aggregates: ['share'], required: true, dims: 1 },
    online: { aggregates: ['share'], required: true, dims: 1 },
    /** Of all of them. */
    total: { aggregates: ['sum'], required: true },
    /** With asOf: of which day they are. */
    list: { aggregates: ['list'], required: true },
  },
  options: Options,
  words: moreZh,
  least: { width: 860, height: 220 },
  heading,
  component: () => import('./ChainSpectrum.vue'),
}
