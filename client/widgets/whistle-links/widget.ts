import { moreZh } from '../../language/more-zh.ts'
import type { Role, Widget } from '../widget.ts'
import { Options } from './view.ts'

const count: Role = { aggregates: ['count'], required: true }
const share: Role = { aggregates: ['ratio'], required: true }

export const widget: Widget = {
  roles: {
    whistled: count,
    reported: count,
    done: count,
    reportedShare: share,
    doneShare: share,
    /** Newest first: event, title, branchName, area, state, reportAt, doneAt. */
    latest: { aggregates: ['list'], required: true },
  },
  options: Options,
  words: moreZh,
  least: { width: 300, height: 200 },
  component: () => import('./WhistleLinks.vue'),
}
