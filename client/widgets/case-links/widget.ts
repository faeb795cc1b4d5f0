import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { Options } from './view.ts'

export const widget: Widget = {
  roles: {
    asked: { aggregates: ['count'], required: true },
    linked: { aggregates: ['count'], required: true },
    /** Lists that share case numbers: requests with relatedCaseNo, overdue cases with number. */
    requests: { aggregates: ['list'], required: true },
    overdue: { aggregates: ['list'], required: true },
  },
  options: Options,
  words: moreZh,
  least: { width: 300, height: 110 },
  component: () => import('./CaseLinks.vue'),
}
