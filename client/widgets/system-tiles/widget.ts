import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

/** The systems of a house side by side, each with its day, what it has to do, and its own source. */
export const widget: Widget = {
  roles: { '*': { aggregates: ['count', 'sum'], required: false } },
  options: Options,
  words: moreZh,
  least: { width: 300, height: 300 },
  rigid: true,
  heading,
  component: () => import('./SystemTiles.vue'),
}
