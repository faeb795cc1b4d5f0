import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** A list with code, name, role and chain. */
    members: { aggregates: ['list'], required: true },
    /** The newest matter of each pair, with enterprise, service, title, light and dueAt. */
    matters: { aggregates: ['list'], required: true },
    lights: { aggregates: ['count'], required: true, dims: 1 },
  },
  options: Options,
  words: moreZh,
  least: { width: 400, height: 260 },
  heading,
  component: () => import('./ChainMatrix.vue'),
}
