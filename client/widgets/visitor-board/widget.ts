import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** With device, inPark, capacity, carrying, outside, today, online, faulty and event, the fullest first. */
    list: { aggregates: ['list'], required: true },
    /** Of all of them. */
    inside: { aggregates: ['sum'], required: true },
    today: { aggregates: ['sum'], required: true },
    /** How many can carry no more. */
    over: { aggregates: ['count'], required: false },
  },
  options: Options,
  words: moreZh,
  least: { width: 320, height: 170 },
  heading,
  component: () => import('./VisitorBoard.vue'),
}
