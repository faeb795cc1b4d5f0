import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** With name, beds, occupied, share, full, waiting, longestMs, current, event. */
    list: { aggregates: ['list'], required: true },
    /** Of all of them: beds taken, beds, and who waits. */
    occupied: { aggregates: ['sum', 'count'], required: false },
    beds: { aggregates: ['sum', 'count'], required: false },
    waiting: { aggregates: ['sum', 'count'], required: false },
  },
  options: Options,
  words: moreZh,
  least: { width: 340, height: 150 },
  heading,
  component: () => import('./HospitalBoard.vue'),
}
