import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** With level, eventType, eventName, area, areaName, department, state, updates, sentAt, effectiveAt, expiresAt. */
    active: { aggregates: ['list'], required: true },
    /** The same of those that ended today, with endedAt. */
    ended: { aggregates: ['list'], required: false },
    /** By level: those in force. */
    levels: { aggregates: ['count'], required: false, dims: 1 },
  },
  options: Options,
  words: moreZh,
  least: { width: 300, height: 150 },
  heading,
  component: () => import('./WarningList.vue'),
}
