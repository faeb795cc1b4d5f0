import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** By score, 1 to 5. */
    ratings: { aggregates: ['count'], required: true, dims: 1 },
    good: { aggregates: ['ratio'], required: true },
    /** Of the bad ones, those that were mended. */
    mended: { aggregates: ['ratio'], required: true },
  },
  options: Options,
  words: moreZh,
  least: { width: 320, height: 120 },
  heading,
  component: () => import('./RatingBar.vue'),
}
