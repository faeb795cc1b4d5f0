import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

/** Records in rows and columns: who does how much of each sort, or how each stands in it. */
export const widget: Widget = {
  roles: {
    /** Rows with party, category, light, quantity and unit. */
    list: { aggregates: ['list'], required: true },
  },
  options: Options,
  words: moreZh,
  least: { width: 300, height: 200 },
  heading,
  component: () => import('./EntryMatrix.vue'),
}
