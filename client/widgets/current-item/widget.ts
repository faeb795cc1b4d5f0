import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** The list one is chosen from: number, title, light, stageName. */
    projects: { aggregates: ['list'], required: true },
    /** Items in progress of all of them, the most urgent first: number, title, department, window, phone, light, used, limit, ready… */
    items: { aggregates: ['list'], required: true },
    /** What its item needs first, by number: item, title, department, light, overdueDays. */
    needs: { aggregates: ['list'], required: false, dims: 1 },
  },
  options: Options,
  least: { width: 380, height: 260 },
  heading,
  component: () => import('./CurrentItem.vue'),
}
