import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

export const widget: Widget = {
  roles: { '*': { aggregates: ['count', 'sum', 'ratio', 'mean', 'share'], required: false } },
  options: Options,
  words: moreZh,
  least: { width: 340, height: 360 },
  rigid: true,
  heading,
  component: () => import('./DayScore.vue'),
}
