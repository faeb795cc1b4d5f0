import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: {
    /** With code, name, value, unit, yoy, target, reached, asOf, source, revision, revised and waiting. */
    list: { aggregates: ['list'], required: true },
    /** By code: what the numbers stand for. */
    value: { aggregates: ['sum'], required: true, dims: 1 },
    growth: { aggregates: ['sum'], required: false, dims: 1 },
  },
  options: Options,
  words: moreZh,
  least: { width: 280, height: 130 },
  heading,
  component: () => import('./PublishedFigures.vue'),
}
