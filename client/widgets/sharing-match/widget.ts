import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

/** What is needed, and what of it somebody else could share, with why (十二个共享). */
export const widget: Widget = {
  roles: {
    /** Rows with number, title, category, party, quantity, unit, beganAt, dueAt and area. */
    needs: { aggregates: ['list'], required: true },
    resources: { aggregates: ['list'], required: true },
    /** How much of each resource was matched, by its number. */
    taken: { aggregates: ['sum'], required: true },
  },
  options: Options,
  words: moreZh,
  least: { width: 300, height: 150 },
  heading,
  component: () => import('./SharingMatch.vue'),
}
