import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

/** Goals with their tasks and projects: what is below each says how far it is. */
export const widget: Widget = {
  roles: {
    /** Rows with number, parent, title, light, state and amount. */
    list: { aggregates: ['list'], required: true },
  },
  options: Options,
  words: moreZh,
  least: { width: 300, height: 200 },
  heading,
  component: () => import('./EntryTree.vue'),
}
