import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

/** A body with the offices under it. */
export const widget: Widget = {
  roles: {
    /** Rows with title, number, ledger (the body), department (who keeps it) and stage (what it does). */
    list: { aggregates: ['list'], required: true },
    /** Split by department: what each has to decide. */
    work: { aggregates: ['count', 'sum'], required: false, dims: 1 },
  },
  options: Options,
  words: moreZh,
  least: { width: 300, height: 200 },
  heading,
  component: () => import('./OrgChart.vue'),
}
