import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

/** One thing as two sources tell it: every figure as published, side by side; nobody here says who is right. */
export const widget: Widget = {
  roles: {
    /** Indicators with code, value, unit, asOf and source. */
    list: { aggregates: ['list'], required: true },
    /** Their numbers, by code. */
    value: { aggregates: ['sum'], required: true, dims: 1 },
  },
  options: Options,
  words: moreZh,
  least: { width: 340, height: 200 },
  heading,
  component: () => import('./TwoTellings.vue'),
}
