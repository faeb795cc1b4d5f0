import { moreZh } from '../../language/more-zh.ts'
import type { Role, Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

const list: Role = { aggregates: ['list'], required: true }

/** Who looks after the chosen project, and what is open, late and pressed for with each. */
export const widget: Widget = {
  roles: {
    /** The list one is chosen from: number, title. */
    projects: list,
    /** Butlers of all of them: number, key, chief, department, office, light, itemsOpen, itemsOverdue, obstacles, title, overdueDays, pressed, unsigned. */
    team: list,
    /** Items in progress of all of them, each with its butlerKey. */
    items: list,
    /** What is pressed for here: target, item, awaits. */
    pressed: { ...list, required: false },
  },
  options: Options,
  words: moreZh,
  least: { width: 340, height: 180 },
  heading,
  component: () => import('./ButlerTeam.vue'),
}
