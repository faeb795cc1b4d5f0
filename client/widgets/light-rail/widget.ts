import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

/**
 * The list's columns: title, light, used and limit of the whole way, stageLights, stageUsed, stageLimits, stageOverdue, and
 * where known investment.
 */
export const widget: Widget = {
  roles: {
    projects: { aggregates: ['list'], required: true },
    /** By stage number: the limit under a stage's name. */
    limit: { aggregates: ['mean'], required: false, dims: 1 },
  },
  options: Options,
  least: { width: 900, height: 300 },
  heading,
  component: () => import('./LightRail.vue'),
}
