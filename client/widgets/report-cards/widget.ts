import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

/** The newest reports of the grid, a card each. */
export const widget: Widget = {
  roles: { reports: { aggregates: ['list'], required: true } },
  options: Options,
  least: { width: 300, height: 150 },
  heading,
  component: () => import('./ReportCards.vue'),
}
