import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** The day the shares are of. */
    asOf: { aggregates: ['last'], required: false },
    '*': { aggregates: ['ratio', 'share', 'mean'], required: false },
  },
  options: Options,
  words: moreZh,
  least: { width: 280, height: 190 },
  heading,
  component: () => import('./ShareVsNation.vue'),
}
