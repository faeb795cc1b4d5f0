import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

/** Matters under a term: how much of it each has used, the first due first. */
export const widget: Widget = {
  roles: {
    /** Rows with title, stage, party, since, dueAt, daysLeft, overdue and light. */
    list: { aggregates: ['list'], required: true },
    /** How many are over their term. */
    late: { aggregates: ['count'], required: false },
    /** The share in time. */
    rate: { aggregates: ['ratio'], required: false },
    /** The money in them. */
    amount: { aggregates: ['sum'], required: false },
  },
  options: Options,
  words: moreZh,
  least: { width: 300, height: 140 },
  heading,
  component: () => import('./TermClock.vue'),
}
