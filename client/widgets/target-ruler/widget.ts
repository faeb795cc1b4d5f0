import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** With code, name, value, unit, yoy, yoyBefore, growthTarget and asOf. */
    list: { aggregates: ['list'], required: true },
    /** By code: what the numbers stand for. */
    value: { aggregates: ['sum'], required: true, dims: 1 },
    growth: { aggregates: ['sum'], required: true, dims: 1 },
    /** How many are short of what was wanted. */
    short: { aggregates: ['count'], required: false },
  },
  options: Options,
  words: moreZh,
  least: { width: 320, height: 200 },
  heading,
  component: () => import('./TargetRuler.vue'),
}
