import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

/** 智能引路: boards that lead to car parks, with what they show beside what those counted. */
export const widget: Widget = {
  roles: {
    /** Rows with title, state, lots, shown, counted, off, contradicts, out and shownAt. */
    list: { aggregates: ['list'], required: true },
    /** How many contradict a car park, and how many are out of order. */
    wrong: { aggregates: ['count'], required: true },
    out: { aggregates: ['count'], required: true },
  },
  options: Options,
  words: moreZh,
  least: { width: 320, height: 130 },
  heading,
  component: () => import('./BoardList.vue'),
}
