import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

/** 多系统联动: each alarm with who answered it, after how many seconds, and who did not. */
export const widget: Widget = {
  roles: {
    /** Rows with event, sort, tag, open, and of each system its state and its `Ms`. */
    list: { aggregates: ['list'], required: true },
    /** Answers missing, how much was answered by all in time, and how soon the first answer came. */
    silent: { aggregates: ['count'], required: true },
    onTime: { aggregates: ['ratio'], required: false },
    first: { aggregates: ['mean'], required: false },
  },
  options: Options,
  words: moreZh,
  least: { width: 340, height: 130 },
  heading,
  component: () => import('./LinkageMatrix.vue'),
}
