import { moreZh } from '../../language/more-zh.ts'
import type { Role, Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

const count: Role = { aggregates: ['count'], required: true }

export const widget: Widget = {
  roles: {
    /** What is right under the city's committee: unit, unitName, area. */
    units: { aggregates: ['list'], required: true },
    branches: { ...count, dims: 1 },
    /** Of every town. */
    towns: count,
    onDuty: count,
    weak: count,
    /** Of every district. */
    onDutyBelow: count,
    weakBelow: count,
    /** The committee at the top, with asOf. */
    root: { aggregates: ['last'], required: true },
  },
  options: Options,
  words: moreZh,
  least: { width: 300, height: 240 },
  heading,
  component: () => import('./OrgDrill.vue'),
}
